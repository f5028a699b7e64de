"""The change of each territory between two years, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.reading.series import Series, points_of
from loaders.statistics.changes import compute_change_between
from loaders.statistics.points import find_obstacle, find_pair
from pages.views.compared.absent import absence_of
from pages.views.reading import known_rows
from pages.words.french import STATUS_LABELS, format_change, format_points


def describe_unmoved(slopes: pd.DataFrame, name: Callable[[str], str]) -> str:
    """« Sans évolution : MEL (rupture de série). »: who has no change in what `describe_slopes` gives, and why."""
    reasons = [f"{name(row.territory)} ({row.reason})" for row in slopes.itertuples() if row.reason]
    return f"Sans évolution : {', '.join(reasons)}." if reasons else ""


def describe_slopes(series: Series, territories: Sequence[str], years: tuple[int, int]) -> pd.DataFrame:
    """One row per territory with a value in either year: `start` and `end` (or nothing), `change` in words, `reason`.

    `is_joined` says whether the two values compare at all; a start of zero joins but has no rate.
    """
    rows: list[dict[str, Any]] = []
    rows_known = known_rows(series)
    for code in territories:
        own = series.frame[series.frame["territory"] == code]
        points = points_of(own)
        change = compute_change_between(points, *years)
        pair = find_pair(points, *years)
        obstacle = pair if isinstance(pair, str) else find_obstacle(points, *pair)
        moved = format_points(change.points) if series.unit == "%" else format_change(change.value or 0)
        known = rows_known[rows_known["territory"] == code]
        found = {end: _value_of(known, year) for end, year in zip(("start", "end"), years, strict=True)}
        if any(row is not None for row in found.values()):
            rows.append(
                {
                    "territory": code,
                    **found,
                    "change": "" if change.value is None else moved,
                    "reason": " ; ".join(_say_absence(series, code, found, years)) or change.reason.replace("'", "’"),
                    "is_joined": not obstacle,
                }
            )
    return pd.DataFrame(rows, columns=["territory", "start", "end", "change", "reason", "is_joined"])


def _say_absence(series: Series, code: str, found: Mapping[str, Any], years: tuple[int, int]) -> list[str]:
    """« confidentiel en 2013 », for each of the two years that has no value."""
    ends = zip(found.values(), years, strict=True)
    return [f"{STATUS_LABELS[absence_of(series.frame, code, year)]} en {year}" for row, year in ends if row is None]


def _value_of(own: pd.DataFrame, year: int) -> dict[str, Any] | None:
    rows = own[own["year"] == year]
    return None if rows.empty else {str(k): v for k, v in rows.iloc[0].to_dict().items()}
