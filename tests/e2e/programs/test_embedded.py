"""Views in a page of another site, and our light pages: as wide as their place, as tall as they need, accessible."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from pages.server.embed.code import FOLLOW, write_frame
from pages.server.embed.page import embed_address
from pages.views.view import write_word
from tests.e2e.accessibility.axe import find_faults
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
TREND = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
MAP = make_view(kind="map", indicators=("housing.authorised",), year=2021)
TABLE = make_view(kind="table", indicators=("waste.collected", "waste.recovery_rate"), territories=(LENS, BETHUNE))
PATHS = ("/api", f"/integrer?v={write_word(TREND)}", *map(embed_address, (TREND, MAP, TABLE)))


@pytest.mark.parametrize("width", [390, 1400])
def test_three_views_stand_in_a_page_of_another_site(page: Page, address: str, width: int) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frames = "".join(write_frame(view, "Une vue", address) for view in (TREND, MAP, TABLE))
    body = f'<!doctype html><meta name="viewport" content="width=device-width"><body>{frames}{FOLLOW}</body>'
    page.route("**/hote", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/hote")
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
        frame.content_frame.locator("footer").wait_for()
    page.wait_for_function("() => [...document.querySelectorAll('iframe')].every((f) => f.height !== '520')")
    inside = [frame for frame in page.frames if frame.parent_frame]
    rooms = [frame.evaluate("() => [document.documentElement.scrollWidth - innerWidth]")[0] for frame in inside]
    cut = [frame.evaluate("() => document.querySelector('main').offsetHeight - innerHeight") for frame in inside]
    assert len(inside) == 3 and max(rooms) <= 0 and max(cut) <= 0
    own = urlsplit(address).netloc
    assert {urlsplit(one).netloc for one in asked if one.startswith("http")} == {own}
    assert not any("/static/" in one for one in asked)


def test_a_mark_leads_to_its_origin_in_terril(page: Page, address: str) -> None:
    page.goto(address + embed_address(TREND))
    chart = page.locator(".t-chart >> visible=true")
    chart.focus()
    page.keyboard.press("ArrowLeft")
    page.locator(".t-tip >> text=156 402 t").wait_for()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    assert "#chiffre-" in opened.value.url and urlsplit(opened.value.url).path == "/dechets"


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 390)])
def test_our_light_pages_have_no_fault(page: Page, address: str, theme: str, width: int) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for path in PATHS:
        page.goto(address + path)
        for closed in page.locator("details:not([open]) > summary").all()[:2]:
            closed.click()
        faults += [f"{path[:20]}: {fault}" for fault in find_faults(page)]
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        faults += [f"{path[:20]}: {wide} too wide"] if wide > 0 else []
    assert faults == []
