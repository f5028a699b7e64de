"""What the tip of a map says beside a value: its rank among those known, and its change since the year before it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.series import Series, points_of
from loaders.statistics.changes import compute_change
from loaders.statistics.points import Point, keep_known
from loaders.statistics.ranks import rank_values
from loaders.statuses import BESIDE
from pages.views.reading import known_rows
from pages.words.french import format_change, format_points


def list_standings(series: Series) -> dict[str, Any]:
    """By year how many are `known`, by territory and year the `ranks` and the `changes` in words.

    None are ranked of an indicator that may not be. A change is that since the result known before, or says why there
    is none, see loaders.statistics.changes.compute_change.
    """
    rows = known_rows(series)
    may_rank = load_catalog().may(series.indicator, "rank")
    places = (
        rows.groupby("year")["value"].transform(rank_values) if may_rank and len(rows) else pd.Series(dtype="Int64")
    )
    ranks: dict[str, dict[int, int]] = {}
    for code, year, place in zip(
        rows["territory"].astype(str), rows["year"], places, strict=bool(len(places) == len(rows))
    ):
        ranks.setdefault(code, {})[int(year)] = int(place)
    frame = series.frame
    own = frame.groupby(frame["territory"].astype(str), sort=False)
    return {
        "known": {int(year): int(count) for year, count in rows.groupby("year").size().items()} if may_rank else {},
        "ranks": ranks,
        "changes": {str(code): said for code, group in own if (said := _say_changes(points_of(group), series))},
    }


def _say_changes(points: list[Point], series: Series) -> dict[int, str]:
    """« + 3,2 % depuis 2020 », by year."""
    results = [point for point in points if point.status not in BESIDE]
    said = {}
    for point in keep_known(results):
        change = compute_change([one for one in results if one.year <= point.year])
        if change.base_year is None:
            continue
        if change.value is None:
            said[point.year] = f"non comparable à {change.base_year} : {change.reason}".replace("'", "’")
        else:
            amount = format_points(change.points) if series.unit == "%" else format_change(change.value)
            said[point.year] = f"{amount} depuis {change.base_year}"
    return said
