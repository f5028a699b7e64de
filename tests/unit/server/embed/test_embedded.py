"""A view in another site: a light page with its drawing, its table, its source and the way back; and what asks "
"for it."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest

from loaders.catalog import load_catalog
from loaders.deployment import Deployment
from pages.server.embed.page import write_policy
from pages.views.contents import read_content
from pages.views.view import KINDS, View, write_word
from tests.corpus.routes import ask
from tests.make_view import make_view
from tests.presented import BASE, BETHUNE, HOUSING, LENS
from tests.walks import SEVERAL

MOST = 150_000
TREND = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
# The heaviest: every commune of the département, filled.
COMMUNES = make_view(kind="map", indicators=("housing.started",), year=2021, level="commune", symbol="fill")
VIEWS = {**{view.kind: view for view in SEVERAL}, "trend": TREND, "communes": COMMUNES}


def open_embedded(view: View, more: str = "") -> tuple[int, dict[str, str], str]:
    status, headers, body = ask(f"/integration?v={write_word(view)}{more}")
    return status, headers, body.decode()


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_a_light_page_with_its_words_its_source_and_the_way_back(name: str) -> None:
    content = read_content(VIEWS[name])
    status, _, page = open_embedded(VIEWS[name])
    assert status == 200 and len(gzip.compress(page.encode())) < MOST
    said = unescape(page)
    assert f"<h1>{content.heading[0]}</h1>" in said and content.source_line in said
    assert f'href="{BASE}{content.address}"' in said and "Lu le " in said
    assert said.count("<h1>") == 1 and 'aria-label="Données' in said


def test_there_is_something_of_each_way_of_drawing() -> None:
    assert {KINDS[view.kind].FORM for view in VIEWS.values()} == {"cards", "charts", "small charts", "maps", "table"}


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_asks_for_its_own_script_alone(name: str) -> None:
    _, headers, page = open_embedded(VIEWS[name])
    asked = re.findall(r'(?:src|srcset)="([^"]+)"|url\(([^)]+)\)|@import "([^"]+)"', page)
    assert [one for one in sum(asked, ()) if one and not one.startswith(("data:", "#"))] == [
        re.search(r"/script/embed-\w{12}\.js", page)[0]  # type: ignore[index]
    ]
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")


def test_a_figure_has_its_status_on_the_page() -> None:
    page = open_embedded(TREND)[2]
    assert "156\u202f402" in page and "estimé" in page and "provisoire" in page


def test_the_theme_is_that_of_the_reader_or_the_one_asked_for() -> None:
    assert ":root{color-scheme:light dark}" in open_embedded(TREND)[2]
    assert ":root{color-scheme:dark}" in open_embedded(TREND, "&theme=sombre")[2]
    status, _, page = open_embedded(TREND, "&theme=noir")
    assert status == 400 and "« clair » ou « sombre » attendu pour theme, « noir » trouvé." in page


def test_only_this_site_and_those_declared_may_show_a_view(monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_policy().endswith("frame-ancestors 'self'")
    declared = Deployment(departements=("D62",), home="PMA", embedded_by=("https://www.agglo.example",))
    catalog = replace(load_catalog(), deployment=declared)
    monkeypatch.setattr("pages.server.embed.page.load_catalog", lambda: catalog)
    assert write_policy().endswith("frame-ancestors 'self' https://www.agglo.example")


@pytest.mark.parametrize(
    "site", ["http://agglo.example", "https://agglo.example/page", "*", "https://a b.example", "'none'"]
)
def test_what_is_no_site_is_refused_by_the_setting(site: str) -> None:
    with pytest.raises(ValueError, match="embedded_by"):
        Deployment(departements=("D62",), home="PMA", embedded_by=(site,))


@pytest.mark.parametrize("path", ["/integration", "/integrer"])
def test_what_is_no_view_is_said_in_a_sentence(path: str) -> None:
    status, _, body = ask(f"{path}?v=rien")
    assert status == 400 and "L’adresse ne contient pas une vue entière" in body.decode()


@pytest.mark.parametrize("dots", [320, 1200])
def test_a_picture_is_as_wide_as_it_was_asked_for(dots: int) -> None:
    status, headers, body = ask(f"/image/png?v={write_word(TREND)}&largeur={dots}")
    assert (status, headers["content-type"], int.from_bytes(body[16:20])) == (200, "image/png", dots)
    assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("asked", "status"), [("png?largeur=5", 400), ("png?largeur=x", 400), ("gif?v=x", 400), ("svg?v=rien", 404)]
)
def test_a_picture_that_cannot_be_made_is_a_problem(asked: str, status: int) -> None:
    found, headers, body = ask(f"/image/{asked}")
    assert (found, headers["content-type"]) == (status, "application/problem+json") and json.loads(body)["detail"]


def test_oembed_gives_the_frame_of_an_address_of_ours() -> None:
    url = quote(f"{BASE}/integration?v={write_word(TREND)}", safe="")
    status, _, body = ask(f"/oembed?url={url}&maxwidth=400")
    found = json.loads(body)
    assert (status, found["type"], found["version"], found["width"]) == (200, "rich", "1.0", 400)
    picture = ask(found["thumbnail_url"].removeprefix(BASE))[2]
    assert abs(int.from_bytes(picture[20:24]) - found["thumbnail_height"]) <= 1
    assert found["html"].startswith(f'<iframe data-terril src="{BASE}/integration?v={write_word(TREND)}"')
    assert ask(f"/oembed?url={quote('https://ailleurs.example/integration?v=x', safe='')}")[0] == 400
    assert ask(f"/oembed?url={url}&format=xml")[0] == 406


def test_the_code_to_paste_holds_the_address_and_who_may_use_it() -> None:
    status, _, body = ask(f"/integrer?v={write_word(make_view(kind='map', indicators=HOUSING, year=2021))}")
    page = unescape(body.decode())
    assert status == 200 and page.count("<iframe data-terril") == 2
    assert "Seules les pages de ce site peuvent la montrer" in page
