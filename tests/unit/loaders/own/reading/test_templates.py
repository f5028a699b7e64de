"""A template that is filled comes back as it was filled; an empty one gives nothing, and nothing wrong."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl

from loaders.catalog import load_catalog
from loaders.own.reading.reader import understand
from loaders.own.reading.templates import make_renovation_template, make_template, make_template_csv
from loaders.own.reading.understood import Understanding

TODAY = dt.date(2026, 11, 26)
ASKED = (["waste.collected", "housing.started"], ["62498", "246200364"], [2024, 2025])


def _fill(content: bytes, cells: dict[str, object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book["Données"][place] = value
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def _read(content: bytes) -> Understanding:
    return understand(content, "modele.xlsx", load_catalog(), today=TODAY)


def test_an_empty_template_has_no_figure_and_no_error() -> None:
    for content in (make_template(load_catalog(), *ASKED), make_template_csv(load_catalog(), *ASKED)):
        found = _read(content)
        assert found.figures.empty and not found.errors and [one.kind for one in found.findings] == ["blank"]


def test_a_filled_workbook_comes_back_with_its_codes_values_statuses_and_notes() -> None:
    cells = {"E2": 1234.5, "E3": "nd", "E4": "1 000 t", "G4": "provisoire", "I4": "relevé de mars", "E9": 0}
    found = _read(_fill(make_template(load_catalog(), *ASKED), cells))
    columns = ["indicator", "territory", "year", "value", "status", "note", "lines"]
    assert found.figures[columns].to_numpy().tolist() == [
        ["waste.collected", "62498", "2024", "1234.5", "normal", "", "2"],
        ["waste.collected", "62498", "2025", "", "missing", "", "3"],
        ["waste.collected", "246200364", "2024", "1000", "provisional", "relevé de mars", "4"],
        ["housing.started", "246200364", "2025", "0", "normal", "", "9"],
    ]
    assert not found.errors


def test_a_filled_csv_comes_back() -> None:
    content = make_template_csv(load_catalog(), *ASKED).decode("utf-8-sig").replace("collectés;;t", "collectés;12,5;t")
    figures = _read(content.encode("cp1252")).figures
    assert set(zip(figures["territory"], figures["year"], figures["value"], strict=True)) == {
        ("62498", "2024", "12.5"), ("62498", "2025", "12.5"), ("246200364", "2024", "12.5"), ("246200364", "2025",
            "12.5"),
    }  # fmt: skip


def test_the_follow_up_of_renovation_keeps_schemes_and_stages_apart() -> None:
    template = make_renovation_template(load_catalog(), ["246200364"], [2024, 2025])
    assert _read(template).figures.empty
    found = _read(
        _fill(template, {"D2": "OPAH-RU", "E2": "payés", "F2": 12, "G2": 10, "H2": "25 k€", "D3": "SPR", "F3": 3})
    )
    columns = ["indicator", "year", "scope", "value", "unit"]
    assert found.figures[columns].to_numpy().tolist() == [
        ["housing.aid_files", "2024", "OPAH-RU, payés", "12", "files"],
        ["housing.aid_files", "2025", "SPR", "3", "files"],
        ["housing.renovated_dwellings", "2024", "OPAH-RU, payés", "10", "dwellings"],
        ["housing.local_aid_amount", "2024", "OPAH-RU, payés", "25000", "EUR"],
    ]
    assert not found.errors
