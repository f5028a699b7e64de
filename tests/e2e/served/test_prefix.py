"""Terril under a prefix, behind the nginx of deploy/: pages, links, scripts, files, embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from loaders.settings import PREFIX
from pages.views.paths import list_paths
from tests.browser import free_port, serve, wait_ready
from tests.e2e.served.test_proxy import NGINX, serve_nginx
from tests.proof import sample

BASE = "/terril"
LENS = f"{BASE}/logement?territoires=246200364&indicateur=housing.authorised"

pytestmark = pytest.mark.skipif(NGINX is None, reason="pas de nginx sur cette machine")


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """The browser of a reader of a server behind nginx, under the prefix; it begins at the address of the server."""
    ports = (free_port(), free_port())
    with (
        serve(port=ports[0], settings={PREFIX: BASE[1:]}),
        serve_nginx(tmp_path_factory.mktemp("nginx"), ports, base=BASE) as address,
    ):
        context = browser.new_context(locale="fr-FR", ignore_https_errors=True, base_url=address)
        context.set_default_timeout(60_000)
        yield context
        context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A page of which every request that fails or leaves the prefix is a fault."""
    page, strays = reader.new_page(), []

    def look(url: str, status: int) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and (status >= 400 or not parts.path.startswith(f"{BASE}/")):
            strays.append((status, url))

    page.on("response", lambda answer: look(answer.url, answer.status))
    yield page
    page.close()
    assert strays == []


@pytest.mark.parametrize("path", sample(list_paths(), 3))
def test_every_page_is_there_and_all_its_links_are_under_the_prefix(page: Page, path: str) -> None:
    page.goto(BASE + path)
    wait_ready(page)
    expect(page.locator("h1")).to_be_visible()
    links = page.locator("a[href]").evaluate_all("all => all.map(link => link.href)")
    own = [link for link in links if urlsplit(link).netloc == urlsplit(page.url).netloc]
    assert len(own) > 15
    assert [link for link in own if not urlsplit(link).path.startswith(f"{BASE}/")] == []
    assert page.locator(".stException").count() == 0


def test_a_reader_goes_from_a_figure_to_its_origin_by_the_menu_and_by_the_search(page: Page) -> None:
    page.goto(LENS)
    wait_ready(page)
    page.locator("a[href^='#chiffre-']").first.click()
    expect(page.locator("dialog.t-panel[open]")).to_contain_text("Licence")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Arras")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{BASE}/territoire"))
    wait_ready(page)
    page.go_back()
    page.wait_for_url(re.compile(f"{BASE}/logement"))
    wait_ready(page)


def test_an_embedded_view_and_the_page_it_leads_to_are_under_the_prefix(page: Page) -> None:
    page.goto(f"{BASE}/api")
    links = page.locator("a[href^='/']").evaluate_all("all => all.map(link => link.pathname)")
    assert len(links) > 5 and all(path.startswith(f"{BASE}/") for path in links)
    resources = page.request.get(f"{BASE}/api/v1").json()["resources"]
    assert all(one["address"].startswith(f"{BASE}/api/v1/") for one in resources) and len(resources) > 5
    view = page.request.get(f"{BASE}/api/v1/observations?indicator=waste.collected&territory=246200364")
    assert view.status == 200
    assert page.request.get(f"{BASE}/sante").json()["status"] == "ok"
    assert page.request.get(f"{BASE}/sante/mesures").status == 404


def test_nothing_is_served_beside_the_prefix(page: Page) -> None:
    assert all(page.request.get(path).status in (403, 404) for path in ("/", "/logement", "/sante", "/api/v1"))
