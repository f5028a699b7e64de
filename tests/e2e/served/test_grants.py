"""The data officer brings in a list of grants in a browser: seen, published, read on the pages, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import wait_ready
from tests.e2e.served.officer import enter, look
from tests.proof import IS_PROOF
from tests.service.grant_lists import TO_LENS, write_list

AUTHOR, LONG = "Service finances", 120_000
SEEN = "Commune synthétique"
pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def read(page: Page, address: str) -> str:
    page.goto(address)
    wait_ready(page)
    return page.inner_text(".stMain").replace("\u202f", " ").replace("\u00a0", " ")


def test_a_list_is_dropped_seen_published_read_among_the_grants_and_withdrawn(
    page: Page, house: str, tmp_path: Path
) -> None:
    path = tmp_path / "subventions.csv"
    path.write_bytes(write_list({}, TO_LENS | {"montant": "9 876 543,50 €"}, {"montant": "-1"}, delimiter=";"))
    page.goto(f"{house}/importer")
    wait_ready(page)
    enter(page, AUTHOR)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Publier sans les lignes en erreur").wait_for(timeout=LONG)
    expect(page.get_by_text("Subventions\u00a0: 2 nouvelles.")).to_be_visible()
    expect(page.get_by_text("un montant positif ou nul est attendu")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Publier sans les lignes en erreur").click()
    page.get_by_text("Publié : ").wait_for(timeout=LONG)
    look(page)
    theme, file, source = page.locator(".t-ways a").evaluate_all("links => links.map((one) => one.href)")

    page.goto(f"{theme}?territoires=246200364&annees=2020-2024")
    wait_ready(page)
    expect(page.locator(".stMain")).to_contain_text(SEEN)
    expect(page.locator(".stMain")).to_contain_text("9\u202f876\u202f54")
    expect(page.locator(".stMain")).to_contain_text(f"fourni par {AUTHOR}")
    assert SEEN in page.request.get(file).text()
    assert SEEN in page.request.get(f"{house}/api/v1/grants.json").text()
    assert "Ses 2 subventions" in read(page, source)

    page.goto(f"{house}/importer")
    wait_ready(page)
    enter(page, AUTHOR)
    expect(page.locator(".t-publication")).to_contain_text("2\u00a0subventions")
    page.locator('[class*="st-key-withdraw-"] button').click()
    expect(page.get_by_text("Ses subventions quittent toutes les pages.")).to_be_visible()
    page.get_by_role("button", name="Oui, retirer").click()
    page.get_by_text("Retrait : c’est fait.").wait_for(timeout=LONG)
    assert SEEN not in page.request.get(file).text()
    page.goto(f"{theme}?territoires=246200364&annees=2020-2024")
    expect(page.get_by_text("Subventions à des bénéficiaires nommés").first).to_be_visible()
    expect(page.locator(".stMain")).to_contain_text("Maisons & Cités : ")
    assert SEEN not in page.inner_text(".stMain")
