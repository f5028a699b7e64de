"""From a figure to its history, and to what was shown on a past day."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.accessibility.axe import find_faults
from tests.e2e.seen import list_english


def test_a_figure_leads_to_its_history_and_a_day_to_the_figure_of_that_day(page: Page, address: str) -> None:
    page.goto(address)
    wait_ready(page)
    page.locator(".t-card", has_text="DMA collectés").get_by_role("link", name="156 402 t").click()
    page.locator("dialog.t-panel[open] .t-history").get_by_role("link", name="Tout l’historique").click()
    expect(page.locator("h1")).to_contain_text("Historique d’une valeur")
    page.get_by_label("Montrer la valeur du").fill("2026-03-15")
    page.get_by_role("button", name="Montrer").click()
    page.wait_for_url("**au=2026-03-15**")
    expect(page.locator(".then")).to_contain_text("156\u202f402\u00a0t")
    expect(page.locator(".then")).to_contain_text("Terril ne garde pas depuis quand il montre ce chiffre")
    for theme, width in (("light", 1400), ("dark", 390)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == [] and list_english(page) == []
