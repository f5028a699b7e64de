"""Subsidies: what communes and EPCIs received, and who funds which project."""

import streamlit as st

from pages.widgets import all_figures, explorer, projects
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

THEMES = ("subsidies",)

scope = current_scope()
show_title("Subventions", scope, THEMES)
show_theme_cards(THEMES, scope)
choice = choose(THEMES, scope)
if choice is not None:
    explorer.show_map_and_ranking(choice, scope, key="subsidies")
    explorer.show_trend(choice, scope, key="subsidies")
st.header("Des financeurs aux projets", anchor=False)
projects.show_financing_plans(scope)
st.header("Subventions à des bénéficiaires nommés", anchor=False)
projects.show_grants(scope)
all_figures.show_all_figures(THEMES, scope, key="subsidies")
