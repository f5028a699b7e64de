"""What has a border or a ring is seen where it is: fields on their ground, the focus on the page, light and dark;
what the pointer shows is shown to keys; nothing plays for who wants less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pages.views.dossier import Dossier, Slide, write_address
from pages.words.paths import PRESENTATION
from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.make_view import make_view

# The contrast (WCAG 2.2, 1.4.3) of a colour of an element with the first ground that is painted under it.
MEASURE = """([selector, name]) => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => read(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
  const groundOf = (node) => {
    const color = node && getComputedStyle(node).backgroundColor;
    return !node || read(color)[3] > 250 ? (color ?? 'white') : groundOf(node.parentElement);
  };
  return [...document.querySelectorAll(selector)].filter((node) => node.getClientRects().length).map((node) => {
    const [a, b] = [light(getComputedStyle(node)[name]), light(groundOf(node.parentElement))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/comparer", ".stSelectbox [role=group], .stMultiSelect [role=group]"),
        ("/controles", ".stSelectbox [role=group]"),
    ],
)
def test_the_border_of_a_field_is_seen(page: Page, address: str, theme: str, path: str, selector: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(address + path)
    wait_ready(page)
    found = page.evaluate(MEASURE, [selector, "borderTopColor"])
    assert found and min(found) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_of_the_focus_is_seen_on_the_page(page: Page, address: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(f"{address}/dechets")
    wait_ready(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        found = page.evaluate(MEASURE, [":focus-visible", "outlineColor"])
        assert all(contrast >= 3 for contrast in found)


def test_the_tip_of_a_map_is_shown_to_keys_as_to_the_pointer(open_page: Open) -> None:
    page = open_page("/logement")
    page.locator(".stage .areas path").first.wait_for()
    page.locator('.stage .areas path[tabindex="0"]').first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".stage .tip").first).to_be_visible()
    named = str(page.locator(".stage .areas path:focus").get_attribute("aria-label")).split("\u00a0:")[0].split(" :")[0]
    expect(page.locator(".stage .tip b").first).to_have_text(named)
    page.keyboard.press("Tab")
    expect(page.locator(".stage .tip").first).to_be_hidden()


def test_a_presentation_plays_no_years_to_who_wants_less_motion(page: Page, address: str) -> None:
    shown = Dossier(slides=(Slide(view=make_view(kind="map", indicators=("housing.authorised",), year=2021)),))
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}{PRESENTATION}?dossier={write_address(shown)}")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide.now .stage .areas path").first).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator("#said")).to_contain_text("moins d’animations")
