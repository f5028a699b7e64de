"""What is known of one territory: its figures by theme, its place among its peers, its grants, who is round it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.kept import OBSERVATIONS, TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.levels import OUTLINED
from loaders.preference import prefer
from loaders.reading import series
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.everything import load_everything
from loaders.reading.composed.peers import find_overlapped
from loaders.reading.composed.resolving import find_row
from loaders.reading.surroundings import find_members, find_parents, is_inside, read_territories, split_codes
from loaders.statistics import ranks
from loaders.statistics.peers import FEWEST_PEERS
from loaders.statuses import NO_DUE, NO_DUE_YEAR, are_results, split_warnings

SPAN = r"^(\d{4})-(\d{4})$"
Key = tuple[str, str, str, bool]


class UnknownTerritoryError(LookupError):
    """No territory has the code asked for."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is said of one year or period; `value` is None where the status says why.

    `due` is the year of what is aimed at or planned, or that none is printed; in its `note` a remark may stand.
    """

    year: int
    period: str
    value: float | None
    status: str
    break_before: bool
    published: str
    source: str
    id: str
    due: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """An indicator, with what and where it is restricted to, and its values by year, at least one; targets apart.

    The values of a line of `is_several` are each of several years; `rank` is that of the latest among the peers.
    """

    indicator: str
    scope: str
    place: str
    is_several: bool
    values: tuple[Value, ...]
    rank: ranks.Rank | None = None

    @property
    def latest(self) -> Value:
        """The last value that is known, or else what is said of the last year."""
        return next((v for v in reversed(self.values) if v.value is not None), self.values[-1])

    @property
    def is_known(self) -> bool:
        """Whether anything but a gap is published."""
        return any(v.value is not None or v.status != "missing" for v in self.values)


@dataclass(frozen=True)
class Section:
    """A theme: lines of the whole territory, then those of a part of it, and targets.

    They are those of the EPCI `lender` where a commune has none of its own.
    """

    theme: str
    whole: tuple[Line, ...]
    parts: tuple[Line, ...] = ()
    targets: tuple[Line, ...] = ()
    lender: pd.Series | None = None


@dataclass(frozen=True)
class Portrait:
    """A territory (`row`, in the columns of store.load_territories, as are all territories here) and what is known.

    `rows` are all its observations, other values of the same thing included; `members` its communes, the EPCIs of a
    département or what a grouping is made of; `parents` its EPCI, its départements and the groupings it is in.
    """

    row: pd.Series
    population: Value | None
    sections: tuple[Section, ...]
    rows: pd.DataFrame
    grants: pd.DataFrame
    members: pd.DataFrame
    parents: pd.DataFrame
    predecessors: pd.DataFrame
    successor: pd.Series | None
    is_inside: bool


def load_portrait(code: str) -> Portrait:
    """The portrait of any territory of France or of the catalogue. Raises UnknownTerritoryError."""
    table, row = read_territories(), find_row(code)
    if row is None:
        raise UnknownTerritoryError(code)
    rows = _load_rows(row)
    lines = _read_lines(rows, row)
    own = {section.theme: section for section in _arrange(lines, rows)}
    if row["level"] == "commune" and row["epci"]:
        own = _borrow(own, _load_lent(str(row["epci"])), table.loc[row["epci"]])
    people = [line for line in lines if line.indicator == series.POPULATION and not line.scope and not line.place]
    return Portrait(
        row,
        people[0].latest if people and people[0].is_known else None,
        tuple(own[theme] for theme in load_catalog().themes if theme in own),
        rows,
        _load_grants(row),
        find_members(row),
        find_parents(row),
        table[table["successor"] == code],
        table.loc[row["successor"]] if row["successor"] else None,
        is_inside(row),
    )


def _load_rows(row: pd.Series) -> pd.DataFrame:
    """All that is published of a territory, and the sums over its members where it has no figure of its own."""
    if is_composed(str(row["code"])):
        return load_everything(str(row["code"]))
    own = store.load_observations(None, territories=[str(row["code"])], place=None)
    members = split_codes(row["members"])
    if not members:
        return own
    catalog = load_catalog()
    parts = store.load_observations(None, territories=members)
    known = parts[parts["value"].notna()].groupby(["indicator", "scope", "year"])["territory"].nunique()
    whole = dict.fromkeys(known.index[known == len(members)].get_level_values("indicator"))
    sums = [
        series.load_series(name, territories=(str(row["code"]),), scopes=None).frame
        for name in whole
        if catalog.may(name, "sum")
    ]
    computed = [frame[frame["id"].str.contains("~", regex=False)] for frame in sums]
    return pd.concat([own, *(frame for frame in computed if len(frame))], ignore_index=True)


def _is_several(periods: pd.Series) -> pd.Series:
    """Whether each period is of several years; a winter or a school year is one."""
    years = periods.str.extract(SPAN).astype("float64")
    return years[1] - years[0] > 1


def _read_lines(rows: pd.DataFrame, row: pd.Series) -> list[Line]:
    """The lines of a territory, in the order of the catalogue, each year said once."""
    is_several = _is_several(rows["period"])
    halves = [
        prefer(rows[kept]).assign(is_several=flag)
        for kept, flag in ((~is_several, False), (is_several, True))
        if kept.any()
    ]
    if not halves:
        return []
    lines: dict[Key, list[Value]] = {}
    for record in pd.concat(halves, ignore_index=True).to_dict("records"):
        lines.setdefault(_key_of(record), []).append(_to_value(record))
    return [Line(*key, tuple(values), _rank(row, key, values)) for key, values in _in_order(lines.items())]


def _key_of(record: dict[Any, Any]) -> Key:
    return record["indicator"], record["scope"], record["place"], record["is_several"]


def _to_value(record: dict[Any, Any]) -> Value:
    return Value(
        int(record["year"]),
        str(record["period"] or record["year"]),
        None if pd.isna(record["value"]) else float(record["value"]),
        str(record["status"]),
        bool(record["break_before"]),
        str(record["published"]),
        str(record["source"]),
        str(record["id"]),
        NO_DUE if NO_DUE_YEAR in split_warnings(str(record["warning"])) else str(record["period"] or record["year"]),
        str(record["note"]),
    )


def _in_order(lines: Iterable[tuple[Key, list[Value]]]) -> list[tuple[Key, list[Value]]]:
    """Headlines of their theme first, then in the order of the catalogue, the whole before its parts."""
    catalog = load_catalog()
    places = {name: n for n, name in enumerate(catalog.indicators)}

    def weigh(item: tuple[Key, list[Value]]) -> tuple[bool, int, str, str, bool]:
        indicator, scope, place, is_several = item[0]
        is_headline = not place and is_headline_of(indicator, scope)
        return not is_headline, places[indicator], place, scope, is_several

    return sorted(lines, key=weigh)


def is_headline_of(indicator: str, scope: str) -> bool:
    """Whether the theme of an indicator puts it first, restricted so."""
    catalog = load_catalog()
    return (f"{indicator}@{scope}" if scope else indicator) in catalog.themes[catalog.theme_of(indicator)].headlines


def _rank(row: pd.Series, key: Key, values: list[Value]) -> ranks.Rank | None:
    """The place of the latest value of a whole territory among its peers of that year, three known at least."""
    indicator, scope, place, is_several = key
    if scope or place or is_several or not load_catalog().may(indicator, "rank"):
        return None
    latest = Line(*key, tuple(values)).latest
    departements = load_catalog().deployment.departements
    if not {*split_codes(row["departements"])} & {*departements}:
        departements = tuple(split_codes(row["departements"]))
    own = str(row["code"])
    is_own = is_composed(own)
    peers = _read_peers("epci" if is_own else str(row["level"]), departements).get((indicator, latest.year))
    if peers is not None and is_own:
        others = peers.drop(peers.index.intersection([*find_overlapped(own)]))
        peers = pd.concat([others, pd.Series({own: latest.value}, dtype="float64")])
    return ranks.compute_rank(peers, own) if peers is not None else None


@keep(TABLES)
def _read_peers(level: str, departements: tuple[str, ...]) -> dict[tuple[str, int], pd.Series]:
    """By indicator and year, the values of the territories of a level in some départements, three at least; of all the
    départements for a département."""
    if level not in OUTLINED:
        return {}
    rows = store.load_observations(None, levels=[level], scopes=[""])
    rows = rows[rows["value"].notna() & ~_is_several(rows["period"]) & are_results(rows["status"])]
    if level != "departement":
        rows = rows[rows["territory"].isin(store.load_territories_in(departements, [level])["code"])]
    groups = prefer(rows).groupby(["indicator", "year"])
    return {
        (str(indicator), int(year)): group.set_index("territory")["value"]
        for (indicator, year), group in groups
        if len(group) >= FEWEST_PEERS
    }


def _arrange(lines: list[Line], rows: pd.DataFrame) -> Iterator[Section]:
    """The lines by theme, those of which something is known or aimed at."""
    catalog = load_catalog()
    aims = rows[~are_results(rows["status"])].sort_values(["indicator", "scope", "place", "year", "period"])
    targets = [
        Line(r["indicator"], r["scope"], r["place"], False, (_to_value(r),))
        for r in aims.drop_duplicates(["indicator", "scope", "place", "year", "value"]).to_dict("records")
    ]
    for theme in catalog.themes:
        own = [line for line in lines if catalog.theme_of(line.indicator) == theme]
        aimed = tuple(line for line in targets if catalog.theme_of(line.indicator) == theme)
        if aimed or any(line.is_known for line in own):
            whole = [line for line in own if _is_whole(line)]
            yield Section(theme, tuple(whole), tuple(line for line in own if not _is_whole(line)), aimed)


def _is_whole(line: Line) -> bool:
    """Of the whole territory and all that is counted, or what its theme puts first."""
    return not line.place and (not line.scope or is_headline_of(line.indicator, line.scope))


def _borrow(own: dict[str, Section], lent: tuple[Section, ...], lender: pd.Series) -> dict[str, Section]:
    """The sections of a commune, and those of its EPCI on the themes where it has none or but targets."""
    return own | {
        theirs.theme: Section(theirs.theme, theirs.whole, theirs.parts, mine.targets if mine else (), lender)
        for theirs in lent
        if not ((mine := own.get(theirs.theme)) and (mine.whole or mine.parts))
    }


@keep(OBSERVATIONS)
def _load_lent(epci: str) -> tuple[Section, ...]:
    """What an EPCI shows in the place of a commune that has no figure of its own."""
    row = read_territories().loc[epci]
    rows = _load_rows(row)
    return tuple(section for section in _arrange(_read_lines(rows, row), rows) if section.whole or section.parts)


def _load_grants(row: pd.Series) -> pd.DataFrame:
    """Its grants as a beneficiary, and those of what lies in it; a grouping has those of its members."""
    grants, codes = store.load_grants(), [str(row["code"]), *split_codes(row["members"])]
    is_own = grants["commune"].isin(codes) | grants["epci"].isin(codes) | grants["idBeneficiaire"].isin(codes)
    return grants[is_own].sort_values(["montant"], ascending=False, kind="stable")
