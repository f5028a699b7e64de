"""Files that a reader takes away: CSV as French offices open it, and tidy CSV for machines; exactly the rows shown."""

from __future__ import annotations

import datetime as dt
from codecs import BOM_UTF8
from collections.abc import Mapping

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from pages.views.tables import LABELS
from pages.words.cells import name_code, quote_text, write_number
from pages.words.version import MADE_BY

CODE = LABELS["territory"]


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
    """`;`, decimal comma, UTF-8 with BOM; a line for each entry of `header`, the date and the version, a blank line.

    The table follows, the codes of its territories named so that a spreadsheet keeps their zeros.
    """
    if not header.get("Source", "?"):
        raise ValueError(f"no source is given for the file {header.get('Indicateur', '')!r}")
    day = (today or dt.date.today()).strftime("%d/%m/%Y")
    stamp = {**header, "Date du fichier": day, "Fait par": MADE_BY}
    lines = "".join(f"{quote_text(name)};{quote_text(value)}\r\n" for name, value in stamp.items())
    return (lines + "\r\n").encode("utf-8-sig") + write_plain_csv(frame).removeprefix(BOM_UTF8)


def write_plain_csv(frame: pd.DataFrame) -> bytes:
    """The same without what stands above: the table alone, which a query of a spreadsheet reads from its first line."""
    if CODE in frame:
        frame = frame.assign(**{CODE: frame[CODE].astype(str).map(name_code)})
    return _write_rows(frame, delimiter=";", mark=",", end="\r\n").encode("utf-8-sig")


def write_tidy_csv(frame: pd.DataFrame) -> bytes:
    """`,`, decimal point, UTF-8, one header line of column names."""
    return _write_rows(frame, delimiter=",", mark=".", end="\n").encode()
