"""Method: the rules that no chart may break, every indicator, and the way to the sources."""

import streamlit as st

from pages.parts import cached, method
from pages.parts.layout import show_title
from pages.parts.scope import current_scope

scope = current_scope()
catalog = cached.read_catalog()

show_title("Méthode", scope, tuple(catalog.themes))
method.show_way_to_sources()
rules, indicators = st.tabs(["Règles", "Indicateurs"])
with rules:
    method.show_rules()
with indicators:
    method.show_indicators_table(scope)
