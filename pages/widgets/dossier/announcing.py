"""What a run has changed, said to who does not see it, by the one element of the page that speaks (announce.js)."""

from __future__ import annotations

import streamlit as st

from pages.words.markup import text

SAID = "announced"


def announce(words: str) -> None:
    """Have words said once the page is drawn."""
    number, _ = st.session_state.get(SAID, (0, ""))
    st.session_state[SAID] = (number + 1, words)


def said_markup() -> str:
    """The element that holds what was said last, with its number, for the same words twice are two messages."""
    number, words = st.session_state.get(SAID, (0, ""))
    return text("p", words, class_="t-told", data_number=str(number), hidden="")
