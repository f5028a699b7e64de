"""Pure statistics over observations: change, per inhabitant, rank, sums over a group. No page computes any itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd


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


def compute_change(series: list[Point]) -> Change:
    """The change of the last point on the one known before it: (last − base) ÷ base.

    None across a break, from or to a target, between two scopes or two publishers (whose definitions may differ), from
    zero, and where a value is missing.
    """
    points = [p for p in sorted(series) if p.value is not None and not pd.isna(p.value)]
    if len(points) < 2:
        return Change(None, None, "une seule année connue" if points else "aucune année connue")
    base, last = points[-2], points[-1]
    since_base = [p for p in series if base.year < p.year <= last.year]
    if "target" in (base.status, last.status):
        return Change(None, base.year, "un objectif n'est pas un résultat")
    if base.scope != last.scope:
        return Change(None, base.year, "périmètres ou méthodes différents")
    if base.publisher and last.publisher and base.publisher != last.publisher:
        return Change(None, base.year, "sources différentes")
    if any(p.break_before for p in since_base):
        return Change(None, base.year, "rupture de série")
    if base.value is None or last.value is None or base.value == 0:
        return Change(None, base.year, "valeur de départ nulle")
    return Change((last.value - base.value) / base.value, base.year, points=last.value - base.value)


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


def nearest_year(known: np.ndarray, year: int) -> int | None:
    """The year of `known` nearest to `year`, the earlier of two as near; None where nothing is known."""
    return int(min(known, key=lambda y: (abs(int(y) - year), int(y)))) if len(known) else None


def compute_per_inhabitant(
    observations: pd.DataFrame, populations: pd.DataFrame, *, factor: float = 1.0
) -> pd.DataFrame:
    """Values divided by the population of the nearest year known, times `factor`; missing where none is known.

    Both frames have the columns territory, year and value. The year of the denominator is returned in
    `denominator_year`, and said in `note` where it differs.
    """
    result = observations.copy()
    people = {
        str(t): group.set_index("year")["value"]
        for t, group in populations.dropna(subset="value").groupby("territory", observed=True)
    }
    years: list[int | None] = []
    heads: list[float] = []
    for territory, year in zip(observations["territory"].astype(str), observations["year"], strict=True):
        known = people.get(territory)
        near = nearest_year(known.index.to_numpy(), int(year)) if known is not None else None
        count = float(known[near]) if known is not None and near is not None else np.nan
        years.append(near)
        heads.append(count if count > 0 else np.nan)
    result["value"] = result["value"].to_numpy(dtype=float) * factor / np.array(heads, dtype=float)
    result["denominator_year"] = pd.array(years, dtype="Int16")
    said = [
        "population inconnue" if pd.isna(near) else f"population {near}" if near != year else ""
        for near, year in zip(years, observations["year"], strict=True)
    ]
    result["note"] = [" ; ".join(filter(None, pair)) for pair in zip(result["note"].fillna(""), said, strict=True)]
    result.loc[result["value"].isna() & result["status"].isin(["normal", "provisional", "estimated"]), "status"] = (
        "missing"
    )
    return result


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
    known = values.reindex(list(members)).dropna()
    if len(known) < len(members) or not members:
        return GroupSum(None, len(known), len(members), "missing")
    found = set(statuses.reindex(list(members)))
    status = next((s for s in ("estimated", "provisional") if s in found), "normal")
    return GroupSum(float(known.sum()), len(known), len(members), status)
