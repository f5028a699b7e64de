"""What leans on the inside of Streamlit: an upgrade that breaks a trick says which one, and the page stays whole."""

from __future__ import annotations

import gzip
import json
import re
import socket
from dataclasses import fields
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

from pages.draw.browser.scripts import FILES, FOLDER, join_script, join_style
from pages.server import inside
from pages.server.document import rewrite_document
from pages.server.inside import MARKS, Installed
from tests.asked import get

STATIC = Path(streamlit.__file__).parent / "static"
TODAY = Installed(STATIC)
INDEX = (STATIC / "index.html").read_text(encoding="utf-8")
SCRIPTS = STATIC / "static" / "js"
UPGRADE = f"Streamlit {streamlit.__version__} has changed inside: "


@pytest.fixture
def changed(tmp_path: Path) -> Installed:
    """A Streamlit of which nothing is as it was: a page and one script, with other names."""
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    (folder / "main.js").write_text("go()", encoding="utf-8")
    page = '<!doctype html><html lang="en-US"><head><title>App</title></head><body><div id="app"></div></body></html>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    return Installed(tmp_path)


@pytest.fixture(autouse=True)
def _say_anew() -> None:
    inside._say.cache_clear()


@cache
def read_scripts() -> str:
    """All that the scripts of Streamlit say."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(SCRIPTS.glob("*.js")))


def asking(path: str, query: str = "", cookie: str = "") -> HTTPConnection:
    """A request for a page."""
    headers = [(b"host", b"localhost"), *([(b"cookie", cookie.encode())] if cookie else [])]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}
    return HTTPConnection(scope)


def find_script() -> str:
    """The path of a script of Streamlit that has no words of its own."""
    files = list(SCRIPTS.glob("Html.*.js"))
    assert files, UPGRADE + "no script is called Html."
    return f"/static/js/{files[0].name}"


# Compressed files


def test_a_file_of_streamlit_is_compressed_as_it_is() -> None:
    found = inside.compress_file(TODAY, find_script())
    assert found, UPGRADE + "its scripts are no longer in its folder static; see compress_file."
    assert gzip.decompress(found[0]) == (STATIC / find_script().lstrip("/")).read_bytes()
    assert found[1] in ("text/javascript", "application/javascript")


@pytest.mark.parametrize("path", ["/static/js/gone.js", "/static/../index.js", "/index.html", "/../__init__.py"])
def test_a_file_that_is_no_script_of_streamlit_is_left_to_streamlit(path: str) -> None:
    assert inside.compress_file(TODAY, path) is None


# The first scripts


@pytest.mark.parametrize("name", inside.FIRST_ELEMENTS)
def test_each_element_of_a_first_page_is_asked_for_at_once(name: str) -> None:
    found = [script for script in inside.list_first_scripts(TODAY) if script.startswith(f"static/js/{name}.")]
    assert found, UPGRADE + f"no script is called {name}.HASH.js; see list_first_scripts."


def test_the_first_scripts_bring_those_that_they_import() -> None:
    found = inside.list_first_scripts(TODAY)
    assert len(found) > len(inside.FIRST_ELEMENTS), UPGRADE + 'scripts are no longer imported as "./NAME.js".'
    assert all((STATIC / script).is_file() for script in found)
    assert len(set(found)) == len(found)


def test_without_its_elements_nothing_is_asked_for_at_once_and_it_is_said_once(
    changed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    inside.list_first_scripts.cache_clear()
    assert inside.list_first_scripts(changed) == ()
    assert inside.list_first_scripts(changed) == ()
    assert len(caplog.records) == len(inside.FIRST_ELEMENTS)


def test_the_page_names_the_files_that_are_compressed_first() -> None:
    files = inside.list_page_files(TODAY)
    assert any(file.startswith("static/js/index.") for file in files), UPGRADE + 'index.html names no "./static/js/…".'
    assert all((STATIC / file).is_file() for file in files)
    assert set(files) < set(inside.list_files_to_compress(TODAY))


# Where the server is


def test_the_page_looks_for_what_it_is_told() -> None:
    for name in inside.HERE_NAMES:
        assert name in read_scripts(), UPGRADE + f"no script looks for {name}; see tell_where."
    told = inside.tell_where(TODAY)
    assert told.startswith('<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + "/", HOST_CONFIG: {')


def test_the_page_is_told_what_the_server_would_answer() -> None:
    answer = get(Starlette(routes=create_host_config_routes(None)), "/_stcore/host-config")
    told = set(re.findall(r"(\w+): ", inside.HOST))
    assert told == set(json.loads(answer.text)), UPGRADE + "its page is allowed other things; see HOST."


def test_a_page_that_does_not_look_is_told_nothing(changed: Installed, caplog: pytest.LogCaptureFixture) -> None:
    assert inside.tell_where(changed) == ""
    assert "no script knows __streamlit, BACKEND_BASE_URL, HOST_CONFIG" in caplog.text


# The document


@pytest.mark.parametrize("words", [inside.LANGUAGE, inside.TITLE, inside.PICTURE, inside.NO_SCRIPT])
def test_the_page_holds_the_words_that_are_made_ours(words: str) -> None:
    assert words in INDEX, UPGRADE + f"index.html does not hold {words}; see dress_page."


def test_the_page_is_known_by_its_scripts() -> None:
    assert inside.is_page(INDEX), UPGRADE + 'index.html does not name its scripts as "./static/…"; see is_page.'
    ours = b"<!doctype html><title>Streamlit</title><p>You need to enable JavaScript to run this app.</p>"
    assert rewrite_document(ours, asking("/presentation"), TODAY) == ours


def test_the_document_is_french_and_brings_our_style_and_scripts() -> None:
    page = rewrite_document(INDEX.encode(), asking("/dechets"), TODAY).decode()
    assert page.count('<html lang="fr">') == page.count("<title>Terril</title>") == 1
    assert "enable JavaScript" not in page and "./favicon.png" not in page
    assert "window.terrilMap = import" in page
    assert re.search(r'preload" href="/contours/departement-\w+\.json"', page)
    assert page.index("/style/") < page.index("static/js/index.") < page.index('<div id="root">')


def test_every_word_of_a_page_that_has_changed_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    page = '<html lang="en-US"><head><title>App</title></head><body></body></html>'
    dressed = inside.dress_page(page, head="<style></style>", icon="i", no_script="non")
    assert dressed == page + "<style></style>"
    assert len(caplog.records) == 4
    assert inside.dress_page(page, head="<style></style>", icon="i", no_script="non") == dressed
    assert len(caplog.records) == 4


def test_a_document_of_a_streamlit_that_has_changed_still_brings_our_style_and_scripts(changed: Installed) -> None:
    inside.list_first_scripts.cache_clear()
    page = '<html><head><title>App</title><script src="./static/js/main.js"></script></head><body>…</body></html>'
    found = rewrite_document(page.encode(), asking("/"), changed).decode()
    assert found.startswith(page)
    assert "/style/" in found and "window.terrilMap = import(" in found and "modulepreload" not in found


# The sockets


def test_the_sockets_that_the_server_listens_on_send_small_answers_at_once() -> None:
    with socket.socket() as listener, socket.socket() as client:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        inside.send_small_answers_at_once()
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
        client.connect(listener.getsockname())
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


# What our style and scripts know of the page


def list_marks() -> set[str]:
    """The names of Streamlit and of Plotly that our style sheets and scripts hold."""
    texts = [join_style(file) for file in (FOLDER / "terril.css", *(FOLDER / "map").glob("*.css"))]
    texts += [join_script(file) for file in FILES.values()]
    known = r"st[A-Z]\w+|st-key-|--st-|CLIENT_\w+|data-test-[\w-]+"
    found = re.findall(rf"(?<![\w-])(?:{known})", "\n".join(texts))
    return set(found)


def test_every_mark_that_our_style_and_scripts_know_is_declared_and_none_more() -> None:
    assert list_marks() == set(MARKS)


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_is_still_on_the_page(mark: str) -> None:
    name = re.compile(rf"(?<!\w){re.escape(mark)}" + ("" if mark.endswith("-") else r"\b"))
    missing = UPGRADE + f"no element is marked {mark} any more. What it was for: {MARKS[mark]}."
    assert name.search(read_scripts()), missing


def test_no_other_module_of_the_server_names_the_inside_of_streamlit() -> None:
    inner = re.compile(r"BidiComponent|__streamlit|BACKEND_BASE_URL|favicon\.png|static/js|index\.html")
    files = [*Path(inside.__file__).parent.rglob("*.py"), Path(inside.__file__).parents[2] / "dashboard.py"]
    found = [file.name for file in files if inner.search(file.read_text(encoding="utf-8"))]
    assert found == ["inside.py"]


# Back and Forward


@pytest.mark.parametrize("name", inside.HISTORY)
def test_what_makes_one_choice_one_step_of_back_is_still_there(name: str) -> None:
    assert name in read_scripts(), UPGRADE + f"no script says {name}. What would be seen: {inside.HISTORY[name]}."


def test_a_run_says_whether_the_reader_came_by_history() -> None:
    assert any(field.name == "is_history_navigation" for field in fields(ScriptRunContext)), (
        UPGRADE + "the context of a run does not say is_history_navigation; see came_by_history."
    )


def test_a_run_that_does_not_say_how_the_reader_came_is_no_step_of_back(caplog: pytest.LogCaptureFixture) -> None:
    assert inside.came_by_history(SimpleNamespace(is_history_navigation=True))
    assert not inside.came_by_history(SimpleNamespace())
    assert "is_history_navigation" in caplog.text


def test_what_signing_in_leans_on_is_there() -> None:
    for module, names in {
        "web.server.starlette.starlette_websocket": (
            "_get_signed_cookie_with_chunks",
            "_parse_decoded_user_cookie",
            "USER_COOKIE_NAME",
        ),
        "web.server.starlette.starlette_routes": ("_ensure_xsrf_cookie",),
        "auth_util": ("get_secrets_auth_section", "get_origin_from_redirect_uri"),
        "user_info": ("generate_login_redirect_url",),
    }.items():
        found = import_module(f"streamlit.{module}")
        assert [name for name in names if not hasattr(found, name)] == [], UPGRADE + f"{module}; see read_claims."


def test_a_streamlit_that_has_changed_knows_nobody(caplog: pytest.LogCaptureFixture) -> None:
    other = Installed(STATIC, read_module=lambda name: SimpleNamespace())
    assert inside.read_claims(other, {"_streamlit_user": "x"}) == {}
    assert "the websocket has no _get_signed_cookie_with_chunks" in caplog.text
    assert (inside.read_provider(other), inside.make_way_in(other)) == ({}, "")
