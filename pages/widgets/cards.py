"""The cards of the main figures of a theme."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import load_catalog
from pages.draw.markup.cards import cards_markup, make_cards
from pages.files.links import files_markup
from pages.views.kinds.cards import Cards
from pages.views.selection import Selection
from pages.widgets.dossier.offering import offer_view


def show_cards(headlines: tuple[str, ...], selection: Selection) -> None:
    """The cards that have a value, in a row that wraps; what nobody chosen has is folded in one line."""
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus pour voir ses chiffres.")
        return
    cards, empty = make_cards(headlines, selection)
    foot = ""
    if cards:
        view = Cards(
            indicators=tuple(entry for entry in headlines if entry in cards),
            territories=selection.territories,
            years=selection.years,
            per_inhabitant=selection.per_inhabitant,
        )
        foot = files_markup(view)
    st.html(cards_markup(list(cards.values()), empty) + foot)
    if cards:
        offer_view(view, key="cards")


def show_theme_cards(themes: tuple[str, ...], selection: Selection) -> None:
    """The cards of the headlines that the catalogue gives to the themes."""
    catalog = load_catalog()
    show_cards(tuple(headline for theme in themes for headline in catalog.themes[theme].headlines), selection)
