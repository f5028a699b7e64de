"""The latest figure of a territory, with its change and its rank."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from loaders.reading.rows import list_rows
from loaders.reading.series import OF_A_POINT, Series, list_points
from loaders.statistics.changes import Change, compute_change
from loaders.statistics.ranks import Rank, compute_rank

OF_LATEST = (*OF_A_POINT, "section", "locator", "published", "note", "id")


@dataclass(frozen=True)
class Latest:
    """The latest figure of a territory, with its change, its rank and where it was printed."""

    territory: str
    year: int
    period: str
    value: float
    status: str
    change: Change
    rank: Rank | None
    source: str
    section: str
    locator: str
    published: str
    note: str
    id: str


def latest_of(
    series: Series, territory: str, *, since: int, until: int, peers: pd.DataFrame | None = None
) -> Latest | None:
    """The latest value of a territory between two years; None where there is none.

    `peers` holds one value per territory and year, among which the rank of that same year is taken.
    """
    is_own = series.frame["territory"] == territory
    rows = series.frame if is_own.all() else series.frame[is_own]
    own = sorted((row for row in list_rows(rows, OF_LATEST) if since <= row["year"] <= until), key=itemgetter("year"))
    row = next((row for row in reversed(own) if not pd.isna(row["value"])), None)
    if row is None:
        return None
    rank = None
    if peers is not None and peers["territory"].eq(territory).any():
        same_year = peers.loc[peers["year"] == row["year"], ["territory", "value"]]
        rank = compute_rank(same_year.set_index(same_year["territory"].astype(str))["value"], territory)
    return Latest(
        territory,
        int(row["year"]),
        row["period"],
        float(row["value"]),
        str(row["status"]),
        compute_change(list_points(own)),
        rank,
        str(row["source"]),
        str(row["section"]),
        str(row["locator"]),
        str(row["published"]),
        str(row["note"]),
        str(row["id"]),
    )
