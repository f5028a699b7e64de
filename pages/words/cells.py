"""Cells that no spreadsheet runs, and numbers with their decimal mark."""

from __future__ import annotations

import numpy as np
import pandas as pd

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
