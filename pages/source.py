"""A source: what it is, what it covers, all its figures; without one in the address, the list of all sources."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.widgets import sources
from pages.widgets.choosing import choose_maybe
from pages.widgets.layout import name_page
from pages.widgets.selection import current_selection
from pages.words.markup import format_source

selection = current_selection()
catalog = load_catalog()
counts = cached.read_source_counts().set_index("source")["observations"]
known = sorted(catalog.sources, key=lambda key: -int(counts.get(key, 0)))

labels = {key: format_source(catalog.sources[key]) for key in known}
source = choose_maybe(st.selectbox, "Source", "id", labels, what="une source", index=None, placeholder="Choisir…")
if source is None:
    sources.show_list(selection)
else:
    name_page(catalog.sources[source].title, "Sources")
    sources.show_source(source)
    sources.show_deliveries(source)
    sources.show_coverage(source, selection)
    sources.show_figures(source, selection)
    sources.show_left_out(source, selection)
