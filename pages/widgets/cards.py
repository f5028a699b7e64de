"""The cards of the main figures of a theme."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import load_catalog
from loaders.reading.headline import Headline
from pages.draw.markup.cards import make_card
from pages.files.links import files_markup
from pages.views.kinds.cards import Cards
from pages.views.selection import Selection
from pages.widgets.dossier.offering import offer_view
from pages.words.markup import tag


def show_cards(headlines: tuple[str, ...], selection: Selection) -> None:
    """The cards of a theme in one row, wrapping on a narrow screen."""
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus pour voir ses chiffres.")
        return
    cards = [make_card(Headline.parse(entry), selection) for entry in headlines]
    view = Cards(
        indicators=headlines,
        territories=selection.territories,
        years=selection.years,
        per_inhabitant=selection.per_inhabitant,
    )
    st.html(tag("section", "".join(cards), class_="t-cards", aria_label="Chiffres principaux") + files_markup(view))
    offer_view(view, key="cards")


def show_theme_cards(themes: tuple[str, ...], selection: Selection) -> None:
    """The cards of the headlines that the catalogue gives to the themes."""
    catalog = load_catalog()
    show_cards(tuple(headline for theme in themes for headline in catalog.themes[theme].headlines), selection)
