"""Search from any page, by the keyboard alone: « / », a word, an arrow, Enter."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open

DIALOG = "dialog.t-search-dialog[open]"


def search(page: Page, text: str) -> None:
    """Open the search by its key and type."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Rechercher")).to_be_focused()
    page.keyboard.type(text)


def test_a_word_an_arrow_and_enter_lead_to_the_address_of_a_territory(open_page: Open) -> None:
    page = open_page("/dechets")
    search(page, "lievin")
    expect(page.get_by_role("option").first).to_contain_text("62510")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Lens-Liévin")
    field = page.get_by_role("combobox", name="Rechercher")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoire?**")
    assert parse_qs(urlsplit(page.url).query)["code"] == ["246200364"]


def test_the_scope_of_the_address_goes_along(open_page: Open) -> None:
    page = open_page("/eau?territoires=Arras+(CU)+·+200033579&mesure=Par+habitant")
    search(page, "dechets collectes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicateur?**")
    query = parse_qs(urlsplit(page.url).query)
    assert query["id"] == ["waste.collected"]
    assert (query["territoires"], query["mesure"]) == (["200033579"], ["habitant"])


def test_escape_closes_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    button = page.get_by_role("button", name="Rechercher")
    button.click()
    expect(page.locator(DIALOG)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(button).to_be_focused()


def test_home_end_and_the_pointer_move_to_a_result(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("saint")
    expect(page.get_by_role("option")).to_have_count(12)
    page.keyboard.press("End")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.get_by_role("option").nth(2).hover()
    expect(page.get_by_role("option").nth(2)).to_have_attribute("aria-selected", "true")


def test_nothing_found_is_said_and_markup_stays_text(open_page: Open) -> None:
    page = open_page("/")
    search(page, "<b>qqzxk</b>")
    said = page.locator(f"{DIALOG} [role=status]")
    expect(said).to_contain_text("Aucun résultat pour «\u202f<b>qqzxk</b>\u202f»")
    expect(page.locator(f"{DIALOG} b")).to_have_count(0)


def test_a_server_that_does_not_answer_is_said(open_page: Open) -> None:
    page = open_page("/")
    page.route("**/recherche?**", lambda route: route.abort())
    search(page, "lens")
    expect(page.locator(f"{DIALOG} [role=status]")).to_contain_text("La recherche ne répond pas")


def test_a_slash_typed_in_a_field_stays_in_it(open_page: Open) -> None:
    page = open_page("/")
    page.locator(".picker .open").click()
    field = page.get_by_role("combobox", name="Chercher un territoire")
    expect(field).to_be_focused()
    page.keyboard.type("1/2")
    assert field.input_value() == "1/2"
    expect(page.locator(DIALOG)).to_have_count(0)


@pytest.mark.parametrize("width", [1400, 800, 390])
def test_the_button_covers_nothing_of_the_header(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    wait_ready(page)
    button = page.get_by_role("button", name="Rechercher").bounding_box()
    assert button is not None and button["x"] + button["width"] <= width
    items = '[data-testid="stTopNav"], [data-testid="stHeaderLogo"], [data-testid="stToolbar"] button'
    for item in page.locator(items).all():
        box = item.bounding_box()
        assert box is None or box["x"] + box["width"] <= button["x"]
    page.close()
