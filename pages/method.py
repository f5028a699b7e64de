"""Method: the rules that no chart may break, every indicator, and the way to the sources."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.widgets import method
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

scope = current_scope()
catalog = load_catalog()

show_title("Méthode", scope, tuple(catalog.themes))
method.show_way_to_sources()
rules, indicators = st.tabs(["Règles", "Indicateurs"])
with rules:
    method.show_rules()
with indicators:
    method.show_indicators_table(scope)
method.show_version()
