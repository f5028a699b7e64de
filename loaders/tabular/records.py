"""The rows of a delimited text or of a workbook, each with the line that it begins on in the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl

from loaders.tabular.encodings import is_trap
from loaders.tabular.faults import SourceFormatError, join_some

SEPARATORS = (";", ",", "\t", "|")
# A cell of more lines than this is a quote that was never closed.
MOST_LINES = 200


class Record(NamedTuple):
    """A row: the line of the file that it begins on, from 1, and its cells as text."""

    line: int
    cells: list[str]


def split_text(text: str, separator: str, file: str) -> Iterator[Record]:
    """The rows of a text, blank ones too. Raises SourceFormatError for a quote that is opened and never closed."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or reader.line_num - before > MOST_LINES:
            raise SourceFormatError(
                f"{file}, ligne {before + 1} : un guillemet y est ouvert et n’est pas refermé dans les {MOST_LINES} "
                "lignes qui suivent. Refermez-le et relancez l’import."
            )
        yield Record(before + 1, cells)
        before = reader.line_num


def read_sheets(path: Path, wanted: str | None) -> dict[str, list[Record]]:
    """The rows of each sheet of a workbook, or of the one wanted, cells as they are written, blank where empty.

    Raises SourceFormatError for a workbook that cannot be opened, and for a sheet that it does not have.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            sizes = [(entry.file_size, entry.compress_size) for entry in archive.infolist()]
            is_too_big = is_trap(sum(size for size, _ in sizes), sum(compressed for _, compressed in sizes))
        if "xl/workbook.xml" not in names or is_too_big:
            found = "un classeur démesuré" if is_too_big else _name_archive(names)
            raise SourceFormatError(
                f"{path.name} : un classeur XLSX est attendu, {found} trouvé. "
                "Ouvrez-le, enregistrez-le en XLSX ou en CSV, et relancez l’import."
            )
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        titles = [sheet.title for sheet in book.worksheets]
        if wanted is not None and wanted not in titles:
            raise SourceFormatError(
                f"{path.name} : feuille « {wanted} » demandée ; feuilles trouvées : {join_some(titles, 20)}."
            )
        return {
            sheet.title: [
                Record(line, [_write_cell(value) for value in row])
                for line, row in enumerate(sheet.iter_rows(values_only=True), 1)
            ]
            for sheet in book.worksheets
            if wanted in (None, sheet.title)
        }
    except SourceFormatError:
        raise
    except OSError:
        raise
    except Exception:  # a damaged workbook fails in any of three libraries, each with errors of its own
        raise SourceFormatError(
            f"{path.name} : ce classeur ne peut pas être lu, il est abîmé ou incomplet. "
            "Ouvrez-le dans un tableur, enregistrez-le de nouveau en XLSX ou en CSV, et relancez l’import."
        ) from None


def _name_archive(names: set[str]) -> str:
    return "un classeur ODS" if "content.xml" in names else "une archive zip"


def _write_cell(value: object) -> str:
    """A cell as text: a whole number without decimals, a date as AAAA-MM-JJ."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
