"""The head of the overview: who the page is about, what is told of it, its map, and the meeting that it prepares."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from loaders.reading.composed.resolving import read_row
from pages.draw.markup.findings import findings_markup, head_markup
from pages.draw.markup.france import notes_markup
from pages.files.links import files_markup
from pages.views.choice import ENOUGH, Choice
from pages.views.data import cached
from pages.views.dossier.meeting import prepare_meeting
from pages.views.findings.of_territory import tell_territory
from pages.views.france import figures
from pages.views.kinds.france_map import FranceMap, make_france_map
from pages.views.selection import Selection
from pages.views.theme_pages import ThemePage
from pages.views.view import View
from pages.widgets.choice import choose, say_refused
from pages.widgets.dossier.kept import change
from pages.widgets.dossier.offering import offer_view
from pages.widgets.layout import place_head
from pages.widgets.maps.national import show_national
from pages.widgets.maps.settings import make_map_view

TITLE = "Ce qu’il faut savoir"
CLOSE = "densite"


def show_territory(code: str) -> None:
    """The name of a territory and what it is."""
    place_head(head_markup(read_row(code)))


def choose_for_map(themes: tuple[str, ...], selection: Selection, page: ThemePage) -> Choice | None:
    """Draw the selectors of the map; None where too little is known round here to compare territories."""
    if any(cached.is_comparable(theme, ENOUGH, selection.departements) for theme in themes):
        return choose(themes, selection, level=page.level, first=page.first)
    say_refused()
    return None


def show_map_close(code: str) -> None:
    """The communes of an EPCI of France, by the density that is known of them all."""
    view = make_close_view(code)
    if view is not None:
        show_national(CLOSE, view.epci, key="overview-close", on_epci=lambda _: None)
        st.html(notes_markup(CLOSE, view.epci, files_markup(view)))
        offer_view(view, key="overview-close")


def make_close_view(code: str) -> FranceMap | None:
    """The map of the communes of an EPCI, or of that of a commune, as a view; None elsewhere."""
    row = read_row(code)
    epci = str(row["epci"]) if row["level"] == "commune" else code
    return make_france_map(CLOSE, epci) if epci in figures.read_epcis().index else None


def show_findings(code: str, choice: Choice | None, selection: Selection) -> None:
    """What is told of a territory, and one gesture that makes the dossier of a meeting of it."""
    st.header(TITLE, anchor=False)
    st.html(findings_markup(tell_territory(code, dt.date.today())))
    drawn = make_close_view(code) if choice is None else make_map_view(choice, selection)
    first: tuple[View, ...] = () if drawn is None else (drawn,)
    st.button("Préparer ma réunion", key="prepare", on_click=_prepare, args=(code, first), type="primary")
    if st.session_state.pop("was_prepared", False):
        st.switch_page("slides.py")


def _prepare(code: str, first: tuple[View, ...]) -> None:
    change(prepare_meeting(code, dt.date.today(), first), "préparation d’une réunion")
    st.session_state["was_prepared"] = True
