"""A territory composed in a browser: by codes, by clicks on the map, from an EPCI; opened again elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"
# Dwellings started in 2021, as Sitadel counts them by commune.
STARTED = {
    "62065": 21,
    "62119": 253,
    "62178": 10,
    "62250": 4,
    "62386": 5,
    "62427": 113,
    "62498": 299,
    "62510": 127,
    "62516": 13,
    "62563": 31,
    "62774": 0,
    "62907": 15,
}
DWELLINGS = "&indicateur=housing.started&annees=2013-2021&annee=2021"


def open_dialog(page: Page) -> Locator:
    """Open the dialog; its field of members."""
    page.locator(".st-key-compose button").click()
    field = page.get_by_role("textbox", name="Membres")
    expect(field).to_be_visible()
    return field


def write_members(page: Page, field: Locator, text: str, *, said: str) -> None:
    """Write members, and wait until the dialog says something of them."""
    field.fill(text)
    field.press("Tab")
    expect(page.get_by_role("dialog", name="Composer un territoire")).to_contain_text(said)


def expect_chosen(page: Page, *codes: str) -> None:
    """The address says who is chosen, in their order."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("territoires", []) == list(codes))
    wait_ready(page)


def choose_on_map(page: Page, codes: Sequence[str]) -> None:
    """Open the card of each territory with a click, and compare it."""
    for n, code in enumerate(codes, start=1):
        page.locator(f'.areas path[data-code="{code}"]').first.dispatch_event("click")
        page.locator(".map .card").get_by_role("button", name="Comparer").click()
        expect(page.locator(".picker .chips li")).to_have_count(n)
        wait_ready(page)


def test_codes_are_composed_and_the_address_opens_the_same_elsewhere(
    page: Page, open_page: Open, browser: Browser, address: str
) -> None:
    open_page(f"/logement?territoires={LENS}&niveau=epci{DWELLINGS}")
    field = open_dialog(page)
    write_members(page, field, "62498\n62498\n62807\n99999", said="« 99999 »")
    expect(page.get_by_role("dialog", name="Composer un territoire")).to_contain_text(
        "Cité plusieurs fois, compté une fois : Lens (62498)."
    )
    expect(page.get_by_role("button", name="Le montrer seul")).to_be_disabled()
    write_members(page, field, "Lens-Liévin\n246 200 299", said="2 EPCI, 367 806 habitants en 2023")
    page.get_by_role("textbox", name="Nom").fill("Gohelle")
    page.get_by_role("textbox", name="Nom").press("Tab")
    expect(page.get_by_role("dialog", name="Composer un territoire")).to_contain_text("Gohelle :")
    page.get_by_role("button", name="Le montrer seul").click()
    code = f"compose.{HENIN}.{LENS}.Gohelle"
    expect_chosen(page, code)
    # Sitadel, 2021: 618 and 857.
    expect(page.locator(".t-ranking .chosen")).to_contain_text("1\u202f475\u00a0logements")
    expect(page.locator(".map svg .selection path.own")).to_have_count(1)
    elsewhere = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR").new_page()
    elsewhere.goto(page.url)
    wait_ready(elsewhere)
    expect(elsewhere.locator(".picker .chips li span")).to_have_text(["Gohelle"])
    expect(elsewhere.locator(".t-ranking .chosen")).to_contain_text("1\u202f475\u00a0logements")
    elsewhere.context.close()


def test_twelve_communes_chosen_on_the_map_are_composed(page: Page, open_page: Open) -> None:
    open_page(f"/logement?territoires=&niveau=commune{DWELLINGS}")
    page.locator(".map svg .areas path").first.wait_for()
    choose_on_map(page, [*STARTED])
    open_dialog(page)
    expect(page.get_by_role("dialog", name="Composer un territoire")).to_contain_text("12 communes")
    page.get_by_role("button", name="Le montrer seul").click()
    expect_chosen(page, ".".join(["compose", *STARTED]))
    expect(page.locator(".t-reading").last).to_contain_text(f"{sum(STARTED.values())}\u00a0logements")


def test_an_epci_is_taken_apart_and_joined_and_before_stands_beside_after(page: Page, open_page: Open) -> None:
    open_page(f"/logement?territoires={HENIN}&niveau=epci{DWELLINGS}")
    field = open_dialog(page)
    page.get_by_role("button", name="Remplacer les EPCI par leurs communes").click()
    expect(page.get_by_role("dialog", name="Composer un territoire")).to_contain_text("14 communes")
    write_members(page, field, "Lens-Liévin\n62041", said="1 EPCI et 1 commune")
    page.get_by_role("button", name="Avant et après").click()
    page.wait_for_url("**/territoire?**")
    wait_ready(page)
    table = page.get_by_role("table", name="Avant et après")
    expect(table).to_contain_text("242\u202f013\u00a0hab.")
    expect(table).to_contain_text("42\u202f875\u00a0hab.")
    expect(table).to_contain_text("284\u202f888\u00a0hab.")
