"""The focus: seen wherever it is, taken by what opens and given back, never in what is hidden; keys switched off."""

from __future__ import annotations

from playwright.sync_api import Page, expect

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
