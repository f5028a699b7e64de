"""An indicator: what it counts, how, and every figure known of it."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.widgets import all_figures, indicators
from pages.widgets.addressed import choose_by_id
from pages.widgets.selection import current_selection

selection = current_selection()
catalog = load_catalog()

indicator = choose_by_id(
    "Indicateur",
    list(catalog.indicators),
    lambda key: f"{catalog.indicators[key].label} ({catalog.themes[catalog.theme_of(key)].label})",
    parameter="id",
    default=None,
    unknown="L’adresse demande un indicateur qui n’existe pas ici",
)
if indicator is None:
    st.info("Choisissez un indicateur dans la liste, cherchez-en un avec le bouton « Rechercher », ou ouvrez un thème.")
    indicators.show_themes()
else:
    indicators.show_indicator(indicator)
    indicators.show_trend(indicator, selection)
    indicators.show_values(indicator, selection)
    all_figures.show_figures_of(
        (indicator,), selection, key=f"indicator-{indicator}", title=catalog.indicators[indicator].label
    )
