"""Files that a reader takes away: CSV as French offices open it, and tidy CSV for machines; exactly the rows shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def quote_text(cell: object) -> str:
    """A text cell, quoted, that no spreadsheet runs: an apostrophe stands before what would begin a formula.

    Quotes tell readers that heed them (LibreOffice, R, pandas) that a code is text, leading zeros and all.
    """
    text = "" if cell is None or (not isinstance(cell, str) and pd.isna(cell)) else str(cell)
    safe = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return '"' + safe.replace('"', '""') + '"' if safe else ""


def write_number(value: float, mark: str) -> str:
    """A number with its decimal mark and no separator of thousands; nothing where it is missing."""
    if pd.isna(value):
        return ""
    return np.format_float_positional(round(float(value), 8), trim="-").replace(".", mark)


def _write_rows(frame: pd.DataFrame, *, delimiter: str, mark: str, end: str) -> str:
    numeric = [is_numeric_dtype(dtype) and not is_bool_dtype(dtype) for dtype in frame.dtypes]
    lines = [delimiter.join(quote_text(name) for name in frame.columns)]
    lines += [
        delimiter.join(
            write_number(v, mark) if is_number else quote_text(v) for v, is_number in zip(row, numeric, strict=True)
        )
        for row in frame.itertuples(index=False)
    ]
    return "".join(line + end for line in lines)


def write_french_csv(frame: pd.DataFrame, header: Mapping[str, str], *, today: dt.date | None = None) -> bytes:
    """`;`, decimal comma, UTF-8 with BOM; a line for each entry of `header` and the date, a blank line, the table."""
    stamp = {**header, "Date du fichier": (today or dt.date.today()).strftime("%d/%m/%Y")}
    lines = "".join(f"{quote_text(name)};{quote_text(value)}\r\n" for name, value in stamp.items())
    return (lines + "\r\n" + _write_rows(frame, delimiter=";", mark=",", end="\r\n")).encode("utf-8-sig")


def write_tidy_csv(frame: pd.DataFrame) -> bytes:
    """`,`, decimal point, UTF-8, one header line of column names."""
    return _write_rows(frame, delimiter=",", mark=".", end="\n").encode()
