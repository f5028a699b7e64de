"""What the editor says of a view without drawing it: title, subtitle and address, or why it cannot be made."""

from __future__ import annotations

import logging
from typing import NamedTuple

import streamlit as st

from pages.views.contents import read_content
from pages.views.prepared import FAILED
from pages.views.record import ViewError
from pages.views.view import View, write_word


class Shown(NamedTuple):
    """A view in words; `fault` is empty where it can be made."""

    title: str
    subtitle: str = ""
    address: str = ""
    fault: str = ""


def describe_view(view: View) -> Shown:
    """A view in words."""
    return _describe_word(write_word(view), view)


@st.cache_data(max_entries=256, ttl=600, show_spinner=False)
def _describe_word(word: str, _view: View) -> Shown:
    try:
        content = read_content(_view)
        return Shown(content.title, content.subtitle, content.address)
    except ViewError as error:
        return Shown(_view.LABEL, fault=str(error))
    except Exception:  # what cannot be read must not hide the other views; the log has the trace
        logging.getLogger(__name__).exception("view %s", word)
        return Shown(_view.LABEL, fault=FAILED)
