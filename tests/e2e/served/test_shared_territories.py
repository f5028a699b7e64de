"""A territory that an officer saves for the service is opened elsewhere by another reader, who may change nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import wait_ready
from tests.e2e.choosing.test_composing import open_dialog, write_members
from tests.e2e.choosing.test_picker import expect_address, expect_chosen, open_panel
from tests.e2e.served.officer import enter, look, press
from tests.proof import IS_PROOF

HENIN, LENS, ARRAS = "246200299", "246200364", "200033579"
# Sitadel, 2021: 618 dwellings started in Hénin-Carvin and 857 in Lens-Liévin; of both, 1 475.
STARTED = "1\u202f475\u00a0logements"
DWELLINGS = "indicateur=housing.started&annees=2013-2021&annee=2021&niveau=epci"
DIALOG = '[role="dialog"]'
pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def write_name(page: Page, name: str) -> None:
    field = page.get_by_role("textbox", name="Nom (facultatif)")
    field.fill(name)
    field.press("Tab")
    wait_ready(page)


def test_what_an_officer_saves_another_reader_opens_and_follows(browser: Browser, page: Page, house: str) -> None:
    page.goto(f"{house}/logement?territoires={LENS}&{DWELLINGS}")
    wait_ready(page)
    write_members(page, open_dialog(page), "Lens-Liévin\n246 200 299", said="2 EPCI, 367 806 habitants en 2023")
    page.locator('[role="dialog"]').get_by_text("Enregistrer pour le service").click()
    enter(page, "Anne")
    page.get_by_text("Vous publiez sous le nom").wait_for()
    wait_ready(page)
    expect(page.locator('[role="dialog"] .st-key-service-new button')).to_be_disabled()
    write_name(page, "Gohelle")
    press(page, "service-new", then="Son adresse est dans la liste", within=DIALOG)
    look(page)
    link = page.locator('[role="dialog"]').get_by_role("link", name="Gohelle", exact=True)
    short = str(link.get_attribute("href"))

    elsewhere = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    reader = elsewhere.new_page()
    reader.set_default_timeout(60_000)
    reader.goto(f"{house}{urlsplit(short).path}?{urlsplit(short).query}")
    wait_ready(reader)
    expect(reader.locator(".stMain h1")).to_contain_text("Gohelle")
    expect(reader.locator(".stMain")).to_contain_text("enregistrée par Anne le")
    reader.goto(f"{house}/logement?territoires={LENS}&{DWELLINGS}")
    wait_ready(reader)
    open_dialog(reader)
    expect(reader.get_by_role("dialog")).to_contain_text("version 1, enregistrée par Anne le")
    for name in ("Versions", "Supprimer", "Enregistrer «"):
        assert reader.get_by_role("dialog").get_by_role("button", name=name).count() == 0
    reader.get_by_role("dialog").get_by_role("button", name="Reprendre").click()
    expect(reader.get_by_role("textbox", name="Membres")).to_have_value(f"Hénin-Carvin · {HENIN}\nLens-Liévin · {LENS}")
    reader.get_by_role("button", name="Le montrer seul").click()
    wait_ready(reader)
    expect(reader.locator(".t-ranking .chosen")).to_contain_text(STARTED)

    # The choice of territories has it beside communes and EPCIs, found by its name or by a member.
    reader.goto(f"{house}/logement?territoires={ARRAS}&{DWELLINGS}")
    wait_ready(reader)
    open_panel(reader)
    expect(reader.locator(".picker .head", has_text="Territoires du service")).to_be_visible()
    reader.get_by_role("combobox", name="Chercher un territoire").fill("gohelle")
    expect(reader.locator(".picker [role=option]", has_text="2\u00a0EPCI · par Anne")).to_be_visible()
    reader.get_by_role("option", name="Gohelle 2").click()
    expect_chosen(reader, "Arras", "Gohelle")
    expect_address(reader, ARRAS, f"compose.{HENIN}.{LENS}.Gohelle")
    reader.keyboard.press("Escape")

    # Its short address leads to what it becomes.
    write_members(page, page.get_by_role("textbox", name="Membres"), f"{LENS}\n{ARRAS}\n{HENIN}", said="3 EPCI")
    press(page, "service-save", then="version 2", within=DIALOG)
    reader.goto(f"{house}{urlsplit(short).path}?{urlsplit(short).query}")
    wait_ready(reader)
    expect(reader.locator(".stMain h1")).to_contain_text("Gohelle")
    expect(reader.locator(".stMain")).to_contain_text("version 2, enregistrée par Anne le")
    expect(reader.locator(".stMain")).to_contain_text("3 EPCI")
    elsewhere.close()
