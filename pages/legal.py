"""The legal notice: who publishes this installation, what it keeps, whose the software and the data are."""

import streamlit as st

from loaders.access import has_provider
from loaders.audit import count_days
from loaders.catalog import load_catalog
from loaders.own.password import may_write
from pages.draw.markup.accessibility import legal_markup
from pages.widgets.layout import show_head

show_head("Mentions légales")
office = load_catalog().deployment.office
st.html(legal_markup(office, keeps_names=may_write(), signs_in=has_provider(), days=count_days()))
