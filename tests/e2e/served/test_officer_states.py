"""What an officer alone sees is as accessible as the rest: the page of remarks, dialogs and lists of the service."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.accessibility import heard
from tests.e2e.accessibility.test_accessible import STRUCTURE, go, list_cut, list_looks, look
from tests.e2e.seen import list_english
from tests.proof import IS_PROOF
from tests.states import list_officer_states

FIGURE, GRANT = "3113f03816", "gce9f4e4e8"
pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def test_no_state_of_an_officer_has_a_fault(page: Page, house: str) -> None:
    faults = dict[str, list[str]]()
    for state in list_officer_states(FIGURE, GRANT):
        # Each state begins with the password, which a browser is asked for once.
        page.context.clear_cookies()
        go(page, house, state)
        found = [f"English: {said}" for said in list_english(page)]
        # A dialog over a page hides the rest of it from the tree.
        found += page.evaluate(STRUCTURE) if not page.locator("[role=dialog]:visible").count() else []
        found += heard.compare(page, state.name)
        for theme, width in list_looks(0):
            found += look(page, theme, width)
        found += list_cut(page) if state.is_page else []
        page.set_viewport_size({"width": 1400, "height": 900})
        if found:
            faults[state.name] = found
    assert faults == {}
