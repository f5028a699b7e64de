"""The legal notice: who publishes this installation, what it keeps, whose the software and the data are."""

import streamlit as st

from loaders.catalog import load_catalog
from loaders.own.password import may_write
from pages.draw.markup.accessibility import legal_markup
from pages.widgets.layout import show_head

show_head("Mentions légales")
st.html(legal_markup(load_catalog().deployment.office, keeps_names=may_write()))
