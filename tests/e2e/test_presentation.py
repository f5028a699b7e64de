"""A presentation in a real browser: to the end without a network, by key, in two windows, and from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.files.presentation.build import build_presentation
from pages.views.dossier import Dossier, Slide, write_address
from tests.make_view import make_view

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
SLIDES = (
    Slide(
        view=make_view(kind="trend", indicators=("housing.authorised",), territories=(LENS, BETHUNE, HENIN)),
        notes="Rappeler le pic de 2021.",
        section="Logement",
    ),
    Slide(view=make_view(kind="map", indicators=("housing.authorised",), year=2021, per_inhabitant=True)),
    Slide(view=make_view(kind="table", indicators=("waste.collected",), territories=(LENS,))),
    Slide(view=make_view(kind="cards", indicators=("waste.collected",), territories=(LENS, HENIN))),
)
DOSSIER = Dossier(title="Bureau communautaire", subtitle="Logement, déchets", slides=SLIDES)


@pytest.fixture
def presented(page: Page, address: str) -> Page:
    page.goto(f"{address}/presentation?dossier={write_address(DOSSIER)}")
    expect(now(page).locator("h2")).to_have_text("Bureau communautaire")
    return page


def now(page: Page):  # type: ignore[no-untyped-def]
    """The screen that is shown."""
    return page.locator(".slide.now")


def position(page: Page) -> str:
    return now(page).locator(".position").inner_text()


def test_a_dossier_is_presented_to_its_end_without_a_network(presented: Page) -> None:
    page, failures, asked = presented, [], []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.context.set_offline(True)
    page.on("request", lambda request: None if request.url.startswith("blob:") else asked.append(request.url))
    for _ in range(2):
        page.keyboard.press("PageDown")
    marks = now(page).locator(".t-chart.wide .t-mark")
    expect(marks.first).to_be_visible()
    marks.last.hover()
    tip = now(page).locator(".t-tip")
    expect(tip.locator("b")).to_have_text("2025")
    expect(tip).to_contain_text("Lens-Liévin\u00a0: 846\u00a0logements")
    expect(tip).to_contain_text("Hénin-Carvin")
    page.keyboard.press("ArrowRight")
    year = now(page).locator(".map .year")
    expect(year).to_have_text("2021")
    page.keyboard.press("ArrowDown")
    expect(year).to_have_text("2020")
    before = now(page).locator(".areas path").evaluate_all("all => all.map((one) => one.getAttribute('class')).join()")
    now(page).locator(".years input").fill("0")
    expect(year).not_to_have_text("2020")
    after = now(page).locator(".areas path").evaluate_all("all => all.map((one) => one.getAttribute('class')).join()")
    assert before != after
    now(page).locator(".areas path").first.hover()
    expect(now(page).locator(".map .tip")).to_contain_text("logements")
    now(page).locator(".years input").blur()
    page.keyboard.press("ArrowRight")
    expect(now(page).locator("tbody tr").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(now(page).locator(".card")).to_contain_text("sans donnée")
    assert position(page) == "6 / 6"
    page.keyboard.press("ArrowRight")
    assert position(page) == "6 / 6"
    assert (failures, asked) == ([], [])


def test_keys_lead_to_a_screen_hide_it_and_change_its_look(presented: Page) -> None:
    page = presented
    page.keyboard.press("5")
    assert position(page) == "5 / 6"
    page.keyboard.press("Home")
    assert position(page) == "1 / 6"
    page.keyboard.press("End")
    assert position(page) == "6 / 6"
    page.keyboard.press("9")
    expect(page.locator("#said")).to_have_text("Il n’y a pas d’écran 9 : il y en a 6.")
    page.keyboard.press("b")
    expect(page.locator("#veil")).to_have_css("background-color", "rgb(0, 0, 0)")
    page.keyboard.press("b")
    expect(page.locator("#veil")).to_be_hidden()
    page.keyboard.press("r")
    box = page.locator("#stage").bounding_box()
    assert box
    assert round(box["width"] / box["height"], 2) == 1.33
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()


def test_escape_leads_back_to_the_dossier(presented: Page) -> None:
    presented.keyboard.press("Escape")
    presented.wait_for_url(f"**/dossier?**dossier={write_address(DOSSIER)}*")


def test_values_of_a_chart_are_read_with_the_keyboard(presented: Page) -> None:
    page = presented
    page.keyboard.press("3")
    now(page).locator(".t-chart.wide").focus()
    page.keyboard.press("ArrowLeft")
    expect(now(page).locator(".t-tip b")).to_have_text("2025")
    page.keyboard.press("ArrowLeft")
    expect(now(page).locator(".t-tip b")).to_have_text("2024")
    first = now(page).locator(".t-tip .now").inner_text()
    page.keyboard.press("ArrowDown")
    expect(now(page).locator(".t-tip .now")).not_to_have_text(first)
    expect(now(page).locator(".t-tip .now")).to_contain_text("logements")
    assert position(page) == "3 / 6"
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert position(page) == "4 / 6"


def test_the_speaker_has_notes_and_the_next_screen_in_a_window_that_follows(presented: Page) -> None:
    page = presented
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    page.context.set_offline(True)
    page.keyboard.press("3")
    expect(speaker.locator("#notes")).to_contain_text("Rappeler le pic de 2021.")
    expect(speaker.locator("#next .subtitle")).to_contain_text("EPCI · 2021")
    expect(speaker.locator("#at")).to_have_text("3 / 6")
    speaker.keyboard.press("ArrowRight")
    assert position(page) == "4 / 6"
    expect(speaker.locator("#now .areas path").first).to_be_attached()


def test_only_the_map_shown_lends_its_hatching(page: Page, tmp_path: Path) -> None:
    views = [make_view(kind="map", indicators=("housing.authorised",), year=year) for year in (2020, 2021)]
    file = tmp_path / "cartes.html"
    dossier = Dossier(slides=tuple(Slide(view=view) for view in views))
    file.write_bytes(build_presentation(dossier, is_file=True, base=""))
    page.goto(file.as_uri())
    for number in ("2", "3", "2"):
        page.keyboard.press(number)
        expect(page.locator(".slide.now #hatch")).to_be_attached()
        expect(page.locator("#hatch")).to_have_count(1)


def test_the_file_plays_without_a_server(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "terril-presentation.html"
    file.write_bytes(build_presentation(DOSSIER, is_file=True, base="http://terril.test"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    page.goto(file.as_uri())
    page.keyboard.press("4")
    expect(now(page).locator(".areas path.q3").first).to_be_visible()
    assert set(asked) == {"file", "blob"}


def test_no_text_that_a_room_must_read_is_smaller_than_24_dots_at_1080(presented: Page) -> None:
    page = presented
    page.set_viewport_size({"width": 1920, "height": 1080})
    small = """() => [...document.querySelectorAll('.slide.now :is(h2, p, th, td, li, text, tspan, .year, .value)')]
      .filter((one) => one.textContent.trim() && !one.closest('.sources, aside, .live'))
      .map((one) => parseFloat(getComputedStyle(one).fontSize)).filter((size) => size < 23.9)"""
    sizes = {}
    for number in range(1, 7):
        page.keyboard.press(str(number))
        page.wait_for_timeout(150)
        sizes[number] = page.evaluate(small)
    assert sizes == {number: [] for number in range(1, 7)}


def test_single_letters_can_be_switched_off(presented: Page) -> None:
    page = presented
    page.keyboard.press("?")
    page.get_by_label("Touches d’un seul caractère").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("3")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert position(page).startswith("1 / ")
    page.keyboard.press("PageDown")
    assert position(page).startswith("2 / ")


def test_screens_can_be_scrolled_and_then_keep_their_size_when_the_window_shrinks(presented: Page) -> None:
    """A browser that zooms makes its window smaller, in pixels of the page: what keeps its size is then larger."""
    page = presented
    page.keyboard.press("v")
    screens = page.locator(".slide")
    expect(screens.nth(2).locator(".t-chart.wide")).to_be_visible()
    before = screens.first.bounding_box()
    page.set_viewport_size({"width": 640, "height": 360})
    after = screens.first.bounding_box()
    assert before and after and after["width"] == before["width"] > 640
    assert page.evaluate("document.documentElement.scrollWidth") > 640
    page.keyboard.press("v")
    expect(screens.nth(2)).to_be_hidden()
