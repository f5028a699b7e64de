"""« Votre territoire » in a browser: asked for once, remembered, changed, never before an address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready

HEAD = ".t-head h1"


def choose(page: Page, query: str) -> None:
    """Type and take the first territory found."""
    page.locator("#home").fill(query)
    expect(page.locator("#homes li").first).to_be_visible()
    page.keyboard.press("Enter")


def test_a_first_visit_asks_and_the_browser_remembers(page: Page, address: str) -> None:
    page.goto(address)
    wait_ready(page)
    expect(page.locator(".t-what")).to_be_visible()
    choose(page, "CA d'Arras")
    expect(page.locator(HEAD)).to_have_text("CU d'Arras")
    ours = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("terril")]
    assert [(c["name"], c["value"], c["sameSite"]) for c in ours] == [("terril_territoire", "200033579", "Lax")]
    page.goto(address)
    wait_ready(page)
    expect(page.locator(HEAD)).to_have_text("CU d'Arras")
    expect(page.locator(".t-what")).to_have_count(0)


def test_an_address_that_names_territories_wins_over_the_cookie(page: Page, address: str) -> None:
    page.context.add_cookies([{"name": "terril_territoire", "value": "200040715", "url": address}])
    page.goto(f"{address}/?territoires=246200364")
    wait_ready(page)
    expect(page.locator(HEAD)).to_have_text("CA de Lens-Liévin")
    expect(page.get_by_role("button", name="Grenoble-Alpes-Métropole — changer")).to_be_visible()


@pytest.mark.parametrize("value", ["<script>", "999999999", "62498'--"])
def test_a_cookie_that_means_nothing_is_as_none(page: Page, address: str, value: str) -> None:
    page.context.add_cookies([{"name": "terril_territoire", "value": value, "url": address}])
    page.goto(address)
    wait_ready(page)
    expect(page.locator(".t-what")).to_be_visible()


def test_it_is_changed_on_the_map_of_any_page(page: Page, address: str) -> None:
    page.goto(f"{address}/eau")
    wait_ready(page)
    page.get_by_role("button", name="Pôle de l'Artois, par défaut").click()
    page.locator(".home .map path").first.click()
    expect(page.get_by_role("button", name="changer")).not_to_contain_text("Pôle de l'Artois")


def test_a_meeting_is_prepared_in_one_gesture(page: Page, address: str) -> None:
    page.context.add_cookies([{"name": "terril_territoire", "value": "246200364", "url": address}])
    page.goto(address)
    wait_ready(page)
    page.get_by_role("button", name="Préparer ma réunion").click()
    expect(page.get_by_label("Titre du dossier")).to_have_value("CA de Lens-Liévin")
