"""The zoom of a map, its names and its card in a browser: wheel, buttons, keys, none of which the page loses by."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.e2e.test_map import ARRAS, FOCUSED, LENS, wait_map

BOX = "(text) => { const box = text.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"


def zoom_of(page: Page) -> float:
    return float(page.locator(".map").first.get_attribute("data-zoom") or 0)


def wait_names(page: Page) -> None:
    """Return once the map bears names."""
    wait_map(page)
    page.locator(".map .names text").first.wait_for()


def list_overlaps(page: Page) -> list[tuple[str, str]]:
    """Which words meet, as the browser has set them; a pixel is left to its rounding."""
    boxes: list[list[Any]] = [[text.text_content(), *text.evaluate(BOX)] for text in page.locator(".names text").all()]
    return [
        (one[0], other[0])
        for n, one in enumerate(boxes)
        for other in boxes[:n]
        if one[1] < other[3] - 1 and other[1] < one[3] - 1 and one[2] < other[4] - 1 and other[2] < one[4] - 1
    ]


def test_more_names_come_as_the_map_grows_and_none_lies_on_another(page: Page, open_page: Open) -> None:
    open_page("/logement?niveau=Communes&mesure=Par+habitant")
    wait_names(page)
    first = set(page.locator(".names text").all_text_contents())
    assert {"Calais", "Arras", "Lens"} <= first
    assert not list_overlaps(page)
    page.get_by_label("Vers les territoires choisis").first.click()
    page.get_by_label("Zoom avant").first.click()
    expect(page.locator(".map .names")).to_contain_text("Harnes")
    assert not list_overlaps(page)
    assert not set(page.locator(".names text").all_text_contents()) <= first


def test_the_wheel_scrolls_the_page_and_says_how_to_zoom(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.locator(".map .stage").first.hover()
    before = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop")
    page.mouse.wheel(0, 120)
    expect(page.locator(".map .hint")).to_contain_text("molette pour zoomer la carte")
    page.wait_for_function("(y) => document.querySelector('[data-testid=stMain]').scrollTop > y", arg=before)
    assert zoom_of(page) == 1


def test_the_wheel_zooms_with_ctrl_and_the_zoom_survives_a_change_of_year(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.locator(".map .stage").first.hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_function("() => true")
    expect(page.locator(".map").first).to_have_attribute("data-zoom", "2.00")
    page.get_by_label("Année précédente").first.click()
    page.wait_for_timeout(1500)
    wait_ready(page)
    assert zoom_of(page) == 2
    page.get_by_label("Toute la carte").first.click()
    expect(page.locator(".map").first).to_have_attribute("data-zoom", "1.00")


def test_keys_zoom_and_bring_the_neighbour_into_sight(page: Page, open_page: Open) -> None:
    open_page("/logement?mesure=Par+habitant")
    wait_map(page)
    page.locator(LENS).first.focus()
    for _ in range(3):
        page.keyboard.press("+")
    expect(page.locator(".map").first).to_have_attribute("data-zoom", "8.00")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert "Osartis" in page.evaluate(FOCUSED) or "Flandre" in page.evaluate(FOCUSED)
    page.keyboard.press("0")
    expect(page.locator(".map").first).to_have_attribute("data-zoom", "1.00")


def test_a_drag_moves_the_map_and_chooses_nothing(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.get_by_label("Zoom avant").first.click()
    page.wait_for_timeout(100)
    world = page.locator(".map .world").first
    before = world.get_attribute("transform")
    box = page.locator(".map .stage").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert world.get_attribute("transform") != before
    expect(page.locator(".map .card")).to_be_hidden()


def test_a_click_opens_a_card_with_its_rank_its_change_and_its_portrait(page: Page, open_page: Open) -> None:
    """Arras in 2025: 513, sixth of 20, after 687 in 2024."""
    open_page("/logement?annee=2025")
    wait_map(page)
    page.locator(ARRAS).first.dispatch_event("click")
    card = page.locator(".map .card")
    expect(card).to_contain_text("Arras")
    expect(card).to_contain_text("6e sur 20 connus")
    expect(card).to_contain_text(re.compile("−.25,3.% depuis 2024"))
    expect(card.get_by_role("link", name="Portrait")).to_have_attribute("href", "/territoire?code=200033579")
    card.get_by_role("button", name="Comparer").click()
    expect(card.get_by_role("button", name="Retirer de la comparaison")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_space_opens_the_card_and_escape_comes_back(page: Page, open_page: Open) -> None:
    open_page("/logement")
    wait_map(page)
    page.locator(LENS).first.focus()
    page.keyboard.press(" ")
    expect(page.locator(".map .card").get_by_role("link", name="Portrait")).to_be_focused()
    page.keyboard.press("Escape")
    assert "Lens" in page.evaluate(FOCUSED)


def play_to(page: Page, year: str) -> None:
    """Have the years of the first map play until one of them, and stop there."""
    wait_map(page)
    page.get_by_label("Lire les années").first.click()
    expect(page.locator(".map").first).to_have_attribute("data-year", year, timeout=15_000)
    page.get_by_label("Arrêter la lecture").first.click()


def test_years_that_play_are_one_step_back(page: Page, open_page: Open) -> None:
    open_page("/logement?annee=2016")
    play_to(page, "2019")
    page.wait_for_url("**annee=20*")
    wait_ready(page)
    page.wait_for_timeout(500)
    page.go_back()
    expect(page.locator(".map").first).to_have_attribute("data-year", "2016")


def test_the_year_of_the_page_follows_the_years_that_play(page: Page, open_page: Open) -> None:
    open_page("/logement?annee=2016")
    play_to(page, "2018")
    year = page.locator(".map").first.get_attribute("data-year")
    page.locator(".t-title, .t-subject", has_text=f"{year} : classement").wait_for()
    assert f"({year}" in page.locator(".map .head").first.inner_text()
