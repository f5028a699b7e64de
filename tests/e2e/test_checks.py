"""The page of the checks in a browser: its filters are in the address, and each figure opens its origin."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open


def test_the_address_holds_the_filters(open_page: Open) -> None:
    page = open_page("/controles?theme-controle=Eau+potable")
    page.get_by_text("Longueur du réseau d'eau potable").first.wait_for()
    expect(page.get_by_text("Agents employés")).to_have_count(0)


def test_an_unknown_theme_in_the_address_gets_a_sentence_and_a_way_on(open_page: Open) -> None:
    page = open_page("/controles?theme-controle=Atlantide")
    page.get_by_text("L’adresse demande un thème qui n’existe pas ici : « Atlantide »").wait_for()
    expect(page.locator(".t-checks").first).to_be_attached()


def test_a_figure_of_a_contradiction_opens_its_origin(open_page: Open) -> None:
    page: Page = open_page("/controles?theme-controle=Eau+potable")
    page.locator(".t-checks a.t-figure", has_text="2 016 km").click()
    page.locator(".t-panel", has_text="2 016 km").wait_for()
