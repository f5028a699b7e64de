"""A figure leads to the line it was printed on, from any page, by an address that can be sent."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.accessibility.axe import find_faults
from tests.e2e.seen import list_english

PANEL = "dialog.t-panel[open]"


def test_a_figure_of_the_overview_opens_its_origin_and_closes_again(page: Page, address: str) -> None:
    page.goto(address)
    wait_ready(page)
    page.locator(".t-card", has_text="DMA collectés").get_by_role("link", name="156 402 t").click()
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("lignes 4159;4173")
    expect(panel).to_contain_text("Rapport d'activités 2021")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.wait_for_function("!location.hash")


def test_the_address_of_a_panel_opens_the_same_panel_on_a_first_visit(page: Page, address: str) -> None:
    page.goto(f"{address}/logement#chiffre-housing.authorised~PMA~2025~~valeur")
    expect(page.locator(PANEL)).to_contain_text("somme des 3 membres")
    expect(page.locator(PANEL)).to_contain_text("2 167 logements")


def test_an_unknown_figure_in_an_address_gets_a_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}/#chiffre-<img src=x onerror=alert(1)>")
    expect(page.locator(PANEL)).to_contain_text("Aucun chiffre ne porte cet identifiant")
    expect(page.locator(f"{PANEL} img")).to_have_count(0)


def test_a_mark_of_a_trend_opens_its_figure(page: Page, address: str) -> None:
    page.goto(f"{address}/logement")
    wait_ready(page)
    page.locator(".t-plot .wide .t-mark").last.click()
    expect(page.locator(PANEL)).to_contain_text("Logements autorisés")


def test_a_figure_leads_from_the_overview_to_its_source_and_back(page: Page, address: str) -> None:
    page.goto(address)
    wait_ready(page)
    page.locator(".t-card", has_text="DMA collectés").get_by_role("link", name="156 402 t").click()
    page.locator(PANEL).get_by_role("link", name="Rapport d'activités 2021").click()
    page.wait_for_url("**/source?**id=000-call-2021**")
    wait_ready(page)
    expect(page.locator(".t-head h1")).to_have_text("Rapport d'activités 2021")
    expect(page.get_by_text("Ce qu’elle couvre")).to_be_visible()
    page.go_back()
    wait_ready(page)
    expect(page.locator(".t-head h1")).to_have_text("Pôle métropolitain de l'Artois")
    expect(page.locator(PANEL)).to_contain_text("lignes 4159;4173")


def test_one_comes_back_to_the_panel_that_one_left_however_long_it_took_to_leave(page: Page, address: str) -> None:
    """What was typed is waited for before a page is left, and the panel is closed by then."""
    page.goto(address)
    wait_ready(page)
    page.evaluate("() => { const go = window.terrilGo; window.terrilGo = (to) => setTimeout(() => go(to), 500); }")
    page.locator(".t-card", has_text="DMA collectés").get_by_role("link", name="156 402 t").click()
    page.locator(PANEL).get_by_role("link", name="Rapport d'activités 2021").click()
    page.wait_for_url("**/source?**id=000-call-2021**")
    wait_ready(page)
    page.go_back()
    expect(page.locator(PANEL)).to_contain_text("lignes 4159;4173")
    page.locator(PANEL).get_by_role("button", name="Fermer").click()
    expect(page).not_to_have_url(re.compile("#chiffre"))


@pytest.mark.parametrize("pause", [0, 30, 120, 300])
def test_who_goes_back_while_a_page_is_made_finds_the_one_that_he_left(page: Page, address: str, pause: int) -> None:
    """What the page in the making writes of its address must not stand on the one that is gone back to."""
    page.goto(address)
    wait_ready(page)
    left = page.url
    page.locator(".t-card", has_text="DMA collectés").get_by_role("link", name="156 402 t").click()
    # By a key: a pointer is checked against what lies under it, and the panel closes as soon as its link is followed.
    page.locator(PANEL).get_by_role("link", name="Rapport d'activités 2021").press("Enter")
    page.wait_for_url("**/source?**id=000-call-2021**")
    page.wait_for_timeout(pause)
    page.go_back()
    expect(page.locator(PANEL)).to_contain_text("lignes 4159;4173")
    wait_ready(page)
    expect(page.locator(".t-head h1")).to_have_text("Pôle métropolitain de l'Artois")
    assert page.url.partition("#")[0] == left


def test_our_links_carry_the_chosen_territories_along(page: Page, address: str) -> None:
    page.goto(f"{address}/dechets?territoires=Arras+(CU)+·+200033579")
    wait_ready(page)
    page.locator(".t-notes a").first.click()
    page.wait_for_url("**/source?**id=**")
    wait_ready(page)
    expect(page.locator(".picker .chips li", has_text="Arras")).to_have_count(1)


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
