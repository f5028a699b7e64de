"""What stands round Streamlit: headers on every answer, compressed scripts, and our scripts read once."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.draw.browser.scripts import FILES, read_script
from pages.server import scripts
from pages.server.inside import Installed
from pages.server.surroundings import SECURITY, Surroundings
from tests import asked

STATIC = Path(streamlit.__file__).parent / "static"
HTML = "/static/js/" + next(STATIC.glob("static/js/Html.*.js")).name
OURS = "<!doctype html><title>Présentation</title>"


def ask(path: str) -> Response:
    """The answer of the route of our scripts."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "server": ("t", 80)}
    return scripts.serve_script(Request(scope))


def get(path: str, encoding: str = "gzip") -> asked.Answer:
    """The answer of a server with our surroundings; of Streamlit it has the page, and one word for its scripts."""

    def serve_page(request: Request) -> Response:
        return HTMLResponse((STATIC / "index.html").read_text(encoding="utf-8"), headers={"etag": "1"})

    routes = [
        Route("/presentation", lambda request: HTMLResponse(OURS)),
        Route("/static/{name:path}", lambda request: PlainTextResponse("streamlit")),
        Route("/{name:path}", serve_page),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Surroundings, installed=Installed(STATIC))])

    return asked.get(app, path, encoding=encoding)


def test_the_page_is_ours_and_as_long_as_it_says() -> None:
    answer = get("/dechets")
    assert '<html lang="fr">' in answer.text
    assert 'type="application/atom+xml" href="/nouveautes.atom"' in answer.text
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "etag" not in answer.headers


def test_a_document_of_ours_passes_as_it_is() -> None:
    assert get("/presentation").text == OURS


@pytest.mark.parametrize("path", ["/", "/presentation", HTML, "/static/js/gone.js"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    headers = get(path).headers
    assert {name: headers.get(name) for name in SECURITY} == SECURITY


def test_a_script_of_streamlit_comes_compressed_for_good() -> None:
    answer = get(HTML)
    assert answer.text == (STATIC / HTML.lstrip("/")).read_text(encoding="utf-8")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_who_takes_nothing_compressed_and_what_is_not_there_are_left_to_streamlit() -> None:
    assert get(HTML, "identity").text == get("/static/js/gone.js").text == "streamlit"


@pytest.mark.parametrize("name", FILES)
def test_our_scripts_are_read_once_and_kept(name: str) -> None:
    address, body = read_script(name)
    answer = ask(address)
    assert (answer.body, "immutable" in answer.headers["cache-control"]) == (body, True)
    assert ask("/script/map-000000000000.js").status_code == 404
