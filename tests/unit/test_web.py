"""What stands round Streamlit: the charts wait for the first map, and the map is read once."""

import gzip
import re

import pytest
from starlette.requests import Request
from starlette.responses import Response

from pages.draw.browser.scripts import FILES, read_script
from pages.server import scripts
from pages.server.web import STATIC, compress_patient, rewrite_document


def ask(path: str) -> Response:
    """The answer of the route of our scripts."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "server": ("t", 80)}
    return scripts.serve_script(Request(scope))


@pytest.fixture
def charts() -> str:
    """The path of the charts' library in the Streamlit installed."""
    (file,) = STATIC.glob("static/js/PlotlyChart.*.js")
    return f"/static/js/{file.name}"


def test_the_library_of_the_charts_waits_for_the_first_map(charts: str) -> None:
    found = compress_patient(charts)
    assert found is not None
    lines = gzip.decompress(found[0]).decode().splitlines()
    assert lines[0] == "await window.terrilFirstMap;"
    assert charts.rpartition("/")[2] + "?whole" in lines[1]
    assert "window.terrilFirstMap = new Promise" in rewrite_document(b"<title>Streamlit</title>").decode()


def test_what_waits_gives_all_that_the_library_gives(charts: str) -> None:
    found = compress_patient(charts)
    assert found is not None
    whole = (STATIC / charts.lstrip("/")).read_text(encoding="utf-8")
    (names,) = re.findall(r"export\{([^}]*)\};?\s*$", whole)
    given = {name.rpartition(" as ")[2] for name in names.split(",")}
    passed = set(re.findall(r"export (?:const )?(\w+)", gzip.decompress(found[0]).decode()))
    assert given == passed


def test_no_other_script_waits() -> None:
    assert compress_patient("/static/js/index.js") is None


@pytest.mark.parametrize("name", FILES)
def test_our_scripts_are_read_once_and_kept(name: str) -> None:
    address, body = read_script(name)
    answer = ask(address)
    assert (answer.body, "immutable" in answer.headers["cache-control"]) == (body, True)
    assert ask("/script/map-000000000000.js").status_code == 404
