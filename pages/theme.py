"""A theme: the sections that the catalogue gives to its page, from top to bottom."""

import streamlit as st

from pages.views.theme_pages import read_pages
from pages.widgets.dossier.offering import offer_page
from pages.widgets.layout import show_title
from pages.widgets.sections import show_sections
from pages.widgets.selection import current_selection
from pages.widgets.state import current_path
from pages.widgets.territory.handout import offer_handout_of_theme

selection = current_selection()
page = read_pages()[current_path()]

show_title(page.heading or page.title, selection, page.themes)
with st.container(key="page-gives", horizontal=True, gap="medium", vertical_alignment="center"):
    offer_handout_of_theme(current_path(), page.themes, selection)
    place = st.container()
show_sections(page, selection)
offer_page(page.title, place)
