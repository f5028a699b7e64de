"""Small files in the forms of publishers: every name and number in them is invented."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd

from loaders.territories.area import Area

AREA = Area(("62",), {"62": "R32", "59": "R32"}, frozenset({"Hauts-de-France"}))
SEATS = {"256200999": "62"}


def value_of(figures: pd.DataFrame, indicator: str, territory: str, year: int, scope: str = "") -> float:
    """The one value of a key; fails where there are none or several."""
    key = figures["indicator"].eq(indicator) & figures["territory"].eq(territory) & figures["year"].eq(year)
    return figures.loc[key & figures["scope"].eq(scope), "value"].item()


def write(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(content, encoding=encoding, newline="")
    return path


def members_of(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["epci", "departement", "commune", "siren"])


def hash_files(folder: Path) -> dict[str, str]:
    """The hash of every file of the data below a folder, without what imports have kept of it."""
    files = [path for path in folder.rglob("*") if path.is_file() and "before" not in path.relative_to(folder).parts]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def make_book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook (.xlsx) of sheets of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def make_zip(**files: bytes) -> bytes:
    """A zip of files; « a_xlsx » is a.xlsx."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(".".join(name.rsplit("_", 1)), content)
    return made.getvalue()
