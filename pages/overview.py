"""Overview: the main figures of the home territory, theme by theme, one map, and what is missing."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.theme_pages import OVERVIEW, list_headlined, read_pages
from pages.widgets import explorer
from pages.widgets.alerts import show_alerts
from pages.widgets.cards import show_cards
from pages.widgets.choice import choose
from pages.widgets.coverage import show_missing
from pages.widgets.layout import show_title
from pages.widgets.selection import current_selection

selection = current_selection()
catalog = load_catalog()
page = read_pages()[OVERVIEW]
themes = list_headlined()

show_title(page.title, selection, themes)
choice = choose((*themes, *page.themes), selection, level=page.level, first=page.first)
left, right = st.columns([6, 5], gap="medium")
with left:
    if choice is not None:
        explorer.show_map_of(choice, selection, key="overview")
        explorer.show_trend(choice, selection, key="overview")
with right:
    show_cards(tuple(headline for theme in themes for headline in catalog.themes[theme].headlines[:2]), selection)
    if choice is not None:
        explorer.show_ranking_of(choice, selection, key="overview", most=10)
show_alerts(selection, key="overview")
st.header("Ce qui manque", anchor=False)
show_missing(tuple(catalog.themes), selection)
