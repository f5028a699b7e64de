"""Water: produced, distributed, consumed, lost; networks and sanitation."""

import streamlit as st

from pages.widgets import all_figures, breakdowns, explorer
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

THEMES = ("water", "sanitation")

scope = current_scope()
show_title("Eau potable et assainissement", scope, THEMES)
show_theme_cards(THEMES, scope)
choice = choose(THEMES, scope)
if choice is not None:
    explorer.show_map_and_ranking(choice, scope, key="water")
    explorer.show_trend(choice, scope, key="water")
st.header("Du captage au robinet", anchor=False)
breakdowns.show_water_balance(scope)
all_figures.show_all_figures(THEMES, scope, key="water")
