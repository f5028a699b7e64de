"""What ties the cells of the store: the sums, ratios, changes and estimates that hold among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations, product
from typing import NamedTuple

import pandas as pd

from loaders.catalog import Catalog, parse_scope
from loaders.rules.relations import Change, Estimate, Ratio, Relation, Total
from loaders.territories.perimeters import list_perimeters

POPULATION = "population.municipal"
# What a figure may be divided by, beside inhabitants and land.
TONNES, HOUSEHOLDS = "waste.collected", "population.fiscal_households"
# Under this, two figures of the same lines may be equal by chance.
LEAST_COPIED = 100
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_LINES = re.compile(r"(?:(?P<source>[\w-]+): )?(?P<lines>\d+(?:-\d+)?(?:;\d+(?:-\d+)?)*)")


class Cell(NamedTuple):
    """One thing that may be published several times: by several sources, in several deliveries."""

    indicator: str
    territory: str
    place: str
    scope: str
    period: str


class Way(NamedTuple):
    """A territory and what it is the sum of, for the figures of some years, or of all."""

    whole: str
    parts: tuple[str, ...]
    years: frozenset[int] | None = None


def list_relations(rows: pd.DataFrame, catalog: Catalog, territories: pd.DataFrame) -> list[Relation]:
    """All that ties the cells of observations with a column `cell`; what is named and not published is unknown."""
    years = dict(zip(rows["cell"], rows["year"].astype(int), strict=True))
    return [
        *_list_totals(years, catalog, _list_ways(territories)),
        *_list_ratios(years, catalog),
        *_list_changes(years, catalog),
        *_list_estimates(rows, catalog),
        *_list_counts(years, catalog),
        *_list_dates(years, catalog),
    ]


def _list_ways(territories: pd.DataFrame) -> list[Way]:
    """What each territory is the sum of: communes, members, EPCIs for a département, and an EPCI on each perimeter that
    it has had."""
    parts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    communes = territories[territories["level"].eq("commune")]
    for column in ("epci", "departements"):
        for code, group in communes.groupby(column):
            if code:
                parts[str(code)].append(tuple(group["code"]))
    for code, group in communes.groupby("departements"):
        by_epci = group.groupby("epci")["code"].agg(tuple)
        whole = [epci for epci, own in by_epci.items() if epci and parts[str(epci)][0] == own]
        rest = group.loc[~group["epci"].isin(whole), "code"]
        parts[str(code)].append((*map(str, whole), *rest))
    for code, members in zip(territories["code"], territories["members"], strict=True):
        if members:
            parts[code].append(tuple(members.split(";")))
    today = {code: {tuple(sorted(way)) for way in own} for code, own in parts.items()}
    return [
        *(Way(code, way) for code, own in parts.items() for way in own),
        *(
            Way(epci, perimeter, years)
            for epci, perimeters in list_perimeters().items()
            for perimeter, years in perimeters.items()
            if perimeter not in today.get(epci, ())
        ),
    ]


def _list_totals(cells: dict[Cell, int], catalog: Catalog, ways: list[Way]) -> Iterator[Total]:
    """The sums of components, of partitions, of dimensions, and of territories."""
    children: dict[tuple[Cell, str], set[Cell]] = defaultdict(set)
    for cell in cells:
        entry = catalog.indicators[cell.indicator]
        if entry.components:
            yield Total(cell, tuple(cell._replace(indicator=name) for name in entry.components))
        if catalog.unit_of(cell.indicator).additive:
            dimensions = parse_scope(cell.scope)
            for name in dimensions:
                rest = ";".join(f"{key}={member}" for key, member in dimensions.items() if key != name)
                children[cell._replace(scope=rest), name].add(cell)
    yield from (Total(whole, tuple(sorted(own))) for (whole, _), own in children.items())
    yield from _list_partitions(cells, catalog)
    ways_with: dict[str, list[int]] = defaultdict(list)
    for n, way in enumerate(ways):
        for part in way.parts:
            ways_with[part].append(n)
    known = {(year, *cell[:1], *cell[2:]): set[str]() for cell, year in cells.items()}
    for cell, year in cells.items():
        known[year, *cell[:1], *cell[2:]].add(cell.territory)
    for (year, name, *others), codes in known.items():
        if catalog.unit_of(name).additive:
            for n in sorted({n for code in codes for n in ways_with.get(code, ())}):
                way = ways[n]
                if way.years is None or year in way.years:
                    yield Total(Cell(name, way.whole, *others), tuple(Cell(name, part, *others) for part in way.parts))


def _list_partitions(cells: Collection[Cell], catalog: Catalog) -> Iterator[Total]:
    """Declared partitions of which a part or the whole is published; shares make 100."""
    found: set[tuple[Cell, tuple[Cell, ...], bool]] = set()
    for cell in cells:
        for partition in catalog.indicators[cell.indicator].partitions:
            by = partition.by
            if by != "grant" and getattr(cell, by) in (partition.whole, *partition.parts):
                whole = cell._replace(**{by: partition.whole})
                parts = tuple(_find_part(cell, by, part) for part in partition.parts)
                is_all = not partition.whole and catalog.indicators[cell.indicator].unit == "percent"
                found.add((whole, parts, is_all))
    for whole, parts, is_all in sorted(found):
        yield Total(whole, parts)
        if is_all and whole not in cells:
            yield Total(None, parts, 100)


def _find_part(cell: Cell, by: str, part: str) -> Cell:
    """The cell of a part of the partition of a cell, of its own indicator or of another."""
    indicator, is_other, scope = part.partition("@")
    return cell._replace(indicator=indicator, scope=scope) if is_other else cell._replace(**{by: part})


def _list_ratios(years: dict[Cell, int], catalog: Catalog) -> Iterator[Ratio]:
    """Each published ratio and its terms: the numerators of its year, the denominator of its year or the nearest.

    Where its publisher says how many it serves, that is the denominator.
    """
    at = _index_by_year(years)
    spans: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for indicator, territory, place, scope, year in at:
        spans[indicator, territory, place, scope].append(year)
    counts = {entry.per_inhabitant: name for name, entry in catalog.indicators.items() if entry.per_inhabitant}
    for cell, year in years.items():
        entry = catalog.indicators[cell.indicator]
        above = entry.numerator or counts.get(cell.indicator)
        if above is None:
            continue
        below = entry.denominator if entry.numerator else POPULATION
        numerators = at.get((above, *cell[1:4], year)) or [cell._replace(indicator=above)]
        denominators: list[Cell | None] = [None]
        if below:
            kinds = ((below, *cell[1:4]), (below, cell.territory, cell.place, ""), (below, cell.territory, "", ""))
            kind = next((kind for kind in kinds if kind in spans), kinds[-1])
            nearest = min(spans.get(kind, [year]), key=lambda known: (abs(known - year), known))
            served = at.get((entry.served or "", *cell[1:3], "", year))
            denominators = [*(served or at.get((*kind, nearest), [Cell(*kind, str(year))]))]
        for term, divisor in product(numerators, denominators):
            yield Ratio(cell, term, divisor, entry.factor)


def _list_changes(years: dict[Cell, int], catalog: Catalog) -> Iterator[Change]:
    """Each printed change and the values of its two years: those of its period, or else its own and the one before."""
    at = _index_by_year(years)
    for cell, own in years.items():
        entry = catalog.indicators[cell.indicator]
        if entry.change_of is None:
            continue
        named = sorted(map(int, _YEAR.findall(cell.period)))
        first, last = (named[0], named[-1]) if len(named) > 1 else (own - 1, own)
        of = (entry.change_of, *cell[1:4])
        befores = at.get((*of, first), [Cell(*of, str(first))])
        afters = at.get((*of, last), [Cell(*of, str(last))])
        for before, after in product(befores, afters):
            yield Change(cell, before, after, entry.unit == "percent")


def _index_by_year(years: dict[Cell, int]) -> dict[tuple[str, str, str, str, int], list[Cell]]:
    at: dict[tuple[str, str, str, str, int], list[Cell]] = defaultdict(list)
    for cell, year in years.items():
        at[*cell[:4], year].append(cell)
    return at


def _list_estimates(rows: pd.DataFrame, catalog: Catalog) -> Iterator[Estimate]:
    """Estimates and the figures that their locator or note names, and figures that the same lines give twice."""
    by_line: dict[tuple[str, int], list[int]] = defaultdict(list)
    by_thing: dict[tuple[str, str], list[int]] = defaultdict(list)
    cells: list[Cell] = rows["cell"].tolist()
    values: list[float] = rows["value"].tolist()
    sources = rows["source"].astype(str).tolist()
    lines = [read_lines(locator, own) for locator, own in zip(rows["locator"].astype(str), sources, strict=True)]
    for number, cell in enumerate(cells):
        by_thing[cell.indicator, cell.territory].append(number)
        for at in lines[number]:
            if at[0] == sources[number]:
                by_line[at].append(number)
    for number, (status, note) in enumerate(zip(rows["status"].astype(str), rows["note"].astype(str), strict=True)):
        cell, value = cells[number], values[number]
        beside = sorted({n for at in lines[number] for n in by_line[at]})
        if status == "estimated":
            printed = read_numbers(note)
            of = [cells[n] for n in beside if sources[n] != sources[number]]
            of += [cells[n] for n in by_thing[cell.indicator, cell.territory] if values[n] in printed]
            if terms := tuple(term for term in dict.fromkeys(of) if term != cell):
                yield Estimate(cell, terms)
        for n in beside:
            is_copy = values[n] == value and abs(value) >= LEAST_COPIED
            if is_copy and cells[n] != cell and _is_alike(cell, cells[n], catalog):
                yield Estimate(cell, (cells[n],))


def _list_counts(cells: Collection[Cell], catalog: Catalog) -> Iterator[Estimate]:
    """Each number of things and what they amount to: one is zero where the other is, and each tells the others."""
    for cell in cells:
        of = [cell._replace(indicator=name) for name in catalog.indicators[cell.indicator].counts]
        yield from (Estimate(one, (other,)) for one, other in combinations([cell, *of], 2))


def _list_dates(years: dict[Cell, int], catalog: Catalog) -> Iterator[Estimate]:
    """A stock said of a year and of a day of it: one thing, said twice."""
    for cells in _index_by_year(years).values():
        own = [cell for cell in cells if {int(year) for year in _YEAR.findall(cell.period)} == {years[cell]}]
        if len(own) > 1 and catalog.indicators[own[0].indicator].kind == "stock":
            yield from (Estimate(one, (other,)) for one, other in combinations(own, 2))


def _is_alike(one: Cell, other: Cell, catalog: Catalog) -> bool:
    """Whether two cells are of the same territory, period and unit, and no sum of dimensions ties them already."""
    units = {catalog.indicators[cell.indicator].unit for cell in (one, other)}
    has_sums = "=" in one.scope + other.scope
    return (one.territory, one.period) == (other.territory, other.period) and len(units) == 1 and not has_sums


def read_lines(locator: str, source: str) -> set[tuple[str, int]]:
    """The lines of a document that a locator names, those of `source` unless it says another; none for an address."""
    found = _LINES.fullmatch(locator)
    if found is None:
        return set()
    spans = [part.partition("-") for part in found["lines"].split(";")]
    return {
        (found["source"] or source, line)
        for first, _, last in spans
        for line in range(int(first), min(int(last or first), int(first) + 100) + 1)
    }


def read_numbers(words: str) -> set[float]:
    """The numbers that words print, years included."""
    return {float(re.sub(r"\s", "", found).replace(",", ".")) for found in _NUMBER.findall(words)}
