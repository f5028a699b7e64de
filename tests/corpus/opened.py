"""Opening an address as a first visit does, without a browser; what is offered for download is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest.mock import patch

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from tests.corpus import reach

TIMEOUT = 120
Query = Mapping[str, Any]


@dataclass
class Taken:
    """The files that pages offer: by the address or the token of their button, the name, the type and how to read."""

    files: dict[str, tuple[str, str, Callable[[], Any]]] = field(default_factory=dict)


@contextmanager
def keep_files() -> Iterator[Taken]:
    """Keep what is offered for download."""
    taken = Taken()
    add, defer = MediaFileManager.add, MediaFileManager.add_deferred

    def keep(self: MediaFileManager, data: Any, mime: str, *args: Any, **named: Any) -> str:
        address = add(self, data, mime, *args, **named)
        taken.files[address] = (named.get("file_name") or "", mime, lambda: data)
        return address

    def keep_deferred(self: MediaFileManager, write: Callable[[], Any], mime: str, *args: Any, **named: Any) -> str:
        token = defer(self, write, mime, *args, **named)
        taken.files[token] = (named.get("file_name") or "", mime, write)
        return token

    with patch.object(MediaFileManager, "add", keep), patch.object(MediaFileManager, "add_deferred", keep_deferred):
        yield taken


@cache
def list_menu() -> dict[str, tuple[str, str]]:
    """The pages of the menu, the hidden ones too, by their path: the title, and how Streamlit knows them."""
    app = AppTest.from_file(reach.FRAME, default_timeout=TIMEOUT).run()
    return {page["url_pathname"]: (page["page_name"], token) for token, page in app._registered_pages.items()}


def open_address(page: str, query: Query) -> AppTest:
    """A page as the first of a visit: its address is obeyed as a link that was sent is."""
    app = AppTest.from_file(reach.FRAME, default_timeout=TIMEOUT)
    app._page_hash = list_menu()[page][1]
    app.context = {"url": f"{reach.BASE}/{page}"}
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def list_elements(app: AppTest) -> Iterator[Any]:
    """What is on a page, in the order drawn."""

    def walk(node: Any) -> Iterator[Any]:
        for child in getattr(node, "children", {}).values():
            yield child
            yield from walk(child)

    yield from walk(app._tree)


def open_folded(app: AppTest) -> bool:
    """Unfold all that is folded and run the page again; whether there was anything."""
    keys = []
    for element in list_elements(app):
        if element.type in ("expander", "popover"):
            known = getattr(element.proto, "id", "") or getattr(getattr(element.proto, "popover", None), "id", "")
            _, _, key = known.rpartition("$$ID-")[2].partition("-")
            if key and key != "None" and not getattr(element.proto, "expanded", False):
                keys.append(key)
    for key in keys:
        app.session_state[key] = True
    if keys:
        app.run()
    return bool(keys)
