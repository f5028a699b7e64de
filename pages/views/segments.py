"""The points of a trend as plain rows, cut into segments at missing years and breaks, linked faintly across gaps."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd

from loaders.reading.rows import list_rows

# The columns that a line and its hover text are made of: fewer are quicker to turn into rows.
DRAWN = ("year", "value", "status", "period", "published", "id", "break_before")
Line = tuple[list[float | None], list[float | None]]
Triple = tuple[int, float, bool]
Row = Mapping[Hashable, Any]


def split_segments(points: pd.DataFrame) -> Line:
    """The line through a series sorted by year, cut by None at each missing year and before each break."""
    return cut_segments(_triples(points))


def cut_segments(triples: Sequence[Triple]) -> Line:
    """See split_segments."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    previous = None
    for year, value, broken in triples:
        if previous is not None and (year - previous > 1 or broken):
            xs.append(None)
            ys.append(None)
        xs.append(year)
        ys.append(None if pd.isna(value) else value)
        previous = year
    return xs, ys


def link_gaps(triples: Sequence[Triple]) -> Line:
    """The faint links across missing years, never across a break: pairs of points parted by None."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    known = [triple for triple in triples if not pd.isna(triple[1])]
    breaks = {year for year, _, broken in triples if broken}
    for (before, start, _), (after, end, _) in itertools.pairwise(known):
        if after - before > 1 and not any(before < year <= after for year in breaks):
            xs += [before, after, None]
            ys += [start, end, None]
    return xs, ys


def has_gaps(frame: pd.DataFrame) -> bool:
    """Whether the line of any territory has a faint link across missing years."""
    return any(link_gaps(list_triples(rows))[0] for rows in group_rows(frame).values())


def _triples(points: pd.DataFrame) -> list[Triple]:
    return list(zip(points["year"].tolist(), points["value"].tolist(), points["break_before"].tolist(), strict=True))


def list_triples(rows: Sequence[Row]) -> list[Triple]:
    """The year and the value of each row, and whether a break stands before it."""
    return [(row["year"], row["value"], row["break_before"]) for row in rows]


def group_rows(frame: pd.DataFrame) -> dict[str, list[Row]]:
    """What is drawn of each territory, by year: a few plain rows, which are quicker to go through than frames."""
    groups: dict[str, list[Row]] = {}
    for row in list_rows(frame, ("territory", *DRAWN)):
        groups.setdefault(str(row["territory"]), []).append(row)
    return {code: sorted(rows, key=itemgetter("year")) for code, rows in groups.items()}
