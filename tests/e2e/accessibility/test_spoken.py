"""What is told to who does not see the page: what has changed, in one place."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open

HEARD = ".t-heard"


def test_another_page_is_told_by_its_title(open_page: Open, page: Page) -> None:
    open_page("/dechets")
    page.get_by_role("link", name="Logement", exact=True).first.click()
    expect(page.locator(HEARD)).to_contain_text("Logement · Terril")


def test_a_map_of_another_year_and_a_chart_of_other_territories_are_told(open_page: Open, page: Page) -> None:
    open_page("/logement?territoires=246200364")
    expect(page.locator(HEARD)).to_contain_text("Carte : ")
    page.get_by_label("Année précédente").first.click()
    expect(page.locator(HEARD)).to_contain_text("territoires connus")
    wait_ready(page)
    page.locator(".picker .open").click()
    page.get_by_role("option").first.wait_for()
    page.keyboard.type("arras")
    page.keyboard.press("Enter")
    expect(page.locator(HEARD)).to_contain_text("Graphique : ")


def test_a_view_moved_and_a_file_ready_are_told(open_page: Open, page: Page) -> None:
    open_page("/dossier")
    page.locator(".st-key-ready-2 button").click()
    page.locator('[class*="st-key-slide-"]').first.wait_for()
    wait_ready(page)
    page.locator('[class*="st-key-Descendre-0"] button').click()
    expect(page.locator(HEARD)).to_contain_text("Déplacement de la vue 1")
    wait_ready(page)
    page.locator(".st-key-make-xlsx button").click()
    expect(page.locator(HEARD)).to_contain_text("le fichier est prêt")


def test_a_territory_removed_is_told_while_its_list_is_closed(open_page: Open, page: Page) -> None:
    open_page("/dechets?territoires=246200364&territoires=200033579")
    page.get_by_role("button", name="Retirer Lens-Liévin").click()
    expect(page.locator(HEARD)).to_contain_text("Lens-Liévin est retiré.")


def test_a_view_added_and_taken_back_are_told_as_they_are_done(open_page: Open, page: Page) -> None:
    open_page("/dechets")
    button = page.locator(".st-key-add-trend-waste button")
    for said in ("Ajouté au dossier (1", "Retiré du dossier (0"):
        button.click()
        expect(page.locator(HEARD)).to_contain_text(said)
        wait_ready(page)


def test_what_is_done_with_a_whole_dossier_is_told(open_page: Open, page: Page) -> None:
    open_page("/dossier")
    page.locator(".st-key-ready-2 button").click()
    expect(page.locator(HEARD)).to_contain_text(re.compile(r"Ouverture de .*le dossier a \d+\svues"))
    for name, said in (
        ("undo", "Annulation (ouverture"),
        ("redo", "Rétablissement (ouverture"),
        ("empty", "Nouveau dossier"),
    ):
        wait_ready(page)
        page.locator(f".st-key-{name} button").first.click()
        expect(page.locator(HEARD)).to_contain_text(said)
