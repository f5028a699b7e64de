"""The rows of a table, of any orientation, as records of one value each, with the words that say what it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.own.reading import messages
from loaders.own.reading.amounts import BLANK, read_amounts
from loaders.own.reading.coded import Coded, Report, join
from loaders.own.reading.files.grid import Grid
from loaders.own.reading.layout import Layout, name_column
from loaders.own.reading.messages import Told
from loaders.own.reading.places import Places
from loaders.own.reading.understood import IGNORED, Mapping
from loaders.tabular.faults import join_some

TOTAL = re.compile(r"(sous[- ]?)?tota(l|ux)\b|ensemble\b|somme\b|moyenne\b|cumul\b|g[ée]n[ée]ral\b", re.IGNORECASE)
# What all the values of a file may be of, where no column says it.
CONSTANTS = ("territory", "indicator", "year", "unit", "scope", "status")
TEXTS = ("note", "place")
ROUNDED = 0.005
OF_TERRITORY = ("territory", "territory_name")


@dataclass(frozen=True)
class Records:
    """One entry per cell of value: `rows` and `columns` are where it is in the file, `texts` what is written there.

    `words` are by dimension: territory, territory_name, indicator, year, unit, scope, status, note, place, and one a
    dimension of the catalogue; `sources` the column that says each, -1 where it is a constant or a header.
    """

    rows: np.ndarray
    columns: np.ndarray
    texts: pd.Series
    words: dict[str, Coded]
    sources: dict[str, int]
    headers: tuple[str, ...]
    rows_read: int

    def place_of(self, dimension: str) -> np.ndarray:
        """The column of each record that says a dimension: that of its own, or of the value where its header does."""
        source = self.sources.get(dimension, -1)
        return np.full(len(self.rows), source, dtype="int64") if source >= 0 else self.columns


def make_records(grid: Grid, layout: Layout, mapping: Mapping, places: Places, report: Report) -> Records:
    """The records of a table, without its totals, its notes and the rows that do not have its columns."""
    first = layout.first + layout.depth
    frame, rows = grid.frame.iloc[first:], grid.rows[first:]
    is_kept = _find_data(frame, rows, layout, places, report)
    if grid.widths is not None:
        is_kept &= find_whole(grid.widths[first:], len(grid.frame.columns), rows, is_kept, report)
    frame, rows = frame[is_kept], rows[is_kept]
    values = layout.values
    words, sources = _gather_words(frame, layout, mapping)
    return Records(
        rows=np.tile(rows, len(values)),
        columns=np.repeat([column.place for column in values], len(frame)),
        texts=pd.concat([frame[column.place] for column in values], ignore_index=True),
        words=words,
        sources=sources,
        headers=tuple(column.name for column in layout.columns),
        rows_read=len(frame),
    )


def _gather_words(frame: pd.DataFrame, layout: Layout, mapping: Mapping) -> tuple[dict[str, Coded], dict[str, int]]:
    """The words of each dimension by record, and the column that says it where one does.

    The header of a column of values says its own before a column of the rows does, which says it before the file.
    """
    of_rows = {c.role: c.place for c in reversed(layout.columns) if c.role not in ("", "value", IGNORED)}
    of_headers = {name for column in layout.values for name in column.items if name != "role"}
    words, sources = {}, {}
    for name in dict.fromkeys((*of_rows, *CONSTANTS, *sorted(of_headers))):
        if name in of_rows:
            rest = Coded.of(frame[of_rows[name]])
        else:
            rest = Coded.all_the_same(str(getattr(mapping, name, "")), len(frame))
        if name in of_rows and name not in of_headers:
            sources[name] = of_rows[name]
        words[name] = join([
            Coded.all_the_same(column.items[name], len(frame)) if name in column.items else rest
            for column in layout.values
        ])  # fmt: skip
    return words, sources


def find_whole(widths: np.ndarray, width: int, rows: np.ndarray, is_kept: np.ndarray, report: Report) -> np.ndarray:
    """The rows that have as many cells as the headers; the others are errors."""
    is_ragged = (widths != width) & is_kept
    for count in np.unique(widths[is_ragged]):
        own = rows[is_ragged & (widths == count)]
        report.say_cells(
            "ragged",
            np.ones(len(own), dtype=bool),
            own,
            np.full(len(own), -1),
            (),
            Told(f"{width} cellules sont attendues, comme dans l’en-tête", messages.RAGGED),
            np.full(len(own), f"{count} cellules", dtype=object),
        )
    return np.asarray(widths == width)


def _find_data(frame: pd.DataFrame, rows: np.ndarray, layout: Layout, places: Places, report: Report) -> np.ndarray:
    """The rows that are data: totals, repeated headers and notes are said, and not read."""
    size = len(frame)
    is_data = np.ones(size, dtype=bool)
    values = [column.place for column in layout.values]
    has_value = frame[values].ne("").any(axis=1).to_numpy() if values else np.zeros(size, dtype=bool)
    named = [c.place for c in layout.columns if c.role in OF_TERRITORY]
    is_known = np.zeros(size, dtype=bool)
    is_total = np.zeros(size, dtype=bool)
    labels = [c.place for c in layout.columns if c.role in (*OF_TERRITORY, "year", "ignored", "note")]
    for place in named:
        is_known |= (
            Coded.of(frame[place])
            .map(lambda word: bool(places.read_code(word).code or places.find_names(word)))
            .astype(bool)
        )
    for place in labels:
        is_total |= Coded.of(frame[place]).map(lambda word: bool(TOTAL.match(word))).astype(bool)
    is_total &= ~is_known
    if is_total.any():
        written = frame[is_total].apply(lambda row: next(filter(None, row), ""), axis=1).to_numpy(dtype=object)
        where, nowhere = rows[is_total], np.full(int(is_total.sum()), -1)
        report.say_cells("total_row", where > 0, where, nowhere, (), messages.TOTAL, written, is_error=False)
    is_data &= ~is_total & ~_find_headers(frame, rows, layout, report)
    is_note = ~has_value & ~is_known & is_data
    if not named:
        is_note &= frame.ne("").sum(axis=1).le(1).to_numpy()
    if is_note.any():
        written = [next((cell for cell in row if cell), "") for row in frame[is_note].head(5).itertuples(index=False)]
        report.say(
            "note_row", f"lignes sans valeur, laissées : {join_some([str(row) for row in rows[is_note]])}",
            written[0][:80], row=0,
        )  # fmt: skip
    is_data &= ~is_note
    return np.asarray(is_data & ~_find_sums(frame, rows, layout, is_data, is_known, report))


def _find_headers(frame: pd.DataFrame, rows: np.ndarray, layout: Layout, report: Report) -> np.ndarray:
    """The rows that say the headers again, as printed pages do, and all those of a second table under the first."""
    told = [column for column in layout.columns if column.has_header and " / " not in column.name]
    same = sum((frame[column.place].eq(column.name).to_numpy().astype(int) for column in told), np.zeros(len(frame)))
    is_header = (same == len(told)) & bool(told)
    is_other = ~is_header & (same >= max(2, len(told) / 2))
    if is_other.any():
        first = int(np.flatnonzero(is_other)[0])
        expected, advice = messages.SECOND_TABLE
        report.say("second_table", expected, advice=advice, is_error=True, row=int(rows[first]))
        is_header[first:] = True
    return np.asarray(is_header)


def _find_sums(
    frame: pd.DataFrame, rows: np.ndarray, layout: Layout, is_data: np.ndarray, is_known: np.ndarray, report: Report
) -> np.ndarray:
    """The last row where it has no territory and is the sum of all rows above it, in every column of values."""
    found = np.zeros(len(frame), dtype=bool)
    places, values = np.flatnonzero(is_data), layout.values
    named = [c for c in layout.columns if c.role in OF_TERRITORY]
    if len(places) < 3 or not named or not values or is_known[places[-1]]:
        return found
    last, above = places[-1], places[:-1]
    checked = 0
    for column in values:
        total = read_amounts(frame[column.place].iloc[[last]])
        if total.status[0] == BLANK:
            continue
        parts = read_amounts(frame[column.place].iloc[above]).value
        if not abs(np.nansum(parts) - total.value[0]) <= ROUNDED * abs(total.value[0]):
            return found
        checked += 1
    if checked:
        found[last] = True
        said = (
            f"la somme des lignes au-dessus, laissée : Terril fait les siennes (colonne {name_column(values[0].place)})"
        )
        report.say("total_row", said, str(frame[values[0].place].iloc[last]), row=int(rows[last]))
    return found


def list_missing(records: Records) -> list[str]:
    """The dimensions that nothing says: territory, indicator, year."""
    is_named = not records.words.get("territory_name", Coded.all_the_same("", 0)).is_nothing
    return [
        name
        for name in ("territory", "indicator", "year")
        if records.words[name].is_nothing and not (name == "territory" and is_named)
    ]
