"""The alerts of the territories chosen, folded."""

from __future__ import annotations

import streamlit as st

from pages.draw.markup.alerts import TITLE, watch_markup
from pages.views.selection import Selection


def show_alerts(selection: Selection, *, key: str) -> None:
    """The alerts of the territories chosen, folded; read only once opened."""
    with st.expander(TITLE, key=f"alerts-{key}", on_change="rerun") as folded:
        if folded.open:
            st.html(watch_markup(selection.territories))
