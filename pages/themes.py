"""The themes that have no page of their own, one at a time: the same sections for each."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.theme_pages import OTHERS, list_others, read_pages
from pages.widgets.addressed import choose_by_id
from pages.widgets.layout import show_title
from pages.widgets.sections import show_sections
from pages.widgets.selection import current_selection

selection = current_selection()
themes = load_catalog().themes
others = list_others()

theme = choose_by_id(
    "Thème",
    others,
    lambda key: themes[key].label,
    parameter="theme",
    default=next(iter(others), None),
    unknown="L’adresse demande un thème qui n’existe pas ici",
)
if theme is None:
    st.info("Aucun autre thème : chacun a sa page dans le menu.")
else:
    show_title(themes[theme].label, selection, (theme,))
    st.caption(themes[theme].description)
    show_sections(read_pages()[OTHERS].model_copy(update={"title": themes[theme].label, "themes": (theme,)}), selection)
