"""The day whose figures a dossier shows: today’s, or those of a past day, in its address, its files and its slides."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geo.versions import Version
from loaders.own.database.named import OwnDatabaseError
from pages.server.office.own import AWAY
from pages.server.panel.then import read_day
from pages.views.selection import FIRST_YEAR
from pages.widgets import state
from pages.words.addresses import DAY
from pages.words.markup import plain

HELP = "Vide : ceux d’aujourd’hui. Un jour passé montre les chiffres tels que Terril les montrait ce jour-là."


def choose_day() -> Version | None:
    """Draw the choice of the day; the tables of it, None for today’s. What is wrong with it is said."""
    asked = "".join((state.read(DAY) or ())[-1:])
    day = read_day(asked, dt.date.today())
    if isinstance(day, str):
        st.warning(plain(day))
        day = None
    state.show(DAY, (day.isoformat(),) if day else (), default=())
    state.sync(DAY, day)
    st.date_input(
        "Chiffres du",
        key=DAY,
        value=None,
        min_value=dt.date(FIRST_YEAR, 1, 1),
        max_value="today",
        format="DD/MM/YYYY",
        help=HELP,
        on_change=state.keep_choice,
        args=(DAY, DAY, lambda chosen: (chosen.isoformat(),) if chosen else ()),
        width=200,
    )
    return _open(day) if day is not None and day < dt.date.today() else None


def _open(day: dt.date) -> Version | None:
    # Read here: a dossier of today’s figures does without what makes others.
    from pages.server.office.past import PastError, open_past

    try:
        with st.spinner(f"Les chiffres du {day:%d/%m/%Y} se préparent…"):
            found = open_past(day)
    except PastError as error:
        st.warning(plain(str(error)))
        return None
    except OwnDatabaseError:
        st.warning(AWAY)
        return None
    st.info(plain(found.told))
    return found
