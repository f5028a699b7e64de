"""The page of a presentation: it fetches nothing, no text becomes markup, and every address gets an answer."""

from __future__ import annotations

import asyncio
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from pages.files.presentation import kept
from pages.files.presentation.build import build_presentation, write_data, write_script
from pages.files.presentation.kept import find_dossier, keep_dossier
from pages.server.presentation import receive_dossier, serve_presentation
from pages.views.dossier import write_address, write_dossier
from tests.make_view import make_view
from tests.presented import BASE, HOUSING, LENS, make, trend


def ask(query: str = "", body: bytes | None = None) -> Response:
    """The answer of the route to an address, or to a dossier sent."""
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "scheme": "http",
        "server": ("terril.test", 80),
        "path": "/presentation",
        "query_string": query.encode(),
        "headers": [(b"host", b"terril.test")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    handler = serve_presentation if body is None else receive_dossier
    return asyncio.run(handler(Request(scope, receive)))


def read(answer: Response) -> str:
    return bytes(answer.body).decode()


class Page(HTMLParser):
    """What the page would fetch, and its data."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.fetched: list[str | None] = []
        self.slides = 0
        self.texts: list[str] = []
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.slides += "slide" in (named.get("class") or "").split()
        if tag != "a":
            self.fetched += [
                value for key, value in attributes if key in ("src", "href") and not (value or "").startswith("data:")
            ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_figures(body: bytes) -> list[dict[str, Any]]:
    found = re.search(rb'id="data">(.*?)</script>', body, re.DOTALL)
    assert found
    return list(json.loads(found[1])["figures"])


def test_the_page_fetches_nothing() -> None:
    page = Page(build_presentation(make(trend(LENS)), is_file=True, base=BASE))
    assert page.fetched == []
    assert page.slides == 2


def test_the_scripts_are_one_module_without_imports_or_exports() -> None:
    script = write_script()
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    assert "</script" not in script


def test_nothing_a_reader_writes_becomes_markup() -> None:
    bad = "</script><script>alert(1)</script>%SCRIPT%<img src=x>"
    dossier = make(trend(LENS), title=bad, comment=bad, notes=bad, section=bad[:160])
    page = Page(build_presentation(dossier.model_copy(update={"title": bad}), is_file=True, base=BASE))
    assert page.fetched == []
    assert sum(bad in said for said in page.texts) >= 5


def test_no_text_in_the_data_can_end_its_element() -> None:
    written = write_data({"a": "</script>\u2028<!--"})
    assert "<" not in written
    assert json.loads(written) == {"a": "</script>\u2028<!--"}


def test_the_outlines_of_a_level_are_embedded_once() -> None:
    views = [make_view(kind="map", indicators=HOUSING, year=year) for year in (2020, 2021)]
    body = build_presentation(make(*views), is_file=True, base=BASE)
    assert body.count(b'"viewBox"') == 1
    assert len(read_figures(body)) == 2


def test_an_address_is_presented() -> None:
    word = write_address(make(trend(LENS)))
    answer = ask(urlencode({"dossier": word}))
    assert answer.status_code == 200
    assert "<title>Bureau – Terril</title>" in read(answer)
    assert f'data-leave="{BASE}/dossier?dossier={word}"' in read(answer)


def test_the_file_is_an_attachment_that_has_no_page_to_go_back_to() -> None:
    answer = ask(urlencode({"dossier": write_address(make(trend(LENS))), "fichier": "1"}))
    assert answer.headers["content-disposition"] == 'attachment; filename="terril-presentation.html"'
    assert 'data-leave=""' in read(answer)


@pytest.mark.parametrize("query", ["", "dossier=abime", "dossier=%E9%80%80", "jeton=inconnu"])
def test_a_broken_address_gets_a_sentence_and_a_way_on(query: str) -> None:
    answer = ask(query)
    assert answer.status_code == 400
    assert "Présentation impossible" in read(answer)
    assert 'href="/dossier"' in read(answer)


def test_a_dossier_sent_is_kept_and_presented() -> None:
    sent = ask(body=write_dossier(make(trend(LENS))))
    assert sent.status_code == 303
    path, _, query = sent.headers["location"].partition("?")
    assert path == "/presentation"
    assert ask(query).status_code == 200


def test_a_broken_dossier_sent_is_refused() -> None:
    answer = ask(body=b'{"format": "autre"}')
    assert answer.status_code == 400
    assert "n’est pas un dossier de Terril" in read(answer)


def test_no_more_dossiers_are_kept_than_there_is_room_for() -> None:
    first = keep_dossier(make())
    for _ in range(kept.MOST_KEPT):
        keep_dossier(make())
    assert find_dossier(first) is None


def test_a_dossier_is_forgotten_after_twelve_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    token = keep_dossier(make())
    assert find_dossier(token) is not None
    now = kept.time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + kept.SECONDS + 1)
    assert find_dossier(token) is None
