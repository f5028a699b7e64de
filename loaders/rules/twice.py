"""Rule of repetition: the same thing, printed twice with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from loaders.rules.printed import Finding, Printed, Row, group_rows, list_lines, quote, write_gap
from loaders.rules.rounding import find_round_step

UNDATED, BY_ORDER = "undated", "chart_text"
INHABITANTS, PEOPLE = "hab", "people"
# The legal population of a year is that of the census three years before, and documents date it by either.
VINTAGES = 3
# A count of three zeros or more is an order of magnitude beside an exact one of another publisher.
ROUND = 1000
# What a person may have several of: a count of it is no count of persons.
ACTS = re.compile(r"prestation|dossier|plans? d.aide|visite|entrée|consultation|rendez-vous", re.IGNORECASE)


def find_repeated(printed: Printed) -> Iterator[Finding]:
    """Results, or aims, of one thing, place and period that differ by more than their rounding."""
    for rows in printed.by_indicator.values():
        for group in group_rows(rows, "territory", "place", "period", "scope", "nature"):
            differing = [pair for pair in combinations(group, 2) if _differ(printed, *pair, rows)]
            if not differing:
                continue
            kept = [row for row in group if any(row in pair for pair in differing)]
            kept.sort(key=lambda row: (row.source, list_lines(row.locator)[:1], row.variant))
            gap = write_gap(max(row.value for row in kept) - min(row.value for row in kept), printed.counted(kept))
            within = len({row.source for row in kept}) == 1
            where = "dans le même document" if within else "selon la source"
            in_order = within and all(list_lines(row.locator) for row in kept)
            values = (" puis " if in_order else " ou ").join(quote(row.published) for row in kept)
            sentence = f"{printed.subject(kept[0])} : {values} {where} (écart : {gap})."
            yield printed.finding(kept[0], [printed.term(row) for row in kept], sentence=sentence, gap=gap)


def _differ(printed: Printed, one: Row, other: Row, rows: Sequence[Row]) -> bool:
    """Whether both cannot be right: beyond their rounding, of one thing, and of a year that each says."""
    between = one.source != other.source
    spare = _round(one) + _round(other) if between else 0.0
    if abs(one.value - other.value) <= printed.tolerance(one) + printed.tolerance(other) + spare:
        return False
    unit = printed.catalog.indicators[one.indicator].unit
    if BY_ORDER in one.caveats and BY_ORDER in other.caveats:
        return False
    if unit == PEOPLE and bool(ACTS.search(one.published)) != bool(ACTS.search(other.published)):
        return False
    if not between:
        return True
    if UNDATED in one.caveats or UNDATED in other.caveats:
        return False
    return unit != INHABITANTS or not any(_is_of_vintage(row, rows) for row in (one, other))


def _round(row: Row) -> float:
    """Half of what the last digit of a round figure is worth; nothing for another."""
    step = find_round_step(row.value)
    return step / 2 if step >= ROUND else 0.0


def _is_of_vintage(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a population lies among those that others give of the years within three, of which it may be."""
    given = [
        r.value
        for r in rows
        if r.source != row.source
        and (r.territory, r.place, r.scope) == (row.territory, row.place, row.scope)
        and abs(r.year - row.year) <= VINTAGES
    ]
    return bool(given) and min(given) <= row.value <= max(given)
