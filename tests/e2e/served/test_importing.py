"""The data officer in a browser: from the password and the template to the map and a slide, and all of it undone."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from loaders.catalog import load_catalog
from tests.browser import wait_ready
from tests.e2e.served.officer import enter, look, take_slides
from tests.proof import IS_PROOF

AUTHOR = "Service habitat"
LABEL = load_catalog().indicators["waste.collected"].label
LONG = 120_000
pytestmark = pytest.mark.skipif(not IS_PROOF, reason="un serveur et des tables de plus : dans make proof")


def read_figures(page: Page, address: str) -> str:
    """What the page of an indicator says, in plain spaces."""
    page.goto(address)
    wait_ready(page)
    return page.inner_text(".stMain").replace("\u202f", " ").replace("\u00a0", " ")


def test_the_officer_goes_from_the_template_to_the_map_and_a_slide_and_undoes_it(
    page: Page, house: str, tmp_path: Path
) -> None:
    page.goto(f"{house}/importer")
    wait_ready(page)
    look(page)
    enter(page, AUTHOR)
    page.get_by_text("Télécharger un modèle à remplir").click()
    page.locator(".st-key-template-indicators input").fill(LABEL)
    page.get_by_role("option", name=f"Déchets · {LABEL} (t)", exact=True).click()
    page.locator("h1").click()
    expect(page.get_by_text("4\u00a0cases à remplir")).to_be_visible()
    look(page)
    with page.expect_download() as waited:
        page.get_by_role("button", name="Modèle XLSX").click()
    filled = tmp_path / "suivi.xlsx"
    _fill(Path(waited.value.path()).read_bytes(), filled)

    page.locator("input[type=file]").set_input_files(filled)
    page.get_by_role("button", name="Publier", exact=True).wait_for()
    expect(page.get_by_text("Valeurs\u00a0: 3 nouvelles.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Publier", exact=True).click()
    page.get_by_text("Publié : ").wait_for(timeout=LONG)
    look(page)
    ways = page.locator(".t-ways a").evaluate_all("links => links.map((one) => one.href)")
    carte, course, origin, source = ways

    page.goto(carte)
    wait_ready(page)
    expect(page.locator(".stMain")).to_contain_text("154\u202f321")
    assert "154 321" in read_figures(page, course)
    page.goto(origin)
    expect(page.locator("dialog.t-panel[open]")).to_contain_text(f"fourni par {AUTHOR}")
    expect(page.locator("dialog.t-panel[open]")).to_contain_text("suivi.xlsx")
    assert f"fourni par {AUTHOR}" in read_figures(page, source)
    assert "154 321" in _take_slides(page, course)

    page.goto(f"{house}/importer")
    wait_ready(page)
    enter(page, AUTHOR)
    page.locator('[class*="st-key-withdraw-"] button').click()
    page.get_by_role("button", name="Oui, retirer").click()
    page.get_by_text("Retrait : c’est fait.").wait_for(timeout=LONG)
    expect(page.locator(".t-publication .badge")).to_have_text("retirée")
    look(page)
    assert "154 321" not in read_figures(page, course)


def _fill(template: bytes, place: Path) -> None:
    """Fill three rows of a template, and leave the last one empty."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
    names = {cell.value: cell.column for row in sheet.iter_rows(max_row=10) for cell in row if cell.value}
    first = next(cell.row for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == "Valeur")
    for row, value in zip(range(first + 1, first + 4), (271828, 154321, 117541), strict=True):
        sheet.cell(row, names["Valeur"], value)
    book.save(place)


def _take_slides(page: Page, address: str) -> str:
    """Put the course of the indicator in the dossier and take it away as slides; all their words."""
    page.goto(address)
    wait_ready(page)
    words = []
    for slide in take_slides(page, patience=LONG).slides:
        for shape in slide.shapes:
            words.append(shape.text_frame.text if shape.has_text_frame else "")
            if shape.has_chart:
                words += [str(value) for plot in shape.chart.plots for each in plot.series for value in each.values]
    return " ".join(words).replace("154321.0", "154 321").replace("\u202f", " ")
