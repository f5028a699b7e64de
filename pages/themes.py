"""The themes that have no page of their own, one at a time: the same sections for each."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.theme_pages import OTHERS, list_others, read_pages
from pages.widgets import state
from pages.widgets.choosing import choose
from pages.widgets.layout import name_page, show_title
from pages.widgets.sections import show_sections
from pages.widgets.selection import current_selection

selection = current_selection()
themes = load_catalog().themes
others = list_others()

if not others:
    st.info("Aucun autre thème : chacun a sa page dans le menu.")
else:
    labels = {key: themes[key].label for key in others}
    theme = choose(st.selectbox, "Thème", "theme", labels, default=others[0], what="un thème")
    state.turn_to_theme(theme)
    name_page(themes[theme].label)
    show_title(themes[theme].label, selection, (theme,))
    st.caption(themes[theme].description)
    show_sections(read_pages()[OTHERS].model_copy(update={"title": themes[theme].label, "themes": (theme,)}), selection)
