"""The head of a page: what it shows, where, since when, and who says so; and the foot of every page."""

from __future__ import annotations

import streamlit as st

from pages.draw.markup.accessibility import foot_markup
from pages.views.coverage import has_figures
from pages.views.data import cached
from pages.views.help.rgaa import read_grid
from pages.views.selection import Selection
from pages.widgets.dossier.announcing import said_markup
from pages.words.french import shorten_list
from pages.words.markup import tag, text
from pages.words.paths import ACCESSIBILITY, API, LEGAL

NAME, HEAD = "Terril", "head"


def name_page(*parts: str) -> None:
    """What the browser calls the page, in its tab and its history: « Lens-Liévin · Territoire · Terril »."""
    st.set_page_config(page_title=" · ".join([*parts, NAME]))


def leave_room_for_head() -> None:
    """Leave room for the head of the page, which comes before the controls that every page has."""
    st.session_state[HEAD] = st.container(key="page-head")


def show_head(title: str, below: str = "") -> None:
    """The head of a page: its title, and the markup of what is said below it."""
    place_head(tag("header", text("h1", title) + below, class_="t-head"))


def place_head(markup: str) -> None:
    """Show the markup of a head in the room that was left for it."""
    st.session_state[HEAD].html(markup)


def show_title(title: str, selection: Selection, themes: tuple[str, ...]) -> None:
    """The title of a page and one line of context made from the data and the selection."""
    is_known = has_figures(themes, selection.territories)
    known = cached.read_span(themes) if is_known else (0, 0)
    publishers = cached.read_publishers(themes) if is_known else []
    where = shorten_list([selection.name(code) for code in selection.territories], 4) or "aucun territoire choisi"
    first, last = (max(known[0], selection.years[0]), min(known[1], selection.years[1])) if known[0] else (0, 0)
    since = f"{first}–{last}" if first < last else str(first) if first == last and first else ""
    says = f"d’après {shorten_list(publishers)}" if publishers else ""
    line = " · ".join(part for part in (where, since, says) if part)
    show_head(title, text("p", line))


def show_foot() -> None:
    """The foot of a page: the ways to what is of every page; and what is said of the last change."""
    foot = foot_markup(read_grid(), accessibility=ACCESSIBILITY, legal=LEGAL, api=API)
    st.html(foot + said_markup())
