"""What deserves to be told of a territory, and in which order: declared rules, no sentence.

Of each kind the weightiest come first; no two facts tell of one thing, and few of one theme.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal

from loaders.catalog import load_catalog
from loaders.reading.aims import Aim, list_aims
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.findings import index_contradictions
from loaders.reading.headline import find_root
from loaders.reading.portraits import Line, Portrait, is_headline_of
from loaders.reading.series import POPULATION, Series, load_series, points_of
from loaders.reading.standing import Situation, is_per_inhabitant, situate
from loaders.rules.printed import Finding
from loaders.statistics.peers import Peers
from loaders.statistics.points import Point, find_obstacle, keep_known
from loaders.statistics.targets import Distance, measure_distance
from loaders.statuses import BESIDE

Kind = Literal["size", "changed", "stands", "aim", "new", "contradicts"]
# How many facts of a kind are told, in the order in which they are; how many of a theme, and in all.
MOST_OF: dict[Kind, int] = {"size": 1, "changed": 3, "stands": 2, "aim": 1, "new": 1, "contradicts": 1}
MOST_OF_A_THEME, FEWEST, MOST = 2, 5, 8
# What no theme puts first tells less.
OF_DETAIL = 0.5
# A figure older than that is told no more; each year takes a tenth of the weight.
OLDEST = 8
AGING = 0.1
# Under 2 % nothing changed; under two standard deviations of counts that vary by chance (Poisson), nothing certain did.
LEAST_CHANGE, LEAST_DEVIATIONS = 0.02, 2.0
# A place tells something among five known and half of the group, away from its middle.
FEWEST_KNOWN, LEAST_COVERED, LEAST_APART = 5, 0.5, 0.5
# The population is compared over as many years as censuses need to differ.
YEARS_OF_POPULATION = 5


@dataclass(frozen=True)
class Fact:
    """Something to tell of a territory: an indicator in a year, restricted to a scope; `weight` from 0 to 1.

    `series` holds the rows of the territory as they are told, `pair` the two years compared; `situation` is the place
    among peers; `aim` and `distance` what a result is held against; `contradiction` what cannot all be right; `line` is
    that of a figure whose series is not read before it is told.
    """

    kind: Kind
    indicator: str
    scope: str
    year: int
    weight: float
    series: Series | None = None
    pair: tuple[Point, Point] | None = None
    situation: Situation | None = None
    aim: Aim | None = None
    distance: Distance | None = None
    contradiction: Finding | None = None
    line: Line | None = None


def list_facts(found: Portrait, group: Peers, today: dt.date) -> tuple[Fact, ...]:
    """The facts of a territory that are told, in order; none for what holds no figure."""
    code = str(found.row["code"])
    lines = [line for line in _list_own(found) if today.year - line.latest.year <= OLDEST]
    candidates = [
        *_find_size(code, lines, group),
        *_find_changes(code, lines, today),
        *_find_places(code, lines, group, today),
        *_find_aims(code),
        *_find_new(code, lines, today),
        *_find_contradictions(found, today),
    ]
    return tuple(
        replace(fact, series=_read_own(code, fact.line)) if fact.line is not None else fact
        for fact in choose_facts(candidates)
    )


def choose_facts(candidates: Sequence[Fact]) -> tuple[Fact, ...]:
    """Those that are told, in the order of their kinds: the weightiest of each, then, where fewer than five are told,
    the weightiest of the changes, places and new figures left."""
    told: list[Fact] = []
    for kind in MOST_OF:
        of_kind = sorted((fact for fact in candidates if fact.kind == kind), key=lambda fact: -fact.weight)
        told += _choose(of_kind, told)
    roots = {_name_root(fact) for fact in told}
    rest = [fact for fact in candidates if fact.kind in ("changed", "stands", "new") and fact.weight]
    for fact in sorted(rest, key=lambda fact: -fact.weight):
        if len(told) < FEWEST and _name_root(fact) not in roots:
            told.append(fact)
            roots.add(_name_root(fact))
    kinds = list(MOST_OF)
    return tuple(sorted(told[:MOST], key=lambda fact: kinds.index(fact.kind)))


def _name_root(fact: Fact) -> tuple[str, str]:
    """What a fact is about, by which two of one thing are known."""
    is_known = fact.indicator in load_catalog().indicators
    return (find_root(fact.indicator) if is_known else fact.indicator, fact.scope)


def _choose(candidates: Sequence[Fact], before: Sequence[Fact]) -> list[Fact]:
    """The weightiest of one kind, of things not told before, few of a theme."""
    themes = Counter(fact.indicator.partition(".")[0] for fact in before)
    roots = {_name_root(fact) for fact in before}
    chosen: list[Fact] = []
    for fact in candidates:
        theme = fact.indicator.partition(".")[0]
        if len(chosen) == MOST_OF[fact.kind]:
            break
        if fact.kind == "contradicts":
            chosen.append(fact)
            continue
        root = _name_root(fact)
        is_repeated = fact.kind != "aim" and (root in roots or themes[theme] >= MOST_OF_A_THEME)
        if not is_repeated:
            chosen.append(fact)
            roots.add(root)
            themes[theme] += 1
    return chosen


def _list_own(found: Portrait) -> list[Line]:
    """The lines of the whole territory that compare, or that their theme puts first, known, of one year each."""
    catalog = load_catalog()
    return [
        line
        for section in found.sections
        if section.lender is None
        for line in section.whole
        if not line.is_several
        and line.latest.value is not None
        and (catalog.may(line.indicator, "compare") or is_headline_of(line.indicator, line.scope))
    ]


def _weigh(size: float, year: int, today: dt.date, line: Line | None = None) -> float:
    """A size, less as it ages, and half of it for what no theme puts first."""
    is_detail = line is not None and not is_headline_of(line.indicator, line.scope)
    return min(1.0, size) * max(0.0, 1 - AGING * max(0, today.year - year)) * (OF_DETAIL if is_detail else 1.0)


def _read_own(code: str, line: Line) -> Series:
    return load_series(line.indicator, territories=(code,), scopes=(line.scope,))


def _list_results(series: Series) -> tuple[list[Point], list[Point]]:
    """All the points of a territory, then its results with a value, by year."""
    points = points_of(series.frame)
    return points, [point for point in keep_known(points) if point.status not in BESIDE]


def _find_size(code: str, lines: Sequence[Line], group: Peers) -> Iterator[Fact]:
    """The population that is dated and not rounded, compared with what it was five years before, and its place."""
    line = next((line for line in lines if line.indicator == POPULATION), None)
    if line is None:
        return
    series = _read_own(code, line)
    series = replace(series, frame=series.frame[series.frame["warning"].astype(str).eq("")])
    points, results = _list_results(series)
    if not results:
        return
    last = results[-1]
    base = next((point for point in results if point.year == last.year - YEARS_OF_POPULATION), None)
    pair = (base, last) if base is not None and not find_obstacle(points, base, last) else None
    found = situate(POPULATION, "", code, group, has_average=False)
    is_told = found is not None and found.year == last.year and is_well_known(found)
    situation = found if is_told else None
    yield Fact("size", POPULATION, "", last.year, 1.0, series, pair, situation)


def _find_changes(code: str, lines: Sequence[Line], today: dt.date) -> Iterator[Fact]:
    """What changed most on the year known before, never across a break nor from or to a partial sum."""
    catalog = load_catalog()
    for line in lines:
        entry = catalog.indicators[line.indicator]
        if line.indicator == POPULATION or entry.change_of or len(line.values) < 2:
            continue
        series = _read_own(code, line)
        points, results = _list_results(series)
        if len(results) < 2 or find_obstacle(points, *results[-2:]):
            continue
        first, last = results[-2], results[-1]
        size = measure_change(first, last, is_share=series.unit == "%")
        is_counted = entry.kind in ("stock", "flow", "event") and catalog.unit_of(line.indicator).additive
        if size and (not is_counted or is_beyond_chance(first.value or 0.0, last.value or 0.0)):
            yield Fact(
                "changed",
                line.indicator,
                line.scope,
                last.year,
                _weigh(size, last.year, today, line),
                series,
                (first, last),
            )


def measure_change(first: Point, last: Point, *, is_share: bool) -> float:
    """How much changed, as a fraction of the first or, of a share, of a hundred points; 0 for what is not told."""
    if "partial" in (first.status, last.status) or first.value is None or last.value is None or first.value <= 0:
        return 0.0
    size = abs(last.value - first.value) / (100 if is_share else first.value)
    return size if size >= LEAST_CHANGE else 0.0


def is_beyond_chance(first: float, last: float) -> bool:
    """Whether two counts differ by more than chance would have them: |b − a| > 2 √(a + b), as two Poisson counts."""
    return abs(last - first) > LEAST_DEVIATIONS * sqrt(max(0.0, first + last))


def _find_places(code: str, lines: Sequence[Line], group: Peers, today: dt.date) -> Iterator[Fact]:
    """Where it stands far from the middle; a quantity that grows with the territory is not ranked.

    Nor what a commune counts in a year by inhabitant, which chance moves from one end to the other.
    """
    catalog, level = load_catalog(), find_peer_level(code)
    for line in lines:
        entry = catalog.indicators[line.indicator]
        is_of_size = entry.kind in ("stock", "event") or (
            entry.kind in ("flow", "amount") and not catalog.may_per_inhabitant(line.indicator)
        )
        if is_of_size or entry.change_of or not catalog.may(line.indicator, "rank") or not group.codes:
            continue
        if level == "commune" and is_per_inhabitant(line.indicator):
            continue
        situation = situate(line.indicator, line.scope, code, group, has_average=False)
        if situation is not None and not situation.reason and (apart := measure_place(situation)) >= LEAST_APART:
            weight = _weigh(apart, situation.year, today, line)
            yield Fact(
                "stands", line.indicator, line.scope, situation.year, weight, situation.series, situation=situation
            )


def is_well_known(situation: Situation) -> bool:
    """Whether enough of a group is known for a place in it to tell something."""
    known, members = situation.distribution.known, situation.distribution.members
    return known >= FEWEST_KNOWN and known >= LEAST_COVERED * members


def measure_place(situation: Situation) -> float:
    """How far from the middle a place is: 0 in the middle, 1 at an end; 0 where too few are known, or share it."""
    rank = situation.standing.rank
    if rank is None or not is_well_known(situation):
        return 0.0
    if situation.own.status == "partial" or situation.standing.tied:
        return 0.0
    return abs(2 * (rank.place - 1) / (rank.known - 1) - 1)


def _find_aims(code: str) -> Iterator[Fact]:
    """The last result held against the path to an objective that holds for the territory."""
    for ratio, amount, aim in list_aims(code):
        series = load_series(amount, territories=(code,), per_inhabitant=True)
        _, results = _list_results(series)
        if not results or results[-1].status == "partial":
            continue
        distance = measure_distance(aim.path, results[-1].year, results[-1].value)
        if distance.gap is not None and distance.is_kept is not None:
            size = abs(distance.relative or 0.0)
            yield Fact("aim", ratio, "", distance.year, min(1.0, size), series, aim=aim, distance=distance)


def _find_new(code: str, lines: Sequence[Line], today: dt.date) -> Iterator[Fact]:
    """The last result of each line, the newest first; of one year, what its theme puts first."""
    for line in lines:
        is_first = is_headline_of(line.indicator, line.scope)
        weight = _weigh(1.0, line.latest.year, today) * (1.0 if is_first else 1 - AGING / 2)
        yield Fact("new", line.indicator, line.scope, line.latest.year, weight, line=line)


def _find_contradictions(found: Portrait, today: dt.date) -> Iterator[Fact]:
    """What nobody has explained yet and its figures have a part in, the latest first."""
    by_figure = index_contradictions()
    every = {one.id: one for figure in found.rows["id"].astype(str) for one in by_figure.get(figure, ())}
    for one in every.values():
        if not one.explained:
            yield Fact("contradicts", one.indicator, "", one.year, _weigh(1.0, one.year, today), contradiction=one)
