"""Overview: what is to be known of a territory, in sentences that can be read aloud, one map, its main figures."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.theme_pages import OVERVIEW, list_headlined, read_pages
from pages.widgets import explorer
from pages.widgets.alerts import show_alerts
from pages.widgets.cards import show_cards
from pages.widgets.coverage import show_folded
from pages.widgets.findings import choose_for_map, show_findings, show_map_close, show_territory
from pages.widgets.selection import current_selection
from pages.widgets.territory.handout import offer_handout_of_territory

selection = current_selection()
catalog = load_catalog()
page = read_pages()[OVERVIEW]
themes = list_headlined()
lead = next(iter(selection.territories), selection.home)

show_territory(lead)
offer_handout_of_territory(lead)
left, right = st.columns([6, 5], gap="medium")
with right:
    choice = choose_for_map((*themes, *page.themes), selection, page)
    if choice is not None:
        explorer.show_map_of(choice, selection, key="overview")
    else:
        show_map_close(lead)
with left:
    show_findings(lead, choice, selection)
show_cards(tuple(headline for theme in themes for headline in catalog.themes[theme].headlines[:2]), selection)
if choice is not None:
    left, right = st.columns([6, 5], gap="medium")
    with left:
        explorer.show_trend(choice, selection, key="overview")
    with right:
        explorer.show_ranking_of(choice, selection, key="overview", most=10)
show_alerts(selection, key="overview")
show_folded(tuple(catalog.themes), selection, key="overview")
