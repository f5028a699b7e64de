"""Pure statistics over series: change, mean annual change, index 100; rank and sums. No page computes any itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from loaders.statistics.ratios import compute_per_inhabitant as compute_per_inhabitant
from loaders.statistics.ratios import nearest_year as nearest_year


class Point(NamedTuple):
    """One value of a series: `scope` is what it is restricted to, `break_before` that the year before differs.

    `publisher` says who vouches for it, "" for a value computed from printed ones, which goes with any.
    """

    year: int
    value: float | None
    status: str = "normal"
    break_before: bool = False
    scope: str = ""
    publisher: str = ""


@dataclass(frozen=True)
class Change:
    """The change between two years, `value` as a fraction of the first and `points` in the unit of the series.

    None with the reason where it may not be computed.
    """

    value: float | None
    base_year: int | None = None
    reason: str = ""
    points: float = 0.0


def keep_known(series: list[Point]) -> list[Point]:
    """The points with a value that is no secret, by year."""
    ordered = sorted(series, key=lambda p: p.year)
    return [p for p in ordered if p.value is not None and not pd.isna(p.value) and p.status != "confidential"]


def find_obstacle(series: list[Point], base: Point, last: Point) -> str:
    """Why two points of a series are not to be compared, in French; "" where they are.

    From or to a target, between two scopes or two publishers (whose definitions may differ), or across a break, which
    parts the series even in a year without value.
    """
    first, end = sorted((base.year, last.year))
    if "target" in (base.status, last.status):
        return "un objectif n'est pas un résultat"
    if base.scope != last.scope:
        return "périmètres ou méthodes différents"
    if base.publisher and last.publisher and base.publisher != last.publisher:
        return "sources différentes"
    if any(p.break_before for p in series if first < p.year <= end):
        return "rupture de série"
    return ""


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

    None across a break, from or to a target, between two scopes or two publishers (whose definitions may differ), from
    zero or less, and where a value is missing.
    """
    points = keep_known(series)
    if len(points) < 2:
        return Change(None, None, "une seule année connue" if points else "aucune année connue")
    return _change_between(series, points[-2], points[-1])


def find_pair(series: list[Point], first: int, last: int) -> tuple[Point, Point] | str:
    """The points of two years, targets apart; else the reason in French why there is no such pair."""
    if first >= last:
        return "deux années différentes, dans l'ordre, sont attendues"
    results = {p.year: p for p in keep_known(series) if p.status != "target"}
    absent = [str(year) for year in (first, last) if year not in results]
    return f"sans donnée en {' et '.join(absent)}" if absent else (results[first], results[last])


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
    targets are left out; where the base itself is missing, zero or negative no year has an index.
    """
    results = [p for p in sorted(series, key=lambda p: p.year) if p.status != "target"]
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


@dataclass(frozen=True)
class Rank:
    """A place among the territories known, 1 for the highest value; ties share the better place."""

    place: int
    known: int


def rank_values(values: pd.Series) -> pd.Series:
    """The place of each known value, 1 for the highest; ties share the better place; missing values have none."""
    return values.rank(method="min", ascending=False).astype("Int64")


def compute_rank(values: pd.Series, territory: str) -> Rank | None:
    """The rank of a territory in a series indexed by territory; None where its own value is missing or it is alone."""
    known = values.dropna()
    if territory not in known.index or len(known) < 2:
        return None
    return Rank(int(rank_values(known)[territory]), len(known))


@dataclass(frozen=True)
class GroupSum:
    """A sum over a group: None under full coverage, with how many members are known."""

    value: float | None
    known: int
    members: int
    status: str = "normal"


def sum_over_group(values: pd.Series, statuses: pd.Series, members: tuple[str, ...]) -> GroupSum:
    """The sum of the members' values (both series indexed by territory), withheld unless every member is known.

    A partial sum would look like a fall.
    """
    known = values.mask(statuses.eq("confidential")).reindex(list(members)).dropna()
    if len(known) < len(members) or not members:
        return GroupSum(None, len(known), len(members), "missing")
    found = set(statuses.reindex(list(members)))
    status = next((s for s in ("estimated", "provisional") if s in found), "normal")
    return GroupSum(float(known.sum()), len(known), len(members), status)
