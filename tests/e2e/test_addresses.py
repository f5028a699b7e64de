"""Addresses: a pasted deep link works on the first visit after a start; the scope follows from page to page."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import serve, wait_ready
from tests.e2e.conftest import Open
from tests.proof import drawn

PAGES = ["/dechets", "/eau", "/logement", "/subventions", "/methode"]


@drawn(1)
@pytest.mark.parametrize("path", ["/dechets", "/subventions"])
def test_a_deep_link_works_on_the_first_visit_after_a_start(browser: Browser, path: str) -> None:
    with serve() as address:
        page = browser.new_page()
        page.goto(f"{address}{path}?territoires=Lens-Liévin+(CA)+·+246200364")
        wait_ready(page)
        page.locator(".t-head h1").wait_for()
        assert page.locator(".picker .chips li", has_text="Lens-Liévin").count() == 1
        expect(page.locator(".t-card")).to_have_count(3)
        page.close()


def test_the_scope_follows_to_every_page(open_page: Open) -> None:
    page = open_page("/dechets?territoires=Arras+(CU)+·+200033579&mesure=Par+habitant")
    for name in ("Eau", "Logement", "Subventions", "Vue d’ensemble"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_timeout(300)
        wait_ready(page)
        page.locator("h1, .t-head p").filter(has_text="Arras").first.wait_for()
        page.wait_for_url("**territoires=200033579*")
        assert "mesure=habitant" in page.url


def test_an_unknown_territory_gets_a_sentence(open_page: Open) -> None:
    page = open_page("/dechets?territoires=Atlantide")
    page.get_by_text("L’adresse demande un territoire qui n’existe pas ici").wait_for()
    expect(page.locator(".t-card").first).to_be_attached()


def test_the_document_is_french(open_page: Open) -> None:
    page = open_page("/")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_a_code_alone_is_enough_in_an_address(open_page: Open) -> None:
    page = open_page("/dechets?territoires=62498")
    page.locator(".t-head p", has_text="Lens").wait_for()
    expect(page.locator(".picker .chips li", has_text=re.compile("^Lens×?$"))).to_have_count(1)
