"""The focus: seen wherever it is, taken by what opens and given back, never in what is hidden; keys switched off."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.keys import read_focus

TOGGLED = '[class*="st-key-settings-"] button'


def test_a_popover_takes_the_focus_and_gives_it_back(open_page: Open) -> None:
    page = open_page("/logement")
    opener = page.locator(TOGGLED).first
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody").locator("input").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(opener).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_button_that_adds_a_view_keeps_the_focus(open_page: Open) -> None:
    page = open_page("/dechets")
    button = page.locator(".st-key-add-trend-waste button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_contain_text("annuler")
    wait_ready(page)
    expect(button).to_be_focused()


def test_what_has_the_focus_is_seen_and_a_closed_menu_has_it_never(open_page: Open) -> None:
    page = open_page("/logement")
    page.set_viewport_size({"width": 390, "height": 844})
    unseen, hidden = [], []
    for _ in range(45):
        page.keyboard.press("Tab")
        focus = read_focus(page)
        if not focus["ring"]:
            unseen.append(focus)
        if focus.get("place") == "sidebar":
            hidden.append(focus["name"])
    assert (unseen, hidden) == ([], [])


def test_keys_of_one_character_are_switched_off_and_stay_so(open_page: Open) -> None:
    page = open_page("/aide")
    dialog = page.locator(".t-search-dialog")
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.get_by_label("Touches d’un seul caractère").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    page.reload()
    wait_ready(page)
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()


def test_r_runs_no_page_again(open_page: Open) -> None:
    page = open_page("/aide")
    page.evaluate(
        "() => new MutationObserver(() => (window.ran = true)).observe(document.querySelector('.stApp'), "
        "{attributes: true, attributeFilter: ['data-test-script-state']})"
    )
    page.locator("h1").click()
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(600)
    assert not page.evaluate("() => window.ran")


def test_a_tip_is_put_away_by_escape(open_page: Open) -> None:
    page = open_page("/logement")
    page.locator(".stage .areas path >> nth=4").hover()
    tip = page.locator(".stage .tip").first
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.locator(".t-plot .wide .t-mark").first.hover()
    expect(page.locator(".t-plot .t-tip").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".t-plot .t-tip").first).to_be_hidden()


def pass_over(page: Page, selector: str, tip: Locator) -> None:
    """Rest on something until its tip holds, then go onto the tip."""
    page.locator(selector).hover()
    expect(tip).to_have_class(re.compile("pinned"))
    said, box = tip.inner_text(), tip.bounding_box()
    assert said and box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=12)
    page.wait_for_timeout(600)
    assert (tip.is_visible(), tip.inner_text()) == (True, said)
    page.mouse.move(2, 2, steps=4)
    expect(tip).to_be_hidden()


def test_the_pointer_may_pass_over_a_tip_and_takes_it_away_by_leaving(open_page: Open) -> None:
    page = open_page("/logement")
    pass_over(page, ".stage .areas path >> nth=4", page.locator(".stage .tip").first)
    pass_over(page, ".t-plot .wide .t-mark >> nth=3", page.locator(".t-plot .t-tip").first)


def test_a_pointer_that_goes_on_meets_no_tip(open_page: Open) -> None:
    page = open_page("/logement")
    page.locator(".stage .areas path >> nth=4").hover()
    box = page.locator(".stage .areas path >> nth=4").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for step in range(12):
        page.mouse.move(x + 3 * step, y - 3 * step)
    assert "pinned" not in str(page.locator(".stage .tip").first.get_attribute("class"))


def test_a_view_removed_leaves_the_focus_on_what_takes_its_place(open_page: Open, page: Page) -> None:
    open_page("/dossier")
    page.locator(".st-key-ready-2 button").click()
    removers = page.locator('[class*="st-key-Retirer-"] button')
    removers.first.wait_for()
    wait_ready(page)
    count = removers.count()
    for index in (1, count - 2):
        removers.nth(index).focus()
        page.keyboard.press("Enter")
        expect(removers).to_have_count(count := count - 1)
        expect(removers.nth(min(index, count - 1))).to_be_focused()


def test_a_button_that_can_be_pressed_no_more_gives_the_focus_to_the_one_before(open_page: Open, page: Page) -> None:
    open_page("/dossier")
    page.locator(".st-key-ready-2 button").click()
    for name in ("undo", "redo"):
        page.locator(f".st-key-{name} button").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f".st-key-{name} button").first).to_be_disabled()
        wait_ready(page)
        page.wait_for_function("() => document.activeElement !== document.body")
        assert read_focus(page)["tag"] in ("button", "input", "h1")


def test_a_territory_removed_leaves_the_focus_among_those_chosen(open_page: Open) -> None:
    page = open_page("/dechets?territoires=246200364&territoires=200033579")
    chips = page.locator(".picker .chips button")
    for left, then in ((1, "Retirer Arras"), (0, "Choisir des territoires…")):
        chips.first.focus()
        page.keyboard.press("Enter")
        expect(chips).to_have_count(left)
        wait_ready(page)
        assert read_focus(page)["name"] == then


def test_a_dialog_takes_the_focus_and_gives_it_back(open_page: Open) -> None:
    page = open_page("/logement")
    opener = page.locator(".st-key-compose button")
    opener.focus()
    page.keyboard.press("Enter")
    page.locator('[role="dialog"] textarea').wait_for()
    assert page.evaluate("() => Boolean(document.activeElement.closest('[role=dialog]'))")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_reader_who_wants_less_motion_gets_none(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/logement")
    wait_ready(page)
    page.locator(".stage .areas path").first.wait_for()
    expect(page.get_by_role("button", name="Lire les années").first).to_be_hidden()
    moving = """() => [...document.querySelectorAll('*')].filter((node) =>
      parseFloat(getComputedStyle(node).transitionDuration) > 0.05 ||
      (getComputedStyle(node).animationName !== 'none' && parseFloat(getComputedStyle(node).animationDuration) > 0.05)
    ).map((node) => node.className)"""
    assert page.evaluate(moving) == []


def test_in_forced_colours_swatches_and_choices_are_still_seen(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/logement")
    wait_ready(page)
    swatch = page.locator(".legend i.disc, .legend i.q0").first
    swatch.wait_for()
    assert swatch.evaluate("node => getComputedStyle(node).forcedColorAdjust") == "none"
    chosen = page.locator('.stButtonGroup [aria-checked="true"]').first
    assert chosen.evaluate("node => parseFloat(getComputedStyle(node).borderTopWidth)") >= 3
