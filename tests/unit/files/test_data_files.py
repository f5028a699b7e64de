"""Workbooks, contours and bundles, opened again by other software: same rows, same numbers, no formula."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from pages.files import bundle, workbook
from pages.files.bundle import write_bundle
from pages.files.geodata import write_geojson, write_geopackage, write_parquet
from pages.files.rows import write_content_csv
from pages.files.workbook import (
    DEFINITIONS,
    _number_format,
    name_sheets,
    write_content_workbook,
    write_rows_workbook,
    write_workbook,
)
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.words.version import MADE_BY
from tests.make_view import make_view

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
TREND = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE, HENIN))
MAP = make_view(kind="map", indicators=("housing.anah_amount",), year=2021)
PLANS = make_view(kind="plans", indicators=("subsidies.received_amount",))
WRONG = make_view(kind="trend", indicators=("waste.nothing",))


@pytest.fixture(scope="module")
def mapped() -> Content:
    """A map where most territories have no value."""
    return read_content(MAP)


def read_table(body: bytes, sheet: int = 0) -> pd.DataFrame:
    """The table of a sheet, under its head."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    page = book[book.sheetnames[sheet]]
    (table,) = page.tables.values()
    first = int("".join(c for c in table.ref.split(":")[0] if c.isdigit()))
    rows = list(page.iter_rows(min_row=first, values_only=True))
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_the_rows_of_a_workbook_are_those_of_the_view() -> None:
    table = read_table(write_content_workbook(read_content(TREND)))
    assert list(zip(table["Territoire"], table["Année"], table["Valeur"], table["Statut"], strict=True)) == [
        ("Lens-Liévin", 2020, 144037, "estimé"),
        ("Lens-Liévin", 2021, 156402, "publié"),
        ("Béthune-Bruay", 2022, 190110, "provisoire"),
    ]
    assert table["Code"].tolist() == [LENS, LENS, BETHUNE]


def test_numbers_are_numbers_and_the_head_is_frozen() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_content_workbook(read_content(TREND))))
    page = book[book.sheetnames[0]]
    values = [cell for row in page.iter_rows() for cell in row if cell.value == 156402]
    assert [(cell.data_type, cell.number_format) for cell in values] == [("n", "#,##0")]
    (table,) = page.tables.values()
    assert page.freeze_panes == f"A{int(table.ref[1:].split(':')[0]) + 1}"


def test_a_workbook_has_a_table_on_each_sheet_its_title_its_language_and_its_maker() -> None:
    body = write_content_workbook(read_content(TREND))
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert [list(sheet.tables) for sheet in book] == [["Tableau1"], ["Tableau2"]]
    assert (book.properties.title, book.properties.language) == ("DMA collectés", "fr-FR")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert f"<Application>{MADE_BY}</Application>" in archive.read("docProps/app.xml").decode()


def test_a_table_of_a_page_is_a_workbook_with_its_head_and_codes_as_text() -> None:
    rows = pd.DataFrame({"Code": ["01304"], "Valeur": [12.5]})
    body = write_rows_workbook(rows, "Densité", {"Source": "INSEE"})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(body)).worksheets
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[0][0] == "Densité" and cells[1] == ("Source", "INSEE")
    assert cells[-2:] == [("Code", "Valeur"), ("01304", 12.5)]


def test_the_csv_of_a_view_has_its_stamp_and_its_rows() -> None:
    content = read_content(TREND)
    lines = write_content_csv(content).decode("utf-8-sig").splitlines()
    start = lines.index("")
    assert any(line.startswith('"Source";"') for line in lines[:start])
    assert len(lines) - start - 2 == len(content.rows)
    assert lines[start + 2].startswith('"SIREN 246200364"')


def test_the_files_of_france_have_the_communes_that_the_page_shows() -> None:
    content = read_content(make_view(kind="france", measure="km2"))
    small = replace(content, rows=content.rows[content.rows["territory"].isin(["01304", "2A004", "97411"])])
    said = json.loads(write_geojson(small))
    assert sorted(f["properties"]["code"] for f in said["features"]) == ["01304", "2A004", "97411"]
    assert all(f["geometry"] for f in said["features"])


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([("=1+1", read_content(TREND))], title="T")[0]))
    cell = book[book.sheetnames[0]]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_definitions_and_sources_come_last() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_content_workbook(read_content(TREND))))
    assert book.sheetnames[-1] == DEFINITIONS
    said = [row[0] for row in book[DEFINITIONS].iter_rows(values_only=True)]
    assert said.count("Indicateur") == 1
    assert said.count("Source") >= 2


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names = name_sheets(["a/b:c*?[d]", "x" * 60, "X" * 60, "", DEFINITIONS])
    assert len({name.lower() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_financing_plans_are_written_whole() -> None:
    content = read_content(PLANS)
    table = read_table(write_content_workbook(content))
    assert table["Montant (€)"].sum() == pytest.approx(content.rows["montant"].sum())
    assert len(table) == len(content.rows)


@pytest.mark.parametrize("form", ["geojson", "gpkg", "parquet"])
def test_the_layer_of_a_map_has_every_territory_and_says_who_is_missing(
    form: str, mapped: Content, tmp_path: Path
) -> None:
    write = {"geojson": write_geojson, "gpkg": write_geopackage, "parquet": write_parquet}[form]
    path = tmp_path / f"map.{form}"
    path.write_bytes(write(mapped))
    layer = gpd.read_parquet(path) if form == "parquet" else gpd.read_file(path)
    assert len(layer) == 20
    assert layer.geometry.is_valid.all()
    values = layer.set_index("code")["value"]
    assert values[LENS] == 3_800_000
    assert set(layer.loc[layer["value"].isna(), "status"]) == {"sans donnée"}


def test_geojson_bears_its_stamp_and_no_projection(mapped: Content) -> None:
    body = json.loads(write_geojson(mapped, base="https://terril.example"))
    assert "crs" not in body
    assert body["metadata"]["Adresse de la vue"].startswith("https://terril.example/logement?")


def test_a_bundle_is_a_valid_data_package_with_the_rows_of_each_view(tmp_path: Path) -> None:
    dossier = Dossier(title="Déchets & logement", slides=tuple(Slide(view=v) for v in (TREND, MAP, PLANS, WRONG)))
    body, faults = write_bundle(dossier)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        archive.extractall(tmp_path)
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    counts = [len(pd.read_csv(tmp_path / str(resource.path))) for resource in package.resources]
    assert counts == [len(read_content(view).rows) for view in (TREND, MAP, PLANS)]
    assert len(faults) == 1
    assert faults[0] in (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert (tmp_path / "dossier.json").exists()


def test_codes_of_a_bundle_stay_text() -> None:
    body, _ = write_bundle(Dossier(title="T", slides=(Slide(view=TREND),)))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    fields = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert (fields["territory"], fields["year"], fields["value"]) == ("string", "integer", "number")


def test_a_view_that_cannot_be_written_is_named_and_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(bundle, "write_geojson", fail)
    body, faults = write_bundle(Dossier(title="T", slides=(Slide(view=MAP), Slide(view=TREND))))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert [name for name in archive.namelist() if name.startswith("data/")] == ["data/02-dma-collectes.csv"]
        assert faults[0] in archive.read("README.txt").decode()


@pytest.mark.parametrize(
    ("column", "decimals", "value", "form"),
    [
        ("Année", 0, 2021, "0"),
        ("Valeur", 2, 7.0, "#,##0.00"),
        ("Valeur", 0, 12.5, "#,##0.0"),
        ("Valeur", 0, 12.001, "#,##0.00"),
        ("Montant (€)", 0, 12.0, "#,##0"),
        ("Valeur", 0, 0.004, "#,##0.000"),
    ],
)
def test_a_number_has_the_decimals_of_the_view_and_no_bare_comma(
    column: str, decimals: int, value: float, form: str
) -> None:
    assert _number_format(column, decimals, value) == form


def test_a_sheet_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    real = workbook.list_rows

    def fail_for_maps(content: Content) -> pd.DataFrame:
        if content.view.kind == "map":
            raise RuntimeError("broken")
        return real(content)

    monkeypatch.setattr(workbook, "list_rows", fail_for_maps)
    body, faults = write_workbook([("1 carte", read_content(MAP)), ("2 courbe", read_content(TREND))], title="T")
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames == ["2 courbe", workbook.DEFINITIONS]
    assert len(faults) == 1 and "1 carte" in faults[0]
