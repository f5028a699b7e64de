"""What is told to who does not see the page: what has changed, in one place; and what its tree says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.conftest import Open
from tests.proof import sample

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


# What a page says to who reads only its tree, from top to bottom: a part of it, by its address.
TOLD = {
    "/": """
        - heading "Pôle métropolitain de l'Artois" [level=1]
        - heading "Ce qu’il faut savoir" [level=2]
        - button "Préparer ma réunion"
        """,
    "/dechets": """
        - heading "Déchets ménagers et assimilés" [level=1]
        - list "Territoires choisis"
        - region "Chiffres principaux"
        """,
    "/logement": """
        - heading "Logement et renouvellement urbain" [level=1]
        - table
        """,
    "/controles": """
        - heading "Contrôles" [level=1]
        - region
        """,
    "/accessibilite": """
        - heading "Déclaration d’accessibilité" [level=1]
        - heading "État de conformité" [level=2]
        - heading "Résultats des tests" [level=2]
        - heading "Contenus non accessibles" [level=2]
        - heading "Établissement de cette déclaration" [level=2]
        - heading "Retour d’information et contact" [level=2]
        - heading "Voies de recours" [level=2]
        """,
}


@pytest.mark.parametrize("path", sample(list(TOLD), 3))
def test_the_tree_of_a_page_says_what_it_shows(open_page: Open, path: str) -> None:
    page = open_page(path)
    expect(page.get_by_role("main")).to_match_aria_snapshot(TOLD[path])
