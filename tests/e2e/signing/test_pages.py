"""Signing in as a reader sees it: the way in and out, a page by role, two tabs, and a role that changes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages.server.access.identity import EXPIRED
from pages.widgets.importing.entering import LACKS
from tests.browser import wait_ready
from tests.e2e.served.officer import look
from tests.service.signing import ROLES, House, mint, open_house

PAGE = "/methode"
PEOPLE = {"stranger": "sam", "reader": "rose", "officer": "omar", "administrator": "alice"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house"), reading="staff", **ROLES) as opened:
        yield opened


@pytest.fixture
def reader(browser: Browser, house: House) -> Iterator[BrowserContext]:
    house.write_access(reading="staff", **ROLES)
    context = browser.new_context(locale="fr-FR", base_url=house.address)
    context.set_default_timeout(60_000)
    yield context
    context.close()


def enter(reader: BrowserContext, house: House, who: str, path: str = PAGE, **changed: object) -> Page:
    """A page of somebody who has signed in."""
    cookies = [
        {"name": name, "value": value, "url": house.address} for name, value in mint(house, who, **changed).items()
    ]
    reader.add_cookies(cookies)  # type: ignore[arg-type]
    return visit(reader, path)


def visit(reader: BrowserContext, path: str) -> Page:
    page = reader.new_page()
    page.goto(path)
    wait_ready(page)
    return page


def test_a_reader_signs_in_comes_to_the_page_and_signs_out(reader: BrowserContext, house: House) -> None:
    page = reader.new_page()
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_role("button", name="rose").click()
    page.wait_for_url(house.address + PAGE)
    wait_ready(page)
    expect(page.get_by_text("Connecté\u00a0: Rose Lectrice (lecture)")).to_be_visible()
    page.get_by_role("link", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "/auth/logout" not in url and PAGE not in url)
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()


def test_the_page_of_signing_in_has_no_fault_that_axe_finds(reader: BrowserContext, house: House) -> None:
    page = reader.new_page()
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    look(page)
    reader.add_cookies([{"name": n, "value": v, "url": house.address} for n, v in mint(house, "sam").items()])
    page.goto(PAGE)
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)


@pytest.mark.parametrize("role", ["nobody", *PEOPLE])
def test_in_a_public_server_the_page_of_imports_is_that_of_who_may(
    reader: BrowserContext, house: House, role: str
) -> None:
    house.write_access(reading="everyone", **ROLES)
    page = visit(reader, "/importer") if role == "nobody" else enter(reader, house, PEOPLE[role], "/importer")
    may = role in ("officer", "administrator")
    said = {"nobody": "Connectez-vous pour importer.", "stranger": "Connectez-vous pour importer.", "reader": LACKS}
    if may:
        expect(page.get_by_text("Vous publiez sous le nom")).to_be_visible()
    else:
        expect(page.get_by_role("alert")).to_have_text(said[role])
    expect(page.locator("[data-testid=stFileUploader]")).to_have_count(1 if may else 0)


def test_who_signs_out_in_one_tab_writes_no_more_in_the_other(reader: BrowserContext, house: House) -> None:
    house.write_access(reading="everyone", **ROLES)
    one = enter(reader, house, "omar", "/importer", nonce="two tabs")
    other = visit(reader, "/importer")
    expect(other.locator("[data-testid=stFileUploader]")).to_have_count(1)
    one.get_by_role("link", name="Se déconnecter").click()
    one.wait_for_url(lambda url: urlsplit(url).path != "/importer")
    other.set_input_files(
        "input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"Code;Valeur\n1;2\n"}
    )
    expect(other.get_by_role("alert").first).to_have_text("Connectez-vous pour importer.")
    expect(other.locator("[data-testid=stFileUploader]")).to_have_count(0)


def test_who_is_no_longer_staff_is_shown_nothing_more_on_a_page_left_open(reader: BrowserContext, house: House) -> None:
    page = enter(reader, house, "rose", "/importer")
    house.write_access(reading="staff", **{**ROLES, "readers": ["direction"]})
    page.get_by_text("Par habitant", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("votre compte n’est pas de ceux qui ont accès ici")
    expect(page.locator("h1")).to_have_count(0)
    assert EXPIRED not in page.content()
