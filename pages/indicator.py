"""An indicator: what it counts, how, and every figure known of it."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.data.cached import find_awaited_sources, list_indicators
from pages.widgets import all_figures, indicators, state
from pages.widgets.choosing import choose_maybe
from pages.widgets.layout import name_page, show_head
from pages.widgets.selection import current_selection

selection = current_selection()
catalog = load_catalog()

shown = {*list_indicators(), *(state.read("id") or ())}
labels = {
    key: f"{entry.label} ({catalog.themes[catalog.theme_of(key)].label})"
    for key, entry in catalog.indicators.items()
    if key in shown
}
indicator = choose_maybe(
    st.selectbox, "Indicateur", "id", labels, what="un indicateur", index=None, placeholder="Choisir…"
)
if indicator is None:
    show_head("Indicateurs")
    st.info("Choisissez un indicateur dans la liste, cherchez-en un avec le bouton « Rechercher », ou ouvrez un thème.")
    indicators.show_themes()
else:
    state.look_at(indicator)
    name_page(catalog.indicators[indicator].label)
    source = find_awaited_sources().get(indicator)
    indicators.show_indicator(indicator, is_awaited=source is not None)
    if source:
        indicators.show_awaited(source)
    else:
        indicators.show_trend(indicator, selection)
        indicators.show_values(indicator, selection)
        all_figures.show_figures_of(
            (indicator,), selection, key=f"indicator-{indicator}", title=catalog.indicators[indicator].label
        )
