"""Housing: building, renovation, social housing, urban renewal."""

import streamlit as st

from pages.widgets import all_figures, breakdowns, explorer
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

THEMES = ("housing", "urban_renewal")

scope = current_scope()
show_title("Logement et renouvellement urbain", scope, THEMES)
show_theme_cards(THEMES, scope)
choice = choose(THEMES, scope)
if choice is not None:
    explorer.show_map_and_ranking(choice, scope, key="housing")
    explorer.show_trend(choice, scope, key="housing")
st.header("Dispositifs et montants", anchor=False)
breakdowns.show_schemes(scope)
all_figures.show_all_figures(THEMES, scope, key="housing")
