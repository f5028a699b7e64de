"""At every width of a screen: nothing wider than it, no letter too small, no word one letter wide; the menu says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.views.theme_pages import read_pages
from pages.words import paths
from tests.browser import wait_ready

Open = Callable[[str], Page]
WIDTHS = (390, 768, 1024, 1200, 1400, 1920)
LEAST = 12
PAGES = [
    *read_pages(),
    paths.TERRITORY,
    paths.COMPARE,
    f"{paths.COMPARE}?vue=tableau",
    paths.MAPS,
    paths.FRANCE,
    paths.DOSSIER,
    f"{paths.INDICATOR}?indicateur=housing.authorised",
    paths.SOURCES,
    paths.CHECKS,
    paths.METHOD,
]
# What is wider than the screen, what is written smaller than it may be, and what is broken letter by letter.
FAULTS = """least => {
  const main = document.querySelector('.stMain');
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`page: ${document.documentElement.scrollWidth}`);
  if (main.scrollWidth > main.clientWidth) faults.push(`main: ${main.scrollWidth} in ${main.clientWidth}`);
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.data.trim(), owner = texts.currentNode.parentElement;
    if (!said || ['STYLE', 'SCRIPT', 'TITLE', 'DESC'].includes(owner.tagName)) continue;
    const place = document.createRange();
    place.selectNodeContents(texts.currentNode);
    const box = place.getBoundingClientRect();
    if (!box.width || !box.height || getComputedStyle(owner).visibility === 'hidden') continue;
    if (owner.closest('[data-testid="stFileUploaderDropzone"]')) continue;
    const size = parseFloat(getComputedStyle(owner).fontSize);
    const scale = owner.ownerSVGElement ? Math.abs(owner.getScreenCTM()?.d || 1) : 1;
    if (size * scale < least - 0.05) faults.push(`${(size * scale).toFixed(1)} px: ${said.slice(0, 40)}`);
    if (/^\\d{4}(-\\d{4})?$/.test(said) && place.getClientRects().length > 1) faults.push(`broken: ${said}`);
  }
  return [...new Set(faults)].slice(0, 8);
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width_in_letters_one_can_read(open_page: Open, path: str) -> None:
    page = open_page(path)
    found: dict[int, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        wait_ready(page)
        if faults := page.evaluate(FAULTS, LEAST):
            found[width] = faults
    assert found == {}


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
