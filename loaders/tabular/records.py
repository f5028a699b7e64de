"""The rows of a delimited text or of a workbook, each with the line that it begins on in the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import openpyxl
from python_calamine import CalamineWorkbook

from loaders.tabular.encodings import ZIP, is_swollen
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


@dataclass(frozen=True)
class _Sheet:
    """A sheet whose rows are read each time that they are gone through, cells as they are written, blank where empty.

    Raises SourceFormatError where a row cannot be read.
    """

    file: str
    read: Callable[[], Iterable[Sequence[object]]]

    def __iter__(self) -> Iterator[Record]:
        try:
            for line, row in enumerate(self.read(), 1):
                yield Record(line, [_write_cell(value) for value in row])
        except Exception:  # a damaged workbook fails in any of several libraries, each with errors of its own
            raise _refuse_damaged(self.file) from None


def read_sheets(content: bytes, file: str, wanted: str | None) -> Mapping[str, Iterable[Record]]:
    """The rows of each sheet of a workbook (.xlsx, .xls or .ods), or of the one wanted, by title.

    Raises SourceFormatError for a workbook that cannot be opened, and for a sheet that it does not have.
    """
    try:
        sheets = _open_old(content, file) if not content.startswith(ZIP) or _is_ods(content) else _open(content, file)
    except SourceFormatError:
        raise
    except Exception:  # the same
        raise _refuse_damaged(file) from None
    if wanted is not None and wanted not in sheets:
        raise SourceFormatError(
            f"{file} : feuille « {wanted} » demandée ; feuilles trouvées : {join_some(list(sheets), 20)}."
        )
    return {title: sheet for title, sheet in sheets.items() if wanted in (None, title)}


def _open(content: bytes, file: str) -> dict[str, _Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        is_too_big = is_swollen(archive)
    if "xl/workbook.xml" not in names or is_too_big:
        found = "un classeur démesuré" if is_too_big else "une archive zip"
        raise SourceFormatError(
            f"{file} : un classeur est attendu, {found} trouvé. "
            "Ouvrez-le, enregistrez-le en XLSX ou en CSV, et relancez l’import."
        )
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return {sheet.title: _Sheet(file, partial(sheet.iter_rows, values_only=True)) for sheet in book.worksheets}


def _open_old(content: bytes, file: str) -> dict[str, _Sheet]:
    """An .xls or an .ods."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))

    def read(title: str) -> Iterable[Sequence[object]]:
        return book.get_sheet_by_name(title).to_python(skip_empty_area=False)

    return {title: _Sheet(file, partial(read, title)) for title in book.sheet_names}


def _is_ods(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "content.xml" in archive.namelist() and not is_swollen(archive)


def _refuse_damaged(file: str) -> SourceFormatError:
    return SourceFormatError(
        f"{file} : ce classeur ne peut pas être lu, il est abîmé ou incomplet. "
        "Ouvrez-le dans un tableur, enregistrez-le de nouveau en XLSX ou en CSV, et relancez l’import."
    )


def _write_cell(value: object) -> str:
    """A cell as text: a whole number without decimals, a date as AAAA-MM-JJ."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
