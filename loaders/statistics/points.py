"""The points of a series, and which of them may be compared."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from loaders.statuses import BESIDE, NO_RESULT


class Point(NamedTuple):
    """One value of a series: `scope` is what it is restricted to, `break_before` that the year before differs.

    `publisher` says who vouches for it, "" for a value computed from printed ones, which goes with any;
    `denominator` is the year of what it was divided by, None where it was not divided here.
    """

    year: int
    value: float | None
    status: str = "normal"
    break_before: bool = False
    scope: str = ""
    publisher: str = ""
    denominator: int | None = None

    @property
    def is_of_its_year(self) -> bool:
        """Whether it was divided by what was known of its own year."""
        return self.denominator == self.year


def keep_known(series: list[Point]) -> list[Point]:
    """The points with a value that is no secret, by year."""
    ordered = sorted(series, key=lambda p: p.year)
    return [p for p in ordered if p.value is not None and not pd.isna(p.value) and p.status != "confidential"]


def find_obstacle(series: list[Point], base: Point, last: Point) -> str:
    """Why two points of a series are not to be compared, in French; "" where they are.

    From or to what is no result (an aim, a plan, a limit, an offer), between two scopes or two publishers (whose
    definitions may differ), across a break, which parts the series even in a year without value, or between two ratios
    whose denominators are neither each of its own year nor one and the same: part of the change would be theirs.
    """
    first, end = sorted((base.year, last.year))
    if reason := next((NO_RESULT[p.status] for p in (base, last) if p.status in NO_RESULT), ""):
        return reason
    if base.scope != last.scope:
        return "périmètres ou méthodes différents"
    if base.publisher and last.publisher and base.publisher != last.publisher:
        return "sources différentes"
    if base.denominator != last.denominator and not (base.is_of_its_year and last.is_of_its_year):
        return "dénominateurs d'années différentes"
    if any(p.break_before for p in series if first < p.year <= end):
        return "rupture de série"
    return ""


def find_pair(series: list[Point], first: int, last: int) -> tuple[Point, Point] | str:
    """The results of two years; else the reason in French why there is no such pair."""
    if first >= last:
        return "deux années différentes, dans l'ordre, sont attendues"
    results = {p.year: p for p in keep_known(series) if p.status not in BESIDE}
    absent = [str(year) for year in (first, last) if year not in results]
    return f"sans donnée en {' et '.join(absent)}" if absent else (results[first], results[last])


def find_longest_pair(series: list[Point]) -> tuple[Point, Point] | None:
    """The last result and the earliest one that compares with it; None where none does.

    A sum of a part of the members is neither of them: its change would be that of who is counted.
    """
    results = [p for p in keep_known(series) if p.status not in BESIDE and p.status != "partial"]
    pairs = ((base, results[-1]) for base in results[:-1])
    return next((pair for pair in pairs if not find_obstacle(series, *pair)), None)
