"""Six tasks of a director, each done by the keyboard alone; some of them drawn in `make test`, all in `make proof`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.keys import read_focus, walk_to, walk_to_element
from tests.proof import sample

PANEL = "dialog.t-panel[open]"


def read_an_origin(page: Page, open_page: Open) -> None:
    """Skip to the page, come to a figure, read where it is from, come back to it."""
    open_page("/")
    walk_to(page, "Aller au contenu", most=4)
    page.keyboard.press("Enter")
    walk_to_element(page, "a.t-figure")
    figure = read_focus(page)["name"]
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_visible()
    assert read_focus(page)["place"] == "dialog"
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    assert read_focus(page)["name"] == figure


def choose_a_territory(page: Page, open_page: Open) -> None:
    """Add Arras to those compared, and stand where one stood."""
    open_page("/dechets?territoires=246200364")
    walk_to(page, "Ajouter, ranger")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Chercher un territoire")).to_be_focused()
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("arras")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".picker .chips li span")).to_have_text(["Lens-Liévin", "Arras"])
    assert "Ajouter" in str(read_focus(page)["name"])


def read_a_map(page: Page, open_page: Open) -> None:
    """Go from a territory of the map to its neighbour, compare it, then read all values in the table."""
    open_page("/logement?territoires=246200364")
    page.locator(".stage .areas path").first.wait_for()
    walk_to_element(page, ".areas path")
    first = read_focus(page)["name"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = str(read_focus(page)["name"])
    assert first != second
    expect(page.locator(".stage .tip").first).to_contain_text(second.split("\u00a0: ")[0].split(" : ")[0])
    page.keyboard.press("Enter")
    expect(page.locator(".picker .chips li")).to_have_count(2)
    page.keyboard.press("t")
    expect(page.locator('[class*="st-key-table-"] details[open]').first).to_be_visible()
    assert read_focus(page)["tag"] == "summary"


def read_a_chart(page: Page, open_page: Open) -> None:
    """Read the values of a chart one after the other, open the origin of one, come back to the chart."""
    open_page("/logement?territoires=246200364")
    walk_to_element(page, ".t-chart")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".t-plot .t-tip b").first).to_have_text(re.compile(r"\d{4}"))
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("Lens-Liévin")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    assert page.evaluate("() => document.activeElement.matches('.t-chart')")


def prepare_a_meeting(page: Page, open_page: Open) -> None:
    """Add a view, go to the dossier by the menu, name it, and come to what presents it."""
    open_page("/dechets")
    walk_to(page, "Ajouter au dossier")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Dossier (1)")).to_be_visible()
    page.wait_for_function("() => document.activeElement.innerText.includes('annuler')")
    walk_to(page, "Dossier (1)", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Dossier")
    wait_ready(page)
    walk_to(page, "Titre du dossier")
    page.keyboard.press("Control+a")
    page.keyboard.type("Bureau de juin")
    page.keyboard.press("Tab")
    wait_ready(page)
    assert "Sous-titre" in str(read_focus(page)["name"])
    walk_to(page, "Présenter")


def ask_a_question(page: Page, open_page: Open) -> None:
    """Ask for a figure in words, read its answer, open its origin."""
    open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("déchets lens 2021")
    expect(page.locator(".t-search-answer")).to_contain_text("156")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("lignes 4159;4173")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)


TASKS: tuple[Callable[[Page, Open], None], ...] = (
    read_an_origin,
    choose_a_territory,
    read_a_map,
    read_a_chart,
    prepare_a_meeting,
    ask_a_question,
)


@pytest.mark.parametrize("task", sample(TASKS, 3), ids=lambda task: task.__name__)
def test_a_task_is_done_by_the_keyboard_alone(page: Page, open_page: Open, task: Callable[[Page, Open], None]) -> None:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    task(page, open_page)
