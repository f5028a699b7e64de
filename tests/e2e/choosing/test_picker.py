"""The choice of territories: found by a few letters, added by Enter or by groups, put in order, on a phone too."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"
ONE = f"/dechets?territoires={LENS}"


def open_panel(page: Page) -> Locator:
    """Open the panel; its field of search, where the focus is."""
    page.locator(".picker .open").click()
    field = page.get_by_role("combobox", name="Chercher un territoire")
    expect(field).to_be_focused()
    expect(page.get_by_role("option").first).to_be_visible()
    return field


def list_options(page: Page) -> list[str]:
    """The names found, in their order."""
    return page.locator(".picker [role=option] span").all_inner_texts()


def expect_chosen(page: Page, *names: str) -> None:
    """Those chosen, in their order, as chips and in the address."""
    expect(page.locator(".picker .chips li span")).to_have_text(list(names))


def expect_address(page: Page, *codes: str) -> None:
    """The address says who is chosen, in their order."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("territoires", []) == list(codes))


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("bethune", ["Béthune-Bruay", "Béthune"]),
        ("oeuf", ["Œuf-en-Ternois"]),
        ("ST OMER", ["Pays de Saint-Omer", "Saint-Omer"]),
        ("62498", ["Lens"]),
        ("246 200 364", ["Lens-Liévin"]),
        ("216204982", ["Lens"]),
        ("CA d’Arras", ["Arras", "Arras"]),
    ],
)
def test_a_territory_is_found_by_a_few_letters_or_a_code(
    open_page: Open, page: Page, letters: str, found: list[str]
) -> None:
    open_page(ONE)
    open_panel(page).fill(letters)
    expect(page.locator(".picker [role=option] span").first).to_have_text(found[0])
    assert list_options(page)[: len(found)] == found


def test_enter_adds_the_first_found_and_only_it(open_page: Open, page: Page) -> None:
    open_page(ONE)
    field = open_panel(page)
    field.fill("arras")
    page.keyboard.press("Enter")
    expect_chosen(page, "Lens-Liévin", "Arras")
    expect(page.get_by_role("status").filter(has_text="Arras\u202f: 1\u00a0ajouté, 2 sur 12.")).to_be_visible()
    expect(page.locator(".t-head p")).to_contain_text("Lens-Liévin et Arras")
    expect_address(page, LENS, ARRAS)

    field.fill("arras")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Arras est déjà choisi.")).to_be_visible()
    expect_chosen(page, "Lens-Liévin", "Arras")


def test_the_arrows_move_to_an_option_and_escape_gives_the_focus_back(open_page: Open, page: Page) -> None:
    open_page(ONE)
    field = open_panel(page)
    field.fill("lens")
    expect(field).to_have_attribute("aria-activedescendant", "option-0")
    page.keyboard.press("ArrowDown")
    active = page.locator("#option-1")
    expect(field).to_have_attribute("aria-activedescendant", "option-1")
    expect(active).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Enter")
    expect_chosen(page, "Lens-Liévin", "Lens")
    page.keyboard.press("Escape")
    expect(page.locator(".picker .panel")).to_be_hidden()
    expect(page.locator(".picker .open")).to_be_focused()


def test_letters_that_are_keys_of_the_page_stay_letters(open_page: Open, page: Page) -> None:
    open_page(ONE)
    field = open_panel(page)
    page.keyboard.type("rc/")
    assert field.input_value() == "rc/"
    expect(page.get_by_role("status").filter(has_text="Aucun territoire d’ici pour «\u202frc/\u202f».")).to_be_visible()


def test_a_group_is_added_at_once_and_never_more_than_twelve(open_page: Open, page: Page) -> None:
    open_page(ONE)
    open_panel(page)
    page.get_by_role("option", name="Voisins de Lens-Liévin").click()
    expect(page.locator(".picker .count")).to_have_text("7 sur 12")
    page.get_by_role("option", name="EPCI du Pas-de-Calais").click()
    expect(page.locator(".picker .count")).to_have_text("12 sur 12")
    expect(page.get_by_role("status").filter(has_text="1\u00a0n’a pas eu de place.")).to_be_visible()
    expect(page.get_by_role("option", name="7 Vallées")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("option", name="7 Vallées").click(force=True)
    expect(page.get_by_role("status").filter(has_text="12 sur 12\u202f: retirez un territoire")).to_be_visible()
    page.get_by_role("button", name="Tout retirer").click()
    expect(page.locator(".picker .count")).to_have_text("0 sur 12")


def test_the_order_changes_by_the_keyboard_and_the_focus_follows(open_page: Open, page: Page) -> None:
    open_page(f"/dechets?territoires={LENS}&territoires={BETHUNE}&territoires={HENIN}")
    open_panel(page)
    page.get_by_role("button", name="Monter Hénin-Carvin").focus()
    page.keyboard.press("Enter")
    expect_chosen(page, "Lens-Liévin", "Hénin-Carvin", "Béthune-Bruay")
    expect(page.get_by_role("button", name="Monter Hénin-Carvin")).to_be_focused()
    page.keyboard.press("Enter")
    expect_chosen(page, "Hénin-Carvin", "Lens-Liévin", "Béthune-Bruay")
    expect(page.get_by_role("button", name="Descendre Hénin-Carvin")).to_be_focused()
    expect(page.locator(".t-head p")).to_contain_text("Hénin-Carvin, Lens-Liévin et Béthune-Bruay")
    expect_address(page, HENIN, LENS, BETHUNE)


def test_a_chip_has_the_colour_of_its_territory_and_is_taken_away(open_page: Open, page: Page) -> None:
    open_page(f"/dechets?territoires={LENS}&territoires={BETHUNE}")
    tint = page.locator(".picker .chips li", has_text="Lens-Liévin").locator("path")
    line = page.locator('.t-chart [data-name="Lens-Liévin"]').first
    expect(line).to_be_attached()
    assert tint.evaluate("node => getComputedStyle(node).fill") in line.evaluate(
        "node => [getComputedStyle(node).fill, getComputedStyle(node).stroke]"
    )
    page.get_by_role("button", name="Retirer Lens-Liévin").first.click()
    expect_chosen(page, "Béthune-Bruay")
    expect(page.locator(".t-head p")).to_contain_text("Béthune-Bruay")


def test_the_list_is_asked_for_once_and_is_in_no_message(open_page: Open, page: Page) -> None:
    asked: list[str] = []
    messages: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        messages.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    open_page(ONE)
    assert not [path for path in asked if path.startswith("/territoires/")]
    field = open_panel(page)
    for n, letters in enumerate(("arras", "bethune"), 2):
        field.fill(letters)
        page.keyboard.press("Enter")
        expect(page.locator(".picker .count")).to_have_text(f"{n} sur 12")
        wait_ready(page)
    assert len([path for path in asked if path.startswith("/territoires/D62-")]) == 1
    assert messages and not [message for message in messages if "Œuf-en-Ternois".encode() in message]


def test_on_a_phone_it_is_one_line_that_opens(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, locale="fr-FR")
    page.goto(f"{address}/dechets?territoires={LENS}&territoires={BETHUNE}&territoires={HENIN}")
    wait_ready(page)
    page.get_by_text("Territoires, années, mesure").click()
    opener = page.locator(".picker .open")
    expect(opener).to_contain_text("Lens-Liévin, Béthune-Bruay + 1")
    expect(page.locator(".picker .chips li").first).to_be_hidden()
    box = opener.bounding_box()
    assert box is not None and box["height"] <= 44
    open_panel(page).fill("arras")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(opener).to_contain_text("Lens-Liévin, Béthune-Bruay + 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_map_is_said_where_there_is_one(open_page: Open, page: Page) -> None:
    open_page(ONE)
    open_panel(page)
    hint = page.get_by_role("button", name="Sur la carte aussi")
    hint.click()
    expect(page.locator(".picker .panel")).to_be_hidden()
    expect(page.locator('[class*="st-key-map-"]').first).to_be_in_viewport()
    open_page(f"/methode?territoires={LENS}")
    open_panel(page)
    expect(hint).to_be_hidden()
