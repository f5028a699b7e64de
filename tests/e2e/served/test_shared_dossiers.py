"""A dossier of the service in two browsers at once: shared, opened by its address, changed by both, nothing lost."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import wait_ready
from tests.e2e.served.officer import enter, look, press
from tests.proof import IS_PROOF

pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def come_in(page: Page, name: str) -> None:
    page.get_by_text("Dossiers du service").click()
    enter(page, name)
    page.get_by_text("Vous publiez sous le nom").wait_for()
    wait_ready(page)


def rename(page: Page, title: str) -> None:
    field = page.get_by_role("textbox", name="Titre du dossier")
    field.fill(title)
    field.press("Enter")
    page.wait_for_url("**partage=*.1*")
    wait_ready(page)


def test_two_officers_change_one_dossier_and_nothing_is_lost(browser: Browser, page: Page, house: str) -> None:
    page.goto(f"{house}/dossier")
    wait_ready(page)
    page.locator(".st-key-ready-0 button").click()
    page.get_by_role("textbox", name="Titre du dossier").wait_for()
    come_in(page, "Anne")
    press(page, "shared-new", then="version 1")
    page.wait_for_url("**partage=*")
    key = parse_qs(urlsplit(page.url).query)["partage"][0]
    look(page)

    other = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR").new_page()
    other.goto(f"{house}/dossier?partage={key}")
    wait_ready(other)
    expect(other.get_by_text("enregistrée par Anne le").first).to_be_visible()
    expect(other.get_by_role("textbox", name="Titre du dossier")).to_have_value("Les déchets de l’année")
    come_in(other, "Paul")
    rename(other, "Celui de Paul")
    press(other, "shared-save", then="version 2")

    rename(page, "Celui d’Anne")
    press(page, "shared-save", then="Rien n’est perdu")
    expect(page.get_by_text("Paul a enregistré la version 2").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Titre du dossier")).to_have_value("Celui d’Anne (copie par Anne)")
    for title in ("Celui de Paul", "Celui d’Anne (copie par Anne)"):
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    look(page)

    press(page, f"delete-{key}", then="Oui, supprimer")
    press(page, f"sure-{key}", then="Supprimés, gardés avec toutes leurs versions")
    press(page, f"back-{key}", then="est remis, à la même adresse")
    other.goto(f"{house}/dossier?partage={key}")
    wait_ready(other)
    expect(other.get_by_role("textbox", name="Titre du dossier")).to_have_value("Celui de Paul")
    other.context.close()
