"""Rule of jumps: a figure more than five times the one before, or less than a fifth, that nothing explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from loaders.rules.printed import Finding, Printed, Row, group_rows, quote, write_number

TIMES = 5
# Surveys are held every year or every two: what is further apart is not neighbouring.
APART = 2
SERIES = "jump:"


def find_jumps(printed: Printed) -> Iterator[Finding]:
    """Jumps that are neither a declared break nor explained for the whole series of their publisher."""
    for before, after in list_jumps(printed):
        if not after.break_before and name_series(after) not in printed.catalog.acknowledged:
            times = write_number(max(before.value, after.value) / min(before.value, after.value), "fois", 1)
            sentence = (
                f"{printed.subject(after)} : {quote(after.published)}, pour {quote(before.published)} en "
                f"{before.year}, sans rupture déclarée (rapport : {times})."
            )
            terms = [printed.term(row, row.period) for row in (before, after)]
            yield printed.finding(after, terms, sentence=sentence, gap=times)


def list_jumps(printed: Printed) -> Iterator[tuple[Row, Row]]:
    """Two results of neighbouring years of one series, one more than five times the other; a zero has no ratio."""
    for rows in printed.by_indicator.values():
        yearly = [row for row in rows if row.variant == 0 and row.is_result and row.period == str(row.year)]
        for group in group_rows(yearly, "territory", "place", "scope", "source"):
            for before, after in pairwise(sorted(group, key=lambda row: row.year)):
                low, high = sorted((before.value, after.value))
                if 1 <= after.year - before.year <= APART and low > 0 and high > TIMES * low:
                    yield before, after


def name_series(row: Row) -> str:
    """The key of the catalogue that explains the jumps of a series: « jump:housing.started:sdes-sitadel »."""
    return f"{SERIES}{row.indicator}:{row.source}"


def describe_jumps(printed: Printed) -> str:
    """How many jumps there are, at a break, explained, and neither, in one line."""
    kinds = Counter(
        "break" if after.break_before else name_series(after) in printed.catalog.acknowledged
        for _, after in list_jumps(printed)
    )
    return (
        f"Sauts de plus de {TIMES} fois entre deux années voisines : {kinds.total()}, dont {kinds['break']} à une "
        f"rupture déclarée, {kinds[True]} expliqués pour toute leur série, {kinds[False]} sans explication."
    )
