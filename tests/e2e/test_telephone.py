"""On a telephone: the menu says so and closes, flows are a list, a table is rows with their values."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from pages.words import paths
from tests.e2e.conftest import Open


def test_on_a_telephone_the_menu_is_named_and_closes_once_a_page_is_chosen(open_page: Open) -> None:
    page = open_page("/dechets")
    page.set_viewport_size({"width": 390, "height": 844})
    button = page.get_by_test_id("stExpandSidebarButton")
    expect(button).to_be_visible()
    assert page.evaluate("e => getComputedStyle(e, '::after').content", button.element_handle()) == '"Menu"'
    button.click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Eau").click()
    page.locator("h1", has_text="Eau potable").wait_for()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_on_a_telephone_flows_are_a_list_with_amounts(open_page: Open) -> None:
    page = open_page("/subventions")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".t-flows")).to_be_visible()
    expect(page.locator(".st-key-flows")).to_be_hidden()
    assert page.locator(".t-flows li").count() == page.locator(".t-flows li b", has_text="€").count() > 10
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(page.locator(".t-flows")).to_be_hidden()
    expect(page.locator(".st-key-flows")).to_be_visible()


def test_on_a_telephone_a_row_of_a_table_shows_all_its_values(open_page: Open) -> None:
    page = open_page(paths.SOURCES)
    page.set_viewport_size({"width": 390, "height": 844})
    cell = page.locator(".t-table.stacked tbody tr").first.locator("td").first
    assert page.evaluate("e => getComputedStyle(e, '::before').content", cell.element_handle()) == '"Éditeur"'
    box = cell.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_on_a_telephone_the_first_figure_comes_before_what_there_is_to_choose(open_page: Open) -> None:
    page = open_page("/dechets")
    page.set_viewport_size({"width": 390, "height": 844})
    figure = page.locator(".t-card a.t-figure").first
    expect(page.locator(".st-key-selected")).to_be_hidden()
    box = figure.bounding_box()
    assert box is not None and box["y"] + box["height"] < 420
    page.get_by_text("Territoires, années, mesure").click()
    page.get_by_text("Par habitant", exact=True).click()
    expect(figure).to_contain_text("kg/hab.")
    # It stays open while one chooses.
    expect(page.locator(".st-key-selected")).to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(page.get_by_text("Territoires, années, mesure")).to_be_hidden()


def test_on_a_telephone_the_history_of_a_value_is_rows_and_nothing_scrolls_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/historique?indicateur=waste.collected&territoire=246200364&annee=2021")
    cell = page.locator(".t-table.stacked tbody tr").first.locator("td").first
    assert page.evaluate("e => getComputedStyle(e, '::before').content", cell.element_handle()) == '"Quoi"'
    region = page.get_by_role("region", name="Historique de la valeur")
    assert region.evaluate("e => [e.scrollWidth - e.clientWidth, document.documentElement.scrollWidth]") == [0, 390]
