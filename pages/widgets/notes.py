"""What stands over a chart and under it: its heading, its source line and its reading note."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.words.markup import heading_markup, text
from pages.words.sources import sources_markup
from pages.words.uses import describe_polarity


def show_sources(sources: Iterable[str], *, indicator: str | None = None, extra: str = "", foot: str = "") -> None:
    """Draw the source line of a chart."""
    st.html(sources_markup(sources, indicator=indicator, extra=extra, foot=foot))


def show_heading(subject: str, finding: str = "", *, indicator: str = "", is_section: bool = False) -> None:
    """Draw the heading of a chart, or of a section that it is alone in; which way is favourable of an `indicator`."""
    favourable = describe_polarity(indicator) if indicator else ""
    st.html(heading_markup(subject, finding, aside=favourable, is_section=is_section))


def show_reading(sentence: str) -> None:
    """Draw the reading note of a chart; nothing where it is withheld."""
    if sentence:
        st.html(text("p", sentence, class_="t-reading"))
