"""Cells of a workbook as they show: a formula that fails as its error, a part of one as its percentage."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

# The reader of styles is slow: beyond these, percentages stay parts of one, which is said where all of them are.
MOST_CELLS_SHOWN = 1_000_000


def show_cells(rows: list[list[Any]], content: bytes, name: str) -> None:
    """Put « #REF! » and « 45 % » in the place of the cells that show so; `rows` are all those of a sheet."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        cells = [cell for row in book[name].iter_rows() for cell in row if cell.value is not None]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return
    for cell in cells:
        row, column = cell.row - 1, cell.column - 1
        if row >= len(rows) or column >= len(rows[row]):
            continue
        if cell.data_type == "e":
            rows[row][column] = str(cell.value)
        elif isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
            rows[row][column] = f"{cell.value * 100:.12g} %".replace(".", ",")
