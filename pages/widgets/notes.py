"""What stands under a chart: its source line and its reading note."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.words.markup import text
from pages.words.sources import sources_markup


def show_sources(sources: Iterable[str], *, indicator: str | None = None, extra: str = "", foot: str = "") -> None:
    """Draw the source line of a chart."""
    st.html(sources_markup(sources, indicator=indicator, extra=extra, foot=foot))


def show_reading(sentence: str) -> None:
    """Draw the reading note of a chart; nothing where it is withheld."""
    if sentence:
        st.html(text("p", sentence, class_="t-reading"))
