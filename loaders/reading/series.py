"""Series ready to be shown: one value per territory and year, sums of groupings, figures per inhabitant."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import pandas as pd

from loaders import store
from loaders.catalog import Indicator, load_catalog
from loaders.pipeline.beside import attach_said
from loaders.preference import SEVERAL_YEARS, prefer
from loaders.reading.composed.resolving import find_composed
from loaders.reading.composed.sums import divide_members, sum_members
from loaders.reading.composed.terms import Terms, find_terms
from loaders.reading.covered import COVERED, divide
from loaders.reading.rows import list_rows
from loaders.statistics.groups import WITHHELD_SUM, sum_over_group
from loaders.statistics.points import Point

POPULATION = "population.municipal"
COMPUTED = "terril"
# The columns that a point is made of.
OF_A_POINT = ("year", "value", "status", "break_before", "scope", "source", "period", "denominator_year")


def computed_id(indicator: str, territory: str, year: int, scope: str, *, per_inhabitant: bool) -> str:
    """The id of a figure that no publisher printed: what it takes to compute it again."""
    return "~".join([indicator, territory, str(year), scope, "habitant" if per_inhabitant else "valeur"])


@dataclass(frozen=True)
class Head:
    """By how many inhabitants an amount is divided, and how that is written."""

    symbol: str
    label: str
    factor: float
    decimals: int


PER_THOUSAND = Head("1\u202f000\u00a0hab.", "pour 1\u202f000\u00a0habitants", 1000, 2)
PER_HEAD = {"EUR": Head("hab.", "par habitant", 1, 2), "m3": Head("hab.", "par habitant", 1, 1)}


def factor_of(entry: Indicator) -> float:
    """By what an indicator is multiplied before it is divided by the population: that of its ratio, or 1 or 1 000."""
    ratio = load_catalog().indicators.get(entry.per_inhabitant or "")
    return ratio.factor if ratio else PER_HEAD.get(entry.unit, PER_THOUSAND).factor


@dataclass(frozen=True)
class Series:
    """Observations of one indicator (one row per territory, scope and year) with all that a title or an axis needs."""

    indicator: str
    label: str
    short: str
    unit: str
    unit_label: str
    decimals: int
    per_inhabitant: bool
    frame: pd.DataFrame
    restriction: str = ""

    def restrict(self, territories: Collection[str], years: tuple[int, int]) -> Series:
        """The same series for some territories and from one year to another only."""
        kept = self.frame["territory"].isin(list(territories)) & self.frame["year"].between(*years)
        return replace(self, frame=self.frame[kept].reset_index(drop=True))

    @property
    def name(self) -> str:
        """The short label with what it is restricted to: « Dotations attribuées (DETR) »."""
        return f"{self.short} ({self.restriction})" if self.restriction else self.short

    @property
    def title(self) -> str:
        """The name with its unit, unless the name says it: « Eau distribuée, en mètres cubes »."""
        said = "%" in self.short or (self.unit_label.endswith("par habitant") and "par habitant" in self.short)
        return self.name if said else f"{self.name}, en {self.unit_label}"


def load_series(
    indicator: str,
    *,
    territories: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    scopes: Sequence[str] | None = ("",),
    per_inhabitant: bool = False,
) -> Series:
    """The series of an indicator, for some territories or for all those of some levels.

    A grouping with no figure of its own gets the sum of its members, where each is known and they may be summed; one
    that a reader composed, what loaders.reading.composed.sums says. Per inhabitant, where that means something, a
    published ratio comes before one computed from the legal population, and a break parts the two: they are of two
    methods. A total of several years is left out: it is no year's.
    """
    catalog = load_catalog()
    entry = catalog.indicators[indicator]
    unit = catalog.units[entry.unit]
    frame = _load(indicator, territories, levels, scopes)
    restriction = catalog.scope_label(scopes[0]) if scopes and len(scopes) == 1 else ""
    absolute = Series(
        indicator, entry.label, entry.short, unit.symbol, unit.label, entry.decimals, False, frame, restriction
    )
    if not per_inhabitant or not catalog.may_per_inhabitant(indicator) or indicator == POPULATION:
        return absolute
    ratio = catalog.indicators.get(entry.per_inhabitant or "")
    populations = _keep_perimeter(read_populations(list(frame["territory"].astype(str).unique())), frame)
    head = PER_HEAD.get(entry.unit, PER_THOUSAND)
    composed = find_composed(territories or ())
    plain = frame[~frame["territory"].isin(list(composed))]
    computed = divide(plain, populations, indicator, POPULATION, factor=factor_of(entry))
    is_partial = computed["status"].astype(str).eq("partial") & computed["value"].notna()
    computed["note"] = computed["note"].mask(is_partial, computed["note"].astype(str) + f" ; {COVERED}")
    if composed and catalog.may(indicator, "sum"):
        terms = Terms(indicator, POPULATION, factor_of(entry))
        computed = pd.concat([computed, *_divide_composed(terms, composed, scopes)], ignore_index=True)
    computed["id"] = [
        computed_id(indicator, str(territory), int(year), scope, per_inhabitant=True)
        for territory, year, scope in zip(computed["territory"], computed["year"], computed["scope"], strict=True)
    ]
    computed = attach_said(computed)
    if ratio is None or entry.per_inhabitant is None:
        return replace(
            absolute,
            label=f"{entry.label}, {head.label}",
            unit=f"{unit.symbol}/{head.symbol}",
            unit_label=f"{unit.label} {head.label}",
            decimals=head.decimals,
            per_inhabitant=True,
            frame=computed,
        )
    others = None if territories is None else [code for code in territories if code not in composed]
    published = _load(entry.per_inhabitant, others, levels, scopes).assign(indicator=indicator, denominator_year=pd.NA)
    keys = ["territory", "scope", "year"]
    both = pd.concat([published, computed], ignore_index=True).drop_duplicates(keys)
    ratio_unit = catalog.units[ratio.unit]
    return replace(
        absolute,
        label=ratio.label,
        short=ratio.short,
        unit=ratio_unit.symbol,
        unit_label=ratio_unit.label,
        decimals=ratio.decimals,
        per_inhabitant=True,
        frame=_part_methods(both),
    )


def _part_methods(ratios: pd.DataFrame) -> pd.DataFrame:
    """The ratios by year, with a break where one that is printed follows one divided here, or the other way round."""
    keys = ["territory", "scope", "year"]
    ordered = ratios.astype({"territory": str, "scope": str}).sort_values(keys, ignore_index=True)
    known = ordered[ordered["value"].notna()]
    is_divided = known["denominator_year"].notna()
    before = is_divided.groupby([known["territory"], known["scope"]]).shift()
    is_other = (before.notna() & before.ne(is_divided)).reindex(ordered.index, fill_value=False)
    return ordered.assign(break_before=ordered["break_before"].astype(bool) | is_other)


def _load(
    indicator: str, territories: Sequence[str] | None, levels: Sequence[str] | None, scopes: Sequence[str] | None
) -> pd.DataFrame:
    """Preferred observations, with the sums of those groupings of `territories` that have members, and the sums and the
    ratios of those that a reader composed."""
    if territories is None:
        return prefer(_of_one_year(store.load_observations([indicator], levels=levels, scopes=scopes)))
    groups, composed = _members_of(tuple(territories)), find_composed(territories)
    wanted = {*territories, *(member for members in (groups | composed).values() for member in members)}
    rows = _of_one_year(store.load_observations([indicator], territories=sorted(wanted), scopes=scopes))
    frame = prefer(rows).astype({"territory": str, "level": str, "status": str, "indicator": str, "source": str})
    if groups and load_catalog().may(indicator, "sum"):
        frame = pd.concat([frame, *_sum_groups(frame, groups)], ignore_index=True)
    made: list[pd.DataFrame] = []
    if composed and load_catalog().may(indicator, "sum"):
        made = [sum_members(frame, code, members) for code, members in composed.items()]
    elif composed and (terms := find_terms(indicator)):
        made = _divide_composed(terms, composed, scopes)
    for each in made:
        keys = zip(each["territory"], each["year"], each["scope"], strict=True)
        ids = [computed_id(indicator, str(t), int(y), str(s), per_inhabitant=False) for t, y, s in keys]
        frame = pd.concat([frame, each.assign(indicator=indicator, id=ids)], ignore_index=True)
    return attach_said(frame[frame["territory"].isin(list(territories))].reset_index(drop=True))


def _divide_composed(
    terms: Terms, composed: Mapping[str, tuple[str, ...]], scopes: Sequence[str] | None
) -> list[pd.DataFrame]:
    """The ratios of sums of territories that a reader composed."""
    members = sorted({member for own in composed.values() for member in own})
    above = _load(terms.above, members, None, scopes)
    below = _load(terms.below, members, None, None)
    if terms.below == POPULATION:
        below = _keep_perimeter(read_populations(members), above)
    name = load_catalog().indicators[terms.below].short.lower()
    return [divide_members(above, below, code, own, factor=terms.factor, name=name) for code, own in composed.items()]


def read_populations(territories: Sequence[str]) -> pd.DataFrame:
    """The populations that may be a denominator: neither rounded nor of a year that is not printed."""
    people = _load(POPULATION, territories, None, ("",))
    return people[people["warning"].astype(str).eq("")]


def _keep_perimeter(populations: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """The populations that go with counts: where a perimeter changed and the counts run on without a break, they are
    counted in the perimeter of today, and populations of another are no denominators.

    Before the first perimeter that was printed, populations are sums on the last one: they go with those of today.
    """
    broken = populations[populations["break_before"]].groupby("territory", observed=True)["year"]
    is_kept = pd.Series(True, index=populations.index)
    for territory, last in broken.max().items():
        own = counts[counts["territory"] == territory]
        if own["year"].lt(last).any() and own["year"].ge(last).any() and not own["break_before"].any():
            first = broken.min()[territory] if broken.count()[territory] > 1 else 0
            is_other = populations["year"].ge(first) & populations["year"].lt(last)
            is_kept &= ~(populations["territory"].eq(territory) & is_other)
    return populations[is_kept]


def _of_one_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose period is one year, or one winter or school year; not « 2011-2018 »."""
    years = rows["period"].str.extract(r"^(\d{4})-(\d{4})$").astype("float64")
    return rows[~(years[1] - years[0] > 1)]


def _members_of(territories: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    declared = load_catalog().territories
    return {code: declared[code].members for code in territories if code in declared and declared[code].members}


def _sum_groups(frame: pd.DataFrame, groups: dict[str, tuple[str, ...]]) -> list[pd.DataFrame]:
    """The rows that hold the sum of each grouping, for the years and scopes where it has none of its own."""
    sums = []
    for code, members in groups.items():
        own = frame[frame["territory"] == code].set_index(["scope", "year"]).index
        parts = frame[frame["territory"].isin(members)]
        for key, part in parts.groupby(["scope", "year"]):
            if key in own:
                continue
            by_member = part.set_index("territory")
            total = sum_over_group(by_member["value"], by_member["status"], members)
            is_secret = "confidential" in set(by_member["status"])
            if total.value is not None or is_secret:
                sums.append(
                    part.head(1).assign(
                        id=computed_id(
                            str(part["indicator"].iloc[0]), code, int(key[1]), str(key[0]), per_inhabitant=False
                        ),
                        territory=code,
                        level="grouping",
                        value=total.value,
                        status="confidential" if is_secret else total.status,
                        published="",
                        locator=" ; ".join(part["locator"]),
                        source=";".join(dict.fromkeys(part["source"])),
                        note=WITHHELD_SUM if is_secret else f"Somme de {total.known} membres sur {total.members}",
                        break_before=bool(part["break_before"].any()),
                    )
                )
    return sums


def _method_of(row: Mapping[Hashable, Any]) -> str:
    """What else keeps two values from being compared: a ratio divided here, not printed so; several years at once."""
    divided = "divided" if not pd.isna(row.get("denominator_year")) else ""
    return f"{divided} {'several years' if re.fullmatch(SEVERAL_YEARS, str(row['period'])) else ''}"


def _publisher(sources: str) -> str:
    """Who vouches for what an id, or several joined by `;`, stand for; "" for what Terril itself computed."""
    known = [load_catalog().sources[key] for key in sources.split(";") if key != COMPUTED]
    return " ; ".join(sorted({source.producer or source.publisher for source in known}))


def points_of(own: pd.DataFrame) -> list[Point]:
    """The observations of one territory and one restriction as points, with who published each and how."""
    return list_points(sorted(list_rows(own, OF_A_POINT), key=itemgetter("year")))


def list_points(rows: Iterable[Mapping[Hashable, Any]]) -> list[Point]:
    """See points_of; `rows` have its columns, in the order of the years."""
    return [
        Point(
            int(row["year"]),
            row["value"],
            str(row["status"]),
            bool(row["break_before"]),
            f"{row['scope']} {_method_of(row)}",
            _publisher(str(row["source"])),
            None if pd.isna(row.get("denominator_year")) else int(row["denominator_year"]),
        )
        for row in rows
    ]
