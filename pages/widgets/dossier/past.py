"""The day whose figures a dossier shows: today’s, or those of a past day, in its address, its files and its slides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from geo.versions import Version
from loaders.own.database.named import OwnDatabaseError
from pages.server.office.own import AWAY
from pages.server.panel.then import read_day
from pages.views.dossier import Dossier, write_address
from pages.widgets import state
from pages.widgets.dossier.offering import list_offered, make_page
from pages.words.addresses import DAY
from pages.words.markup import plain
from pages.words.paths import DOSSIER

WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
OF_TODAY = "Cette page montre les chiffres d’aujourd’hui, quel que soit le jour de l’adresse."
IN_A_DOSSIER = "Ceux d’un jour passé se lisent dans un dossier (« Chiffres du »), et pour un seul chiffre"
AT_THE_END = "au bas de son panneau."
HELP = "Vide : ceux d’aujourd’hui. Un jour passé montre les chiffres tels que Terril les montrait ce jour-là."


def choose_day() -> Version | None:
    """Draw the choice of the day; the tables of it, None for today’s. What is wrong with it is said."""
    asked = "".join((state.read(DAY) or ())[-1:])
    day = read_day(asked, dt.date.today())
    if isinstance(day, str):
        st.warning(plain(day))
        day = None
    state.show(DAY, (day.isoformat(),) if day else (), default=())
    state.sync(DAY, f"{day:%d/%m/%Y}" if day else "")
    st.text_input(
        "Chiffres du",
        key=DAY,
        placeholder="jj/mm/aaaa",
        max_chars=10,
        help=HELP,
        on_change=state.keep_choice,
        args=(DAY, DAY, _spell),
        width=200,
    )
    return _open(day) if day is not None and day < dt.date.today() else None


def tell_today(name: str, territories: Sequence[str]) -> None:
    """Say, of a page of today’s figures whose address asks for a past day, that they are, and lead to the same views of
    that day, in a dossier of the page’s `name`; the `territories` chosen stay so."""
    asked = "".join(state.read_asked(DAY)[-1:])
    if not asked or state.current_path() == DOSSIER:
        return
    day = read_day(asked, dt.date.today())
    views = list_offered() if isinstance(day, dt.date) else ()
    word = write_address(make_page(Dossier(), views, name)) if views else ""
    ways = f"{IN_A_DOSSIER} {AT_THE_END}"
    if isinstance(day, str):
        ways = f"{plain(day)} {ways}"
    elif word:
        query = [("dossier", word), (DAY, str(day)), *(("territoires", code) for code in territories)]
        address = f"{DOSSIER}?{urlencode(query)}"
        ways = f"[Les mêmes vues au {day:%d/%m/%Y}]({address}) s’ouvrent en un dossier ; un seul chiffre, {AT_THE_END}"
    state.notes().info(f"{OF_TODAY} {ways}")


def _spell(written: str) -> tuple[str, ...]:
    """A day as an address has it; what is no day stays as it is written, to be said."""
    parts = WRITTEN.fullmatch(written.strip())
    return ("-".join(part.zfill(2) for part in reversed(parts.groups())),) if parts else (written.strip(),)


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
