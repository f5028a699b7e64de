"""One version: that of pyproject.toml, on the page Méthode and in every file made, for readers and for programs."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pypdf
import pytest
from pptx import Presentation

from loaders.catalog import ROOT
from pages.draw.picture import draw_picture
from pages.files.bundle import write_bundle
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.files.geodata import write_geojson, write_geopackage, write_parquet
from pages.files.pdf.dossier import write_pdf, write_portrait
from pages.files.presentation.build import build_presentation
from pages.files.slides.slides import write_pptx
from pages.files.workbook import write_content_workbook
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.stamp import make_stamp
from pages.words.version import MADE_BY, VERSION
from tests.app.opening import open_page
from tests.make_view import make_view
from tests.presented import BASE, HOUSING, LENS, make, trend

TODAY = dt.date(2026, 3, 9)


@pytest.fixture(scope="module")
def shown() -> Content:
    return read_content(trend())


@pytest.fixture(scope="module")
def mapped() -> Content:
    return read_content(make_view(kind="map", indicators=HOUSING, year=2019))


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert f"Terril {VERSION}" == MADE_BY


def test_the_licence_is_named_and_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    (file,) = project["license-files"]
    assert (ROOT / file).read_text(encoding="utf-8").startswith("MIT License\n")


def test_the_changes_begin_with_this_version() -> None:
    found = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found[0] == VERSION


def test_the_page_of_the_method_says_it() -> None:
    said = [caption.value for caption in open_page("method").caption]
    assert any(one.startswith(f"{MADE_BY}, logiciel libre sous licence MIT.") for one in said)


def test_the_stamp_says_it_after_the_date(shown: Content) -> None:
    stamp = make_stamp(shown, today=TODAY)
    assert list(stamp.items())[-3:-1] == [("Date du fichier", "09/03/2026"), ("Fait par", MADE_BY)]


def test_a_french_csv_says_it_in_its_head_and_a_tidy_one_has_its_columns_alone() -> None:
    frame = pd.DataFrame({"code": ["01004"]})
    lines = write_french_csv(frame, {}, today=TODAY).decode("utf-8-sig").splitlines()
    assert lines[:3] == ['"Date du fichier";"09/03/2026"', f'"Fait par";"{MADE_BY}"', ""]
    assert write_tidy_csv(frame) == b'"code"\n"01004"\n'


def test_a_workbook_says_it_on_each_sheet_and_in_its_properties(shown: Content) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_content_workbook(shown)))
    assert book.properties.creator == MADE_BY
    assert ("Fait par", MADE_BY) in [row[:2] for row in book.worksheets[0].iter_rows(max_row=12, values_only=True)]


def test_slides_say_it_in_their_notes_and_properties() -> None:
    body, faults = write_pptx(make(trend()))
    deck = Presentation(io.BytesIO(body))
    assert not faults
    assert (deck.core_properties.author, deck.core_properties.last_modified_by) == (MADE_BY, MADE_BY)
    assert f"Fait par : {MADE_BY}" in deck.slides[1].notes_slide.notes_text_frame.text.splitlines()


@pytest.mark.parametrize("write", [lambda: write_pdf(make(trend()))[0], lambda: write_portrait(LENS)])
def test_a_pdf_says_it_in_its_words_and_properties(write: Callable[[], bytes]) -> None:
    read = pypdf.PdfReader(io.BytesIO(write()))
    assert read.metadata is not None
    assert read.metadata.author == MADE_BY
    assert re.search(rf"Fait par\s+{MADE_BY}", "\n".join(page.extract_text() for page in read.pages))


def test_pictures_say_it_under_the_drawing_and_in_their_metadata(shown: Content) -> None:
    drawn = draw_picture(shown, form="svg").decode()
    assert f", fait par {MADE_BY} ·" in drawn
    assert f"<desc>{MADE_BY}</desc>" in drawn
    assert b"tEXtSoftware\0" + MADE_BY.encode() in draw_picture(shown, form="png", dpi=40)


def test_data_files_say_it_among_their_metadata(mapped: Content, shown: Content, tmp_path: Path) -> None:
    assert json.loads(write_geojson(mapped))["metadata"]["Fait par"] == MADE_BY
    (tmp_path / "map.gpkg").write_bytes(write_geopackage(mapped))
    described = pyogrio.read_info(tmp_path / "map.gpkg")["layer_metadata"]["DESCRIPTION"]
    assert f"| Fait par : {MADE_BY} |" in described
    for content in (mapped, shown):
        attrs = pd.read_parquet(io.BytesIO(write_parquet(content, base=BASE))).attrs
        assert attrs == make_stamp(content, base=BASE)


def test_a_bundle_says_it_in_its_readme_and_its_data_package() -> None:
    body, _ = write_bundle(make(trend()))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        said, package = archive.read("README.txt").decode(), json.loads(archive.read("datapackage.json"))
    assert f"Données d’un dossier, faites par {MADE_BY}." in said
    assert f"  Fait par : {MADE_BY}" in said.splitlines()
    assert package["contributors"] == [{"title": MADE_BY, "role": "wrangler"}]


def test_a_presentation_says_what_made_it() -> None:
    page = build_presentation(make(trend()), is_file=True, base="").decode()
    assert f'<meta name="generator" content="{MADE_BY}">' in page
