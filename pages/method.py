"""Method: the rules that no chart may break, every indicator, and the way to the sources."""

import streamlit as st

from loaders.catalog import load_catalog
from loaders.own.password import may_write
from pages.widgets import method
from pages.widgets.layout import show_title
from pages.widgets.selection import current_selection

selection = current_selection()
catalog = load_catalog()

show_title("Méthode", selection, tuple(catalog.themes))
method.show_way_to_sources()
method.show_way_to_interface()
if may_write():
    method.show_way_to_import()
rules, indicators = st.tabs(["Règles", "Indicateurs"])
with rules:
    method.show_rules()
with indicators:
    method.show_indicators_table(selection)
method.show_version()
