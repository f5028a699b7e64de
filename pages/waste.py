"""Waste: tonnes collected, per inhabitant, by stream and destination."""

import streamlit as st

from pages.widgets import all_figures, breakdowns, explorer
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

THEMES = ("waste",)

scope = current_scope()
show_title("Déchets ménagers et assimilés", scope, THEMES)
show_theme_cards(THEMES, scope)
choice = choose(THEMES, scope)
if choice is not None:
    explorer.show_map_and_ranking(choice, scope, key="waste")
    explorer.show_trend(choice, scope, key="waste")
st.header("Flux et destinations", anchor=False)
breakdowns.show_streams_and_destinations(scope)
st.header("Installations de stockage", anchor=False)
breakdowns.show_landfills(scope)
all_figures.show_all_figures(THEMES, scope, key="waste")
