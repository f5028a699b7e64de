"""A meeting prepared in the browser: a view added where it is seen, edited, taken away, sent by its address."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Download, Page, expect
from pptx import Presentation

from tests.browser import wait_ready
from tests.e2e.conftest import Open


def test_a_view_goes_from_its_page_to_the_dossier_and_to_a_file(open_page: Open, page: Page) -> None:
    open_page("/dechets")
    page.locator(".st-key-add-trend-waste button").click()
    expect(page.get_by_text("Ajouté au dossier (1\u00a0vue).")).to_be_visible()
    page.get_by_role("link", name="Dossier (1)").click()
    title = page.get_by_label("Titre", exact=True)
    expect(title).to_be_visible()
    wait_ready(page)

    title.fill("Nos déchets")
    title.press("Tab")
    expect(page.get_by_label("Section")).to_be_focused()
    wait_ready(page)
    expect(page.get_by_label("Section")).to_be_focused()
    # Looked for anew each time: what was typed comes once more after a pause, and the picture is another element then.
    page.wait_for_function(
        """() => {
          const preview = document.querySelector('img.t-preview');
          preview?.scrollIntoView();
          return preview?.naturalWidth > 0;
        }"""
    )

    downloads: list[Download] = []
    page.on("download", lambda found: downloads.append(found))
    with page.expect_download() as given:
        page.locator(".st-key-make-xlsx button").click()
    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(BytesIO(given.value.path().read_bytes()))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert 156402 in cells
    page.get_by_role("link", name="Comparer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparer")
    page.get_by_role("link", name="Dossier (1)").click()
    expect(page.get_by_text("Télécharger à nouveau")).to_be_visible()
    wait_ready(page)
    assert len(downloads) == 1

    sent = page.url
    page.locator(".st-key-empty button").click()
    expect(page.get_by_text("Ce dossier est vide.")).to_be_visible()
    page.goto("about:blank")
    page.goto(sent)
    expect(page.get_by_label("Titre", exact=True)).to_have_value("Nos déchets")


def test_a_file_is_opened_and_a_broken_one_changes_nothing(open_page: Open, page: Page, tmp_path: Path) -> None:
    open_page("/dossier")
    page.locator(".st-key-ready-2 button").click()
    expect(page.get_by_label("Titre", exact=True)).to_have_count(4)
    broken = tmp_path / "coupe.json"
    broken.write_text('{"format": "terril-dossier", "version": 1, "slides": [{"view"')
    page.get_by_role("button", name="Ouvrir un autre dossier").click()
    page.locator("input[type=file]").first.set_input_files(broken)
    expect(page.get_by_text("Rien n’a été changé.")).to_be_visible()
    expect(page.get_by_label("Titre", exact=True)).to_have_count(4)


def test_five_slides_of_a_theme_are_made_in_four_clicks(open_page: Open, page: Page) -> None:
    open_page("/")
    page.get_by_role("link", name="Logement", exact=True).first.click()
    page.locator(".st-key-page-to-dossier button").click()
    page.get_by_role("link", name="Dossier (5)").click()
    with page.expect_download() as given:
        page.locator(".st-key-make-pptx button").click()
    slides = Presentation(str(given.value.path())).slides
    assert len(slides) == 1 + 5 + 1, "a title, the views, the sources"
