"""Cells that no spreadsheet runs, and numbers with their decimal mark."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

INSEE, SIREN = re.compile(r"\d[\dAB]\d{3}"), re.compile(r"\d{9}")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def quote_text(cell: object) -> str:
    """A text cell, quoted, that no spreadsheet runs: an apostrophe stands before what would begin a formula.

    Quotes tell readers that heed them (LibreOffice, R, pandas) that a code is text, leading zeros and all.
    """
    text = "" if cell is None or (not isinstance(cell, str) and pd.isna(cell)) else str(cell)
    safe = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return '"' + safe.replace('"', '""') + '"' if safe else ""


def name_code(code: str) -> str:
    """« INSEE 01304 », « SIREN 246200364 »: a code that every spreadsheet leaves a text, its zeros with it.

    No bare cell of a CSV does so: LibreOffice heeds quotes only where its reader ticks a box, and Excel never.
    """
    kind = "INSEE" if INSEE.fullmatch(code) else "SIREN" if SIREN.fullmatch(code) else ""
    return f"{kind} {code}" if kind else code


def write_number(value: float, mark: str) -> str:
    """A number with its decimal mark and no separator of thousands; nothing where it is missing."""
    if pd.isna(value):
        return ""
    return np.format_float_positional(round(float(value), 8), trim="-").replace(".", mark)
