"""What the editor says of a view without drawing it: title, subtitle and address, or why it cannot be made."""

from __future__ import annotations

import logging
from typing import NamedTuple

from geo.kept import SERIES, keep
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
    try:
        return _read_words(view)
    except ViewError as error:
        return Shown(view.LABEL, fault=str(error))
    except Exception:  # what cannot be read must not hide the other views; the log has the trace
        logging.getLogger(__name__).exception("view %s", write_word(view))
        return Shown(view.LABEL, fault=FAILED)


@keep(SERIES)
def _read_words(view: View) -> Shown:
    content = read_content(view)
    return Shown(content.title, content.subtitle, content.address)
