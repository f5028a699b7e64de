"""The way to the handout of what a page shows, in one click."""

from __future__ import annotations

import streamlit as st

from pages.files.links import handout_markup
from pages.views.coverage import has_figures
from pages.views.selection import Selection


def offer_handout_of_territory(code: str) -> None:
    """Draw the link to the handout of a territory."""
    st.html(handout_markup({"territoire": code}))


def offer_handout_of_theme(path: str, themes: tuple[str, ...], selection: Selection) -> None:
    """Draw the link to the handout of the page of a theme, for the territories chosen, if anything is known of them."""
    if not has_figures(themes, selection.territories):
        return
    st.html(handout_markup({"page": path, "territoires": ",".join(selection.territories)}), width="content")
