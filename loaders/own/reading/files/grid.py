"""The cells of a sheet as text, column by column, each row with its number in the file."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from loaders.own.reading.files.archives import refuse_rows
from loaders.own.reading.files.refusals import MOST_CELLS, MOST_ROWS, refuse, write_count
from loaders.tabular.records import MOST_LINES, SEPARATORS

CHUNK = 50_000
# The rows that a title, headers and the first data are looked for in.
HEAD = 200
# A table of figures has no more columns: each year of each indicator is one at most.
MOST_COLUMNS = 2_000
SAID = re.compile(r"sep=([;,|\t])\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """`frame` has one column of text per column of the sheet, 0 to n, cells stripped, and one row per row that is not
    blank; `rows` are their numbers in the file, from 1, and `widths` how many cells each has, those of a text alone."""

    frame: pd.DataFrame
    rows: np.ndarray
    widths: np.ndarray | None = None

    def head(self, count: int = HEAD) -> list[list[str]]:
        """The cells of the first rows."""
        return [list(row) for row in self.frame.head(count).itertuples(index=False, name=None)]


def split_grid(text: str) -> Grid:
    """The cells of a delimited text. Raises RefusedFileError for a quote that is never closed, or too many rows."""
    text = text if "\n" in text else text.replace("\r", "\n")
    said = SAID.match(text)
    # A spreadsheet's own first line, « sep=; », is left a blank one so that rows keep their numbers.
    text = text if said is None else "\n" + text[said.end() :]
    separator = said[1] if said else _find_separator(text)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(_iterate_lines(text), delimiter=separator)
    width, before = 0, 0
    frames: list[pd.DataFrame] = []
    places: list[np.ndarray] = []
    counts: list[np.ndarray] = []
    while True:
        try:
            pairs = [(reader.line_num, cells) for cells in itertools.islice(reader, CHUNK)]
        except csv.Error:
            raise _refuse_quote(before + 1) from None
        if not pairs:
            break
        ends = np.fromiter((end for end, _ in pairs), dtype="int64", count=len(pairs))
        begins = np.concatenate(([before + 1], ends[:-1] + 1))
        if (far := np.flatnonzero(ends - begins >= MOST_LINES)).size:
            raise _refuse_quote(int(begins[far[0]]))
        before = int(ends[-1])
        rows = [cells for _, cells in pairs]
        lengths = np.fromiter(map(len, rows), dtype="int64", count=len(rows))
        if not width:
            width = _find_width(Counter(len(cells) for cells in rows if cells))
            if width > MOST_COLUMNS or width * len(rows) > MOST_CELLS:
                raise refuse_columns(width)
        if (lengths != width).any():
            rows = [[*cells[:width], *[""] * (width - len(cells))] if len(cells) != width else cells for cells in rows]
        frames.append(
            _strip(pd.DataFrame({n: _to_text(list(column)) for n, column in enumerate(zip(*rows, strict=True))}))
        )
        places.append(begins)
        counts.append(lengths)
        if len(frames) * CHUNK > MOST_ROWS + CHUNK:
            raise refuse_rows(text.count("\n"))
    if not frames:
        return Grid(pd.DataFrame(), np.array([], dtype="int64"))
    whole = Grid(pd.concat(frames, ignore_index=True), np.concatenate(places), np.concatenate(counts))
    return _drop_blank(whole)


def make_grid(rows: Sequence[Sequence[object]]) -> Grid:
    """The cells of a sheet as its reader gives them: numbers, dates, texts."""
    if not rows or not rows[0]:
        return Grid(pd.DataFrame(), np.array([], dtype="int64"))
    if len(rows[0]) > MOST_COLUMNS:
        raise refuse_columns(len(rows[0]))
    frame = pd.DataFrame({n: _to_text(list(column)) for n, column in enumerate(zip(*rows, strict=True))})
    return _drop_blank(Grid(_strip(frame), np.arange(1, len(rows) + 1)))


def make_grid_of_table(table: pa.Table) -> Grid:
    """The columns of a Parquet file, their names for first row."""
    columns = {}
    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if pa.types.is_floating(column.type):
            values = column.to_numpy(zero_copy_only=False)
            texts = np.where(np.isnan(values), "", write_numbers(values))
        else:
            texts = column.cast(pa.string()).fill_null("").to_numpy(zero_copy_only=False)
        columns[place] = pd.Series(np.concatenate(([name], texts)), dtype="str")
    return _drop_blank(Grid(_strip(pd.DataFrame(columns)), np.arange(1, table.num_rows + 2)))


def refuse_columns(columns: int) -> Exception:
    """The error for a table of too many columns."""
    return refuse(
        "too_many_columns",
        f"{write_count(MOST_COLUMNS)} colonnes au plus sont attendues",
        f"{write_count(columns)} colonnes",
        advice="Gardez les colonnes utiles, ou mettez une valeur par ligne : territoire, année, indicateur, valeur.",
    )


def write_numbers(values: np.ndarray) -> np.ndarray:
    """Numbers as a spreadsheet shows them: no .0, at most fifteen digits."""
    texts = np.empty(len(values), dtype=object)
    is_whole = (np.abs(values) < 1e15) & (np.rint(values) == values)
    texts[is_whole] = pa.array(values[is_whole].astype("int64")).cast(pa.string()).to_numpy(zero_copy_only=False)
    texts[~is_whole] = [f"{value:.15g}" for value in values[~is_whole]]
    return texts


def _iterate_lines(text: str) -> Iterator[str]:
    """The lines of a text, which a file in memory would hold at four bytes a letter."""
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start) + 1 or size
        yield text[start:end]
        start = end


def _find_separator(text: str) -> str:
    """The separator that cuts the first rows into the most cells, in the most rows alike."""
    head = list(itertools.islice(_iterate_lines(text), HEAD))
    best, found = 0.0, SEPARATORS[0]
    for separator in SEPARATORS:
        try:
            widths = Counter(len(cells) for cells in csv.reader(head, delimiter=separator) if cells)
        except csv.Error:
            continue
        width = _find_width(widths)
        score = widths[width] / max(1, widths.total()) * (width - 1) / width
        if score > best:
            best, found = score, separator
    return found


def _find_width(widths: Counter[int]) -> int:
    """How many cells the rows of the table have, of those of a file by how many rows have them.

    A title of many short lines may stand above a short table: the more cells, the more a row counts.
    """
    several = {width: count for width, count in widths.items() if count > 1} or dict(widths)
    return max(several, key=lambda width: (several[width] * (width - 1), width), default=1)


def _refuse_quote(line: int) -> Exception:
    return refuse(
        "quote",
        f"un guillemet fermé est attendu ; celui de la ligne {line} est ouvert et n’est pas refermé",
        advice="Refermez-le, ou retirez-le, et déposez de nouveau le fichier.",
    )


def _to_text(cells: list[object]) -> pd.Series:
    """Cells of any kinds as text."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return pd.Series(cells, dtype="str")
    texts = np.array(cells, dtype=object)
    if len(texts) != len(cells) or texts.ndim != 1:
        texts = np.fromiter(cells, dtype=object, count=len(cells))
    if kinds & {int, float}:
        is_number = np.fromiter((type(cell) in (int, float) for cell in cells), dtype=bool, count=len(cells))
        texts[is_number] = write_numbers(texts[is_number].astype("float64"))
    if kinds - {str, int, float}:
        texts = np.array([_write_cell(cell) for cell in texts], dtype=object)
    return pd.Series(texts, dtype="str")


def _write_cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _strip(frame: pd.DataFrame) -> pd.DataFrame:
    """Cells without spaces of any kind, and marks of no width, at their ends."""
    return frame.apply(lambda column: column.str.strip(" \t\r\n\u00a0\u202f\u2007\u2009\u200b\ufeff"))


def _drop_blank(grid: Grid) -> Grid:
    is_given = grid.frame.ne("").any(axis=1).to_numpy()
    if is_given.all():
        return grid
    widths = None if grid.widths is None else grid.widths[is_given]
    return Grid(grid.frame[is_given].reset_index(drop=True), grid.rows[is_given], widths)
