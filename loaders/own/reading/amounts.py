"""The numbers of a file: read at once where they are plain, one by one where they have a unit, a sign or a word."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.tabular.cells import read_amount

_PLAIN = r"^[+-]?[0-9]+([.,][0-9]+)?$"
_SUFFIXED = re.compile(r"([(+\-\u2212]?\s*[\d][\d\s.,'’\u00a0\u202f]*\)?)\s*([^\d\s.,'’)][^\d]*|[^\d\s.,'’)]\S*)")
# « 1o2 », « 3l4 »: a letter for the digit that it looks like, and no unit.
_MISTYPED = re.compile(r"\d[oOlI]+\d")
_PARENTHESES = re.compile(r"\(\s*([^()]+?)\s*\)")
# What may be thousands or decimals.
GROUPED = r"\d{1,3}[.,]\d{3}"
_CERTAIN_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:[.,]\d{3}){2,}")
_SURE_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
_ERROR = re.compile(r"#[A-ZÀ-Ü/0!?]+[!?]?", re.IGNORECASE)
BLANK = "blank"


class Amounts(NamedTuple):
    """By cell: `value` (NaN for none), `status` (missing, confidential, blank, "" beside a number), the `unit` written
    after the number, and what is `wrong`, "" for nothing."""

    value: np.ndarray
    status: np.ndarray
    unit: np.ndarray
    wrong: np.ndarray


class _Cell(NamedTuple):
    value: float = math.nan
    status: str = ""
    unit: str = ""
    wrong: str = ""


def read_amounts(texts: pd.Series) -> Amounts:
    """The numbers of cells, whatever their decimal sign, spaces, unit; « (12) » is below zero, « s » secret."""
    array = pa.array(texts, type=pa.large_string())
    is_plain = pc.match_substring_regex(array, _PLAIN).to_numpy(zero_copy_only=False)
    size = len(texts)
    value, status = np.full(size, math.nan), np.full(size, "", dtype=object)
    unit, wrong = np.full(size, "", dtype=object), np.full(size, "", dtype=object)
    plain = pc.replace_substring(array.filter(pa.array(is_plain)), ",", ".")
    plain = pc.replace_substring_regex(plain, r"^\+", "")
    value[is_plain] = plain.cast(pa.float64()).to_numpy(zero_copy_only=False)
    rest = np.flatnonzero(~is_plain)
    if len(rest):
        codes, words = pd.factorize(texts.to_numpy(dtype=object)[rest])
        known = [_read_cell(str(word)) for word in words]
        for own, name in ((value, "value"), (status, "status"), (unit, "unit"), (wrong, "wrong")):
            found = np.array([getattr(cell, name) for cell in known], dtype=own.dtype)
            own[rest] = found[codes]
    return Amounts(value, status, unit, wrong)


def are_grouped_otherwise(texts: pd.Series) -> bool:
    """Whether some numbers of a column, « 1,234 », may be thousands, since others of it, « 1,234.5 », surely are."""
    unlike = pd.Series(texts.unique())
    plain = unlike.str.replace(r"\s", "", regex=True)
    return bool(plain.str.fullmatch(_CERTAIN_GROUPS.pattern).any() and plain.str.fullmatch(GROUPED).any())


def _read_cell(text: str) -> _Cell:
    if not text.strip():
        return _Cell(status=BLANK)
    if _ERROR.fullmatch(text.strip()) and text.strip().casefold() != "#n/a":
        return _Cell(wrong="formula")
    inside = _PARENTHESES.fullmatch(text.strip())
    plain = inside[1] if inside else text
    amount, unit = read_amount(plain), ""
    if amount is None and _MISTYPED.search(plain):
        return _Cell(wrong="number")
    if amount is None and (found := _SUFFIXED.fullmatch(plain.strip())):
        number = found[1].strip()
        inner = _PARENTHESES.fullmatch(number)
        inside, number = inside or inner, inner[1] if inner else number
        amount, unit = read_amount(re.sub(r"['’]", "", number)), found[2].strip()
    if amount is None and _SURE_THOUSANDS.fullmatch(grouped := re.sub(r"\s", "", plain)):
        amount = read_amount(re.sub(r"[.,]", "", grouped))
    if amount is None:
        return _Cell(wrong="number")
    if amount.status:
        return _Cell(status=amount.status if not inside else "", wrong="number" if inside else "")
    unit = unit or ("€" if "€" in plain else "")
    return _Cell(-amount.value if inside and amount.value > 0 else amount.value, unit=unit)
