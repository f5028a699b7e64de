"""The change of a series between two years, and its index 100. No page computes any itself."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.statistics.points import Point, find_obstacle, find_pair, keep_known
from loaders.statuses import BESIDE


@dataclass(frozen=True)
class Change:
    """The change between two years, `value` as a fraction of the first and `points` in the unit of the series.

    None with the reason where it may not be computed.
    """

    value: float | None
    base_year: int | None = None
    reason: str = ""
    points: float = 0.0


def _find_obstacle_to_rate(series: list[Point], base: Point, last: Point) -> str:
    obstacle = find_obstacle(series, base, last)
    if obstacle:
        return obstacle
    if base.value is None or base.value == 0:
        return "valeur de départ nulle"
    return "valeur de départ négative" if base.value < 0 else ""


def _change_between(series: list[Point], base: Point, last: Point) -> Change:
    reason = _find_obstacle_to_rate(series, base, last)
    if reason or base.value is None or last.value is None:
        return Change(None, base.year, reason)
    return Change((last.value - base.value) / base.value, base.year, points=last.value - base.value)


def compute_change(series: list[Point]) -> Change:
    """The change of the last point on the one known before it: (last − base) ÷ base.

    None across a break, from or to what is no result, between two scopes or two publishers (whose definitions may
    differ), from zero or less, and where a value is missing.
    """
    points = keep_known(series)
    if len(points) < 2:
        return Change(None, None, "une seule année connue" if points else "aucune année connue")
    return _change_between(series, points[-2], points[-1])


def compute_change_between(series: list[Point], first: int, last: int) -> Change:
    """The change between two years asked for: (last − first) ÷ first. A year without value is not replaced by another.

    None with the reason in the cases of `compute_change`.
    """
    pair = find_pair(series, first, last)
    return Change(None, first, pair) if isinstance(pair, str) else _change_between(series, *pair)


@dataclass(frozen=True)
class Index:
    """A series in index 100: by year, a value, or None with the reason in `reasons`."""

    base_year: int
    values: dict[int, float | None]
    reasons: dict[int, str]


def compute_index(series: list[Point], base_year: int) -> Index:
    """Each value as 100 × value ÷ that of the base year (Insee, « indice »), before the base as after it.

    A year on the other side of a break, of another scope or publisher, or without value has None and its reason;
    what is no result is left out; where the base itself is missing, zero or negative no year has an index.
    """
    results = [p for p in sorted(series, key=lambda p: p.year) if p.status not in BESIDE]
    base = next((p for p in keep_known(results) if p.year == base_year), None)
    values: dict[int, float | None] = {}
    reasons: dict[int, str] = {}
    for point in results:
        if base is None:
            reason = f"sans donnée en {base_year}"
        elif not keep_known([point]):
            reason = f"sans donnée en {point.year}"
        else:
            reason = _find_obstacle_to_rate(series, base, point)
        values[point.year] = None
        if reason or base is None or not base.value or point.value is None:
            reasons[point.year] = reason
        else:
            values[point.year] = 100 * (point.value / base.value)
    return Index(base_year, values, reasons)
