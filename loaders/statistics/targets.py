"""Targets: the path from the reference value to them, how far a result is from it, and what deserves an alert."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from loaders.statistics.points import Point, find_obstacle, keep_known
from loaders.statuses import BESIDE, are_results

Polarity = Literal["up", "down", "neutral"]
AlertKind = Literal["missed", "falling_behind", "stale", "far_from_median", "changed_sign"]
POINTS_FROM_MEDIAN = 10.0
ROUNDING = 1e-9


@dataclass(frozen=True)
class TargetPath:
    """What is aimed at: `goals` as (due year, value) in order, from `reference` as (year, value), in one unit.

    `polarity` says whether a result should be above the goal ("up"), below it ("down"), or neither.
    """

    reference: tuple[int, float]
    goals: tuple[tuple[int, float], ...]
    polarity: Polarity


@dataclass(frozen=True)
class Distance:
    """A result less the path in the same year, in the unit; None with the reason.

    `relative` is a fraction of the path's value, None where that is not above zero; `is_kept` is None where the
    indicator has no good side.
    """

    year: int
    expected: float | None = None
    gap: float | None = None
    relative: float | None = None
    is_kept: bool | None = None
    reason: str = ""


@dataclass(frozen=True)
class Alert:
    """Something that deserves a look: what was expected and what was found, in the unit."""

    kind: AlertKind
    year: int
    expected: float | None = None
    found: float | None = None


def build_path(rows: pd.DataFrame, reference_year: int, polarity: Polarity) -> TargetPath | str:
    """The path that the observations of one indicator and territory state (year, value, status), or why there is none.

    The reference is the result of that year, the goals the rows whose status is objective and that are due later.
    """
    known = rows.dropna(subset="value")
    references = known[are_results(known["status"]) & known["year"].eq(reference_year)]
    if len(references) != 1:
        found = "aucune valeur" if references.empty else f"{len(references)} valeurs"
        return f"{found} de référence en {reference_year}"
    due = known[known["status"].eq("objective") & known["year"].gt(reference_year)].sort_values("year")
    if due.empty:
        return f"aucun objectif après {reference_year}"
    if due["year"].duplicated().any():
        return "plusieurs objectifs pour une même échéance"
    goals = tuple((int(year), float(value)) for year, value in zip(due["year"], due["value"], strict=True))
    return TargetPath((reference_year, float(references["value"].iloc[0])), goals, polarity)


def find_expected(path: TargetPath, year: int) -> float | None:
    """The value on the path: a straight line from the reference to the first goal, then from goal to goal.

    v0 + (v1 − v0) × (year − y0) ÷ (y1 − y0), the linear trajectory of regulation (EU) 2018/842, article 4. After
    the last goal, that goal; before the reference, None.
    """
    steps = (path.reference, *path.goals)
    if year < steps[0][0]:
        return None
    for (start, before), (end, after) in itertools.pairwise(steps):
        if year <= end:
            share = (year - start) / (end - start)
            # Exact at both ends, which before + (after − before) × share is not.
            return before * (1 - share) + after * share
    return steps[-1][1]


def is_reached(value: float, goal: float, polarity: Polarity) -> bool | None:
    """Whether a value is on the good side of a goal or at it; None where neither side is good."""
    if polarity == "neutral":
        return None
    return value >= goal if polarity == "up" else value <= goal


def measure_distance(path: TargetPath, year: int, value: float | None) -> Distance:
    """How far a result is from the path in its year: value − expected."""
    expected = find_expected(path, year)
    if expected is None:
        return Distance(year, reason=f"la trajectoire commence en {path.reference[0]}")
    if value is None or pd.isna(value):
        return Distance(year, expected, reason=f"sans donnée en {year}")
    gap = value - expected
    relative = gap / expected if expected > 0 else None
    return Distance(year, expected, gap, relative, is_reached(value, expected, path.polarity))


def _find_missed(path: TargetPath, points: list[Point]) -> list[Alert]:
    """Goals whose due year has its own result, on the wrong side: another year's result proves nothing."""
    results = {p.year: p.value for p in points}
    return [
        Alert("missed", due, goal, results[due])
        for due, goal in path.goals
        if due in results and is_reached(results[due] or 0.0, goal, path.polarity) is False
    ]


def _find_falling_behind(path: TargetPath, series: list[Point], points: list[Point]) -> list[Alert]:
    """The last result is on the wrong side of the path, and farther than the comparable one before it."""
    pairs = list(itertools.pairwise(points))
    if not pairs or find_obstacle(series, *pairs[-1]):
        return []
    before, last = (measure_distance(path, p.year, p.value) for p in pairs[-1])
    if last.is_kept is not False or last.gap is None or before.gap is None:
        return []
    if before.is_kept is False and abs(last.gap) <= abs(before.gap):
        return []
    return [Alert("falling_behind", last.year, last.expected, pairs[-1][1].value)]


def _find_changed_sign(series: list[Point], points: list[Point]) -> list[Alert]:
    """The last result and the comparable one before it are on two sides of zero."""
    if len(points) < 2 or find_obstacle(series, points[-2], points[-1]):
        return []
    before, last = points[-2].value or 0.0, points[-1].value or 0.0
    if before * last >= 0:
        return []
    return [Alert("changed_sign", points[-1].year, before, last)]


def list_alerts(
    series: list[Point],
    *,
    path: TargetPath | None = None,
    today: dt.date | None = None,
    expected_on: dt.date | None = None,
    median: float | None = None,
) -> list[Alert]:
    """What deserves a look in a series: its results are compared with the path, the date and the median that are given.

    `expected_on` is when the publisher announced what comes after the last result; `median` is that of the others in
    the year of the last result, to be given only for an indicator in percent, where a gap is in points.
    """
    results = [p for p in series if p.status not in BESIDE]
    points = keep_known(results)
    alerts = [*_find_missed(path, points), *_find_falling_behind(path, results, points)] if path else []
    if today is not None and expected_on is not None and today > expected_on:
        alerts.append(Alert("stale", expected_on.year))
    if points and median is not None and points[-1].value is not None:
        last = points[-1]
        if abs((last.value or 0.0) - median) >= POINTS_FROM_MEDIAN - ROUNDING:
            alerts.append(Alert("far_from_median", last.year, median, last.value))
    return [*alerts, *_find_changed_sign(results, points)]
