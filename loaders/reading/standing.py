"""Where a territory stands among its peers for one indicator and one year, and what the group makes together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.kept import SERIES, keep
from loaders.catalog import load_catalog
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.series import Series, factor_of, load_series, read_populations
from loaders.reading.surroundings import read_territories
from loaders.statistics import groups
from loaders.statistics.distribution import Distribution, Standing, describe_distribution, locate
from loaders.statistics.groups import Aggregate
from loaders.statistics.peers import Peers
from loaders.statistics.ratios import nearest_year
from loaders.statuses import BESIDE, VALUELESS

UNKNOWN = (*VALUELESS, *BESIDE)
NO_AVERAGE = Aggregate(None, 0, 0, 0.0, None, "missing", "moyenne non demandée")
COMPARED_PER_INHABITANT = ("flow", "amount")


@dataclass(frozen=True)
class Member:
    """What is known of one territory of a group in the year compared; `id` is that of the figure, "" for none, and
    `note` its own, where a remark may stand."""

    code: str
    value: float | None
    status: str
    id: str
    note: str = ""


@dataclass(frozen=True)
class Situation:
    """A territory (`own`) among its `group` in one year, in the unit of the `series`, itself included throughout.

    `average` is that of the group, a ratio of sums where the series is one; it has no value, and a reason, under 75 %
    of coverage or where the terms of the ratio are not published. A group of one has a `reason` and no figures.
    """

    series: Series
    year: int
    period: str
    own: Member
    members: tuple[Member, ...]
    group: Peers
    distribution: Distribution
    standing: Standing
    average: Aggregate
    reason: str = ""


def is_per_inhabitant(indicator: str) -> bool:
    """Whether territories of different sizes are compared per inhabitant: for what flows and for amounts.

    A stock is compared as it is, and a ratio is one already.
    """
    catalog = load_catalog()
    return catalog.indicators[indicator].kind in COMPARED_PER_INHABITANT and catalog.may_per_inhabitant(indicator)


def situate(indicator: str, scope: str, code: str, group: Peers, *, has_average: bool = True) -> Situation | None:
    """The situation of a territory in the latest year that it has a value for; None where it has none, or is a fact.

    The average takes longest: who only places a territory has none.
    """
    if not load_catalog().may(indicator, "compare"):
        return None
    series, absolute = _load(indicator, scope, find_peer_level(code))
    if is_composed(code):
        series, absolute = _put_among(series, code), _put_among(absolute, code)
    own = series.frame[(series.frame["territory"] == code) & series.frame["value"].notna()]
    if own.empty:
        return None
    row = own.sort_values("year").iloc[-1]
    year = int(row["year"])
    now = series.frame[series.frame["year"] == year].drop_duplicates("territory").set_index("territory")
    codes = list(dict.fromkeys([code, *group.codes]))
    statuses = now["status"].astype(str).reindex(codes).fillna("missing")
    values = now["value"].astype("float64").reindex(codes).mask(statuses.isin(UNKNOWN))
    ids, notes = (now[name].astype(str).reindex(codes).fillna("") for name in ("id", "note"))
    members = tuple(
        Member(
            other, None if np.isnan(value) else float(value), str(statuses[other]), str(ids[other]), str(notes[other])
        )
        for other, value in values.items()
    )
    applicable = values[~statuses.eq("not_applicable")]
    return Situation(
        series,
        year,
        str(row["period"] or year),
        members[0],
        members,
        group,
        describe_distribution(applicable),
        locate(applicable, code),
        _average(series, absolute, scope, year, codes, statuses) if has_average else NO_AVERAGE,
        group.reason if not group.codes else _find_reason(applicable),
    )


@keep(SERIES)
def _load(indicator: str, scope: str, level: str) -> tuple[Series, Series]:
    """The series of a level as it is compared, and in absolute terms."""
    absolute = load_series(indicator, levels=(level,), scopes=(scope,))
    if not is_per_inhabitant(indicator):
        return absolute, absolute
    return load_series(indicator, levels=(level,), scopes=(scope,), per_inhabitant=True), absolute


def _put_among(series: Series, code: str) -> Series:
    """The series of a level with that of a territory that a reader composed."""
    scopes = tuple(series.frame["scope"].astype(str).unique())
    own = load_series(series.indicator, territories=(code,), scopes=scopes, per_inhabitant=series.per_inhabitant)
    return replace(series, frame=pd.concat([series.frame, own.frame], ignore_index=True))


def _find_reason(values: pd.Series) -> str:
    """Why nothing can be said of a group, in French; "" where something can."""
    known = values.dropna()
    if len(known) < 2:
        return "aucun autre territoire du groupe n’a de valeur cette année-là"
    return "toutes les valeurs connues sont égales" if known.nunique() == 1 else ""


def _average(
    series: Series, absolute: Series, scope: str, year: int, codes: Sequence[str], statuses: pd.Series
) -> Aggregate:
    """The average of a group: the plain mean of a stock, the ratio of sums of a ratio, withheld where it must be."""
    catalog = load_catalog()
    entry = catalog.indicators[series.indicator]
    populations = read_territories()["population"].astype("float64")
    if entry.kind == "ratio":
        if not entry.numerator or not entry.denominator:
            reason = "numérateur et dénominateur non publiés ; la moyenne de ratios n’est pas le ratio du groupe"
            return Aggregate(None, 0, len(codes), 0.0, None, "missing", reason)
        above = _read_year(load_series(entry.numerator, territories=codes, scopes=(scope,)).frame, year)
        below = _read_year(load_series(entry.denominator, territories=codes, scopes=(scope,)).frame, year)
        return groups.average_ratio(above.reindex(codes), below, statuses, codes, populations, factor=entry.factor)
    values = _read_year(absolute.frame, year).reindex(codes)
    if not is_per_inhabitant(series.indicator):
        return groups.average_group(values, statuses, codes, populations)
    people = _read_nearest(read_populations(codes), year)
    return groups.average_ratio(values, people, statuses, codes, populations, factor=factor_of(entry))


def _read_year(frame: pd.DataFrame, year: int) -> pd.Series:
    rows = frame[frame["year"] == year].drop_duplicates("territory")
    return rows.set_index(rows["territory"].astype(str))["value"].astype("float64")


def _read_nearest(frame: pd.DataFrame, year: int) -> pd.Series:
    """The value of the year nearest to the one asked for, by territory; none where it is too far."""
    known = frame.dropna(subset="value")
    nearest = {
        str(code): float(rows.loc[rows["year"] == near, "value"].iloc[0])
        for code, rows in known.groupby("territory", observed=True)
        if (near := nearest_year(rows["year"].to_numpy(), year)) is not None
    }
    return pd.Series(nearest, dtype="float64")
