"""Findings of what moved: from one year to another, never across a break, of the first territory that can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.composed.code import is_composed
from loaders.reading.series import Series, points_of
from loaders.statistics.changes import Change, compute_change, compute_change_between
from loaders.statistics.points import Point, find_longest_pair, find_obstacle, find_pair, keep_known
from loaders.statuses import BESIDE
from pages.views.content import Content
from pages.words.findings import FEW, Who, begin, name_inside, tell_certainty, tell_certainty_of_many, tell_move
from pages.words.french import NBSP, format_change, format_count, format_points, join_words
from pages.words.sentences import COMPOSED, of

FEWEST_COMPARED = 3


def find_who(content: Content, code: str) -> Who:
    """A territory of a view as a title names it."""
    return Who(content.selection.name(code), COMPOSED if is_composed(code) else content.selection.level(code))


def is_change(series: Series) -> bool:
    """Whether its values are changes already: a rise of them is no rise of anything."""
    return load_catalog().indicators[series.indicator].change_of is not None


def read_points(series: Series, code: str) -> list[Point]:
    """The points of a territory."""
    return points_of(series.frame[series.frame["territory"].astype(str) == code])


def tell_trends(content: Content) -> tuple[str, ...]:
    """Of each panel, how the latest result compares with the earliest that it may be compared with."""
    return tuple(_tell_first(panel, content, None) for panel in content.panels)


def tell_between(content: Content, years: tuple[int, int]) -> tuple[str, ...]:
    """Of each panel, how the second of two years compares with the first."""
    return tuple(_tell_first(panel, content, years) for panel in content.panels)


def _tell_first(series: Series, content: Content, years: tuple[int, int] | None) -> str:
    if is_change(series):
        return ""
    for code in content.selection.territories:
        points = read_points(series, code)
        pair = find_longest_pair(points) if years is None else _pair_of(points, years)
        if pair is not None:
            return _tell_pair(find_who(content, code), series, pair)
    return ""


def _pair_of(points: list[Point], years: tuple[int, int]) -> tuple[Point, Point] | None:
    pair = find_pair(points, *years)
    if isinstance(pair, str) or find_obstacle(points, *pair) or "partial" in {p.status for p in pair}:
        return None
    return pair


def _tell_pair(who: Who, series: Series, pair: tuple[Point, Point]) -> str:
    first, last = pair
    ends = ((first.year, float(first.value or 0.0)), (last.year, float(last.value or 0.0)))
    return tell_move(who, series, ends, {point.year: point.status for point in pair})


def tell_index(content: Content, base: int) -> tuple[str, ...]:
    """Of each index, how the latest one compares with the 100 of its base."""
    return tuple(_tell_index(panel, content, base) for panel in content.panels)


def _tell_index(series: Series, content: Content, base: int) -> str:
    for code in content.selection.territories:
        known = [p for p in keep_known(read_points(series, code)) if p.status not in (*BESIDE, "partial")]
        at = {point.year: point for point in known}
        if base not in at or known[-1].year == base or is_change(series):
            continue
        first, last = sorted((at[base], known[-1]))
        far = format_change(((last.value or 0.0) - 100) / 100)
        sure = tell_certainty({point.year: point.status for point in (first, last)})
        who = find_who(content, code)
        return begin(f"{who.words} : {name_inside(series)}, {far} de {base} à {last.year}{sure}")
    return ""


class Moved(NamedTuple):
    """A change of a territory in a panel: `size` in points of a share, as a fraction of anything else."""

    code: str
    series: Series
    change: Change
    last: Point

    @property
    def size(self) -> float:
        """How far it went."""
        return self.change.points if self.series.unit == "%" else self.change.value or 0.0

    @property
    def words(self) -> str:
        """« + 8,6 % », « − 1,2 point »."""
        return format_points(self.size) if self.series.unit == "%" else format_change(self.size)


def tell_largest(content: Content) -> tuple[str, ...]:
    """Of key figures, the one that changed most since the year known before; shares are not set against amounts."""
    moved = [
        found
        for panel in content.panels
        for code in content.selection.territories
        if (found := _find_last_move(panel, code)) is not None
    ]
    rates = [one for one in moved if one.series.unit != "%"] or moved
    if len(rates) < FEWEST_COMPARED:
        return ("",)
    largest = max(rates, key=lambda one: abs(one.size))
    sizes = [abs(one.size) for one in rates]
    if not round(largest.size, 3) or sizes.count(abs(largest.size)) > 1:
        return ("",)
    who = find_who(content, largest.code)
    whose = f" {of(who.words)}" if who.takes_verb else f", {who.words}"
    years = (
        f"de {largest.change.base_year} à {largest.last.year}{tell_certainty({largest.last.year: largest.last.status})}"
    )
    return (f"Plus forte évolution{NBSP}: {name_inside(largest.series)}{whose}, {largest.words} {years}",)


def _find_last_move(series: Series, code: str) -> Moved | None:
    points = read_points(series, code)
    known = keep_known(points)
    if len(known) < 2 or is_change(series) or "partial" in {p.status for p in known[-2:]}:
        return None
    change = compute_change(points)
    is_few = not series.decimals and series.unit != "%" and min(p.value or 0.0 for p in known[-2:]) < FEW
    return None if change.value is None or is_few else Moved(code, series, change, known[-1])


def tell_moves_among(content: Content, years: tuple[int, int], reference: str | None) -> tuple[str, ...]:
    """Of each panel, where the move of the territory to situate stands among those of its peers."""
    return tuple(_tell_among(panel, content, years, reference) for panel in content.panels)


def _tell_among(series: Series, content: Content, years: tuple[int, int], reference: str | None) -> str:
    changes = {code: _size_between(series, code, years) for code in content.among}
    known = {code: size for code, size in changes.items() if size is not None}
    lead = reference or next(iter(content.selection.territories), "")
    own = known.get(lead)
    if own is None or is_change(series) or len(known) < FEWEST_COMPARED or not round(own, 3):
        return ""
    place = 1 + sum(size > own if own > 0 else size < own for size in known.values())
    levels = {content.selection.level(code) for code in known}
    peers = NAMES[levels.pop()].plural if len(levels) == 1 else "territoires"
    far = format_points(own) if series.unit == "%" else format_change(own)
    rank = "" if place == 1 else f"{place}e "
    way = "hausse" if own > 0 else "baisse"
    statuses = {p.year: p.status for p in keep_known(read_points(series, lead)) if p.year in years}
    said = f"{rank}plus forte {way} des {len(known)} {peers} qui se comparent, {far} de {years[0]} à {years[1]}"
    return begin(f"{find_who(content, lead).words} : {said}{tell_certainty(statuses)}")


def _size_between(series: Series, code: str, years: tuple[int, int]) -> float | None:
    points = read_points(series, code)
    if "partial" in {p.status for p in points if p.year in years}:
        return None
    change = compute_change_between(points, *years)
    if change.value is None:
        return None
    return change.points if series.unit == "%" else change.value


def tell_ways(content: Content, years: tuple[int, int]) -> tuple[str, ...]:
    """Of a map of changes, how many rise and how many fall."""
    moved = content.rows["change"].dropna() if "change" in content.rows else pd.Series(dtype="float64")
    if len(moved) < FEWEST_COMPARED or content.level is None or is_change(content.series):
        return ("",)
    ways: Mapping[str, int] = {"hausse": int((moved > 0).sum()), "baisse": int((moved < 0).sum())}
    said = [format_count(count, way) for way, count in ways.items() if count]
    still = int((moved == 0).sum())
    said += [f"{still} sans changement"] if still else []
    who = f"{len(moved)} {NAMES[content.level].plural} qui se comparent"
    ends = content.rows[content.rows["territory"].isin(content.rows.loc[moved.index, "territory"])]
    sure = tell_certainty_of_many(ends["status"].astype(str))
    return (f"De {years[0]} à {years[1]}, {join_words(said)} sur {who}{sure}",)
