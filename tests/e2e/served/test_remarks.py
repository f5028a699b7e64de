"""A remark and a proposal, from the panel of a figure to its chart, a slide's notes and the history of the value."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.served.officer import enter, look, take_slides
from tests.proof import IS_PROOF

FIGURE, LONG = "3113f03816", 180_000
PANEL = "dialog.t-panel[open]"
WORDS = "Le quai a brûlé <b>=1+1</b>"
pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def test_a_word_and_another_value_follow_the_figure(page: Page, house: str) -> None:
    page.goto(f"{house}/dechets#chiffre-{FIGURE}")
    wait_ready(page)
    page.locator(PANEL).get_by_role("link", name="Écrire une remarque").click()
    page.wait_for_url("**/remarques**")
    wait_ready(page)
    enter(page, "Anne")
    page.get_by_text("Vous publiez sous le nom").wait_for()
    wait_ready(page)
    page.get_by_role("textbox", name="Une remarque").fill(WORDS)
    page.get_by_role("button", name="Publier la remarque").click()
    page.get_by_text("Remarque : c’est fait").wait_for(timeout=LONG)
    page.get_by_role("textbox", name="Une autre valeur").fill("157 000")
    page.get_by_role("textbox", name="D’où elle vient").fill("Registre du quai")
    page.get_by_role("button", name="Proposer cette valeur").click()
    page.get_by_text("elle attend une décision").first.wait_for()
    look(page)
    page.locator(".st-key-accept-1 button").click()
    page.get_by_text("Proposition 1 : c’est fait").wait_for(timeout=LONG)

    page.goto(f"{house}/indicateur?id=waste.collected")
    wait_ready(page)
    expect(page.locator(".stMain")).to_contain_text("une remarque se lit avec ce chiffre")
    slides = take_slides(page, patience=LONG).slides
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    assert WORDS in notes and "Remarque de Anne" in notes

    page.goto(f"{house}/dechets?indicateur=waste.collected&niveau=epci&annee=2021")
    wait_ready(page)
    outline = page.locator('path[data-code="246200364"]').first
    expect(outline).to_have_attribute("aria-label", re.compile(r"\(2021, avec une remarque\)"))
    expect(page.locator(".legend").first).to_contain_text("une remarque se lit avec le chiffre")

    page.goto(f"{house}/dechets#chiffre-{FIGURE}")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text(WORDS)
    expect(panel).to_contain_text("proposition acceptée, 157\u202f000\u00a0t")
    panel.get_by_role("link", name="Tout l’historique").click()
    expect(page.locator("table")).to_contain_text("proposition 1, d’après : Registre du quai")
    look(page)
