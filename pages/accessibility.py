"""Accessibility: the statement that the law asks for, with the rate counted from the grid."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.draw.markup.accessibility import statement_markup
from pages.views.help.rgaa import read_grid
from pages.widgets.layout import show_head
from pages.words.markup import text

grid = read_grid()
show_head("Déclaration d’accessibilité", text("p", f"{grid.rate} % des critères applicables du {grid.version}"))
st.html(statement_markup(grid, load_catalog().deployment.office))
