"""Setting an A4 file with Typst: a template, its data as JSON and its pictures, in a folder of its own."""

from __future__ import annotations

import gc
import json
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow

from pages.draw.typesetter import set_page
from pages.views.palette import LIGHT, list_tones
from pages.views.rows import NUMBERS

FOLDER = Path(__file__).parent
SHARED = "paper.typ"
SHORT, LONG = 24, 48
# A table of so few characters a line stands in several columns once it has so many lines.
NARROW, MANY = {3: 34, 2: 60}, 30
MOST_NOTES = 60


def compile_pdf(template: str, data: dict[str, Any], pictures: dict[str, bytes]) -> bytes:
    """The PDF (PDF/UA-1: tagged, titled, in French) of a template of this folder; `data` is read by it as data.json,
    with the colours of paper."""
    # What reading and drawing took and no longer hold goes back before the typesetter asks for as much.
    gc.collect()
    pyarrow.default_memory_pool().release_unused()
    with tempfile.TemporaryDirectory(prefix="terril-") as name:
        folder = Path(name)
        for file in (template, SHARED):
            (folder / file).write_bytes((FOLDER / file).read_bytes())
        for file, body in pictures.items():
            (folder / file).write_bytes(body)
        told = data | {"colors": list_tones(LIGHT)}
        (folder / "data.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        return set_page(folder / template, format="pdf", pdf_standards=["ua-1"])


def _count_columns(length: int, rows: int) -> int:
    return next((count for count, most in NARROW.items() if length <= most and rows > MANY), 1)


def split_constant(rows: pd.DataFrame, kept: Collection[str]) -> tuple[pd.DataFrame, list[str]]:
    """The columns that tell the rows apart and those kept, then what is the same on every row, in words."""
    if len(rows) < 2:
        return rows, []
    same = [name for name in rows.columns if name not in kept and rows[name].nunique(dropna=False) == 1]
    said = [f"{name} : {rows[name].iloc[0]}" for name in same if str(rows[name].iloc[0]).strip()]
    return rows.drop(columns=same), said


def number_notes(rows: pd.DataFrame, column: str = "Note") -> tuple[pd.DataFrame, list[str]]:
    """The notes of a long table as numbers, and their words once each; a short table keeps them in its rows."""
    if column not in rows or len(rows) <= MANY:
        return rows, []
    notes = list(dict.fromkeys(note for note in rows[column].astype(str) if note.strip()))
    if len(notes) > MOST_NOTES:
        return rows, []
    numbers = {note: f"({n})" for n, note in enumerate(notes, 1)}
    numbered = rows.assign(**{column: rows[column].astype(str).map(numbers).fillna("")})
    return numbered, [f"({n}) {note}" for n, note in enumerate(notes, 1)]


def lay_rows(rows: pd.DataFrame, *, title: str = "", is_wide: bool = False) -> dict[str, Any]:
    """A table as the templates take it: heads, cells, which columns are numbers, how wide those of words are.

    A wide one fills the page, its first column taking what the others leave.
    """
    head = [str(name) for name in rows.columns]
    cells = [[str(cell) for cell in row] for row in rows.itertuples(index=False)]
    lengths = [max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(head)]
    return {
        "title": title,
        "head": head,
        "rows": cells,
        "widths": [
            0 if length <= SHORT and not (is_wide and n == 0) else min(length, LONG) for n, length in enumerate(lengths)
        ],
        "numbers": [n for n, name in enumerate(head) if name in NUMBERS],
        "across": _count_columns(sum(lengths), len(cells)),
    }
