"""Help: short answers with pictures, what marks and words mean, and what Terril does not know."""

import streamlit as st

from pages.draw.markup.help import help_markup
from pages.views.help import read_help
from pages.widgets import state
from pages.widgets.charts import show_drawn

st.title("Aide", anchor=False)
st.caption("Des réponses courtes, ce que veulent dire les marques et les mots, et ce que Terril ne connaît pas.")
subject = "".join(state.read("sujet") or ())
state.show("sujet", [subject] if subject else [])
show_drawn(help_markup(read_help(), subject), key="help")
