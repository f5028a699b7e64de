"""Rule of repetition: the same thing, printed twice with two values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from loaders.rules.printed import Finding, Printed, group_rows, quote, write_gap


def find_repeated(printed: Printed) -> Iterator[Finding]:
    """Figures of one thing, place and period that differ by more than their rounding, targets apart."""
    for rows in printed.by_indicator.values():
        for group in group_rows(rows, "territory", "place", "period", "scope", "is_target"):
            differing = [
                (one, other)
                for one, other in combinations(group, 2)
                if abs(one.value - other.value) > printed.tolerance(one) + printed.tolerance(other)
            ]
            if not differing:
                continue
            kept = [row for row in group if any(row in pair for pair in differing)]
            kept.sort(key=lambda row: (row.variant, row.source))
            symbol = printed.symbol(kept[0].indicator)
            gap = write_gap(max(row.value for row in kept) - min(row.value for row in kept), symbol)
            where = "dans le même document" if len({row.source for row in kept}) == 1 else "selon la source"
            values = " puis ".join(quote(row.published) for row in kept)
            sentence = f"{printed.subject(kept[0])} : {values} {where} (écart : {gap})."
            yield printed.finding(kept[0], [printed.term(row) for row in kept], sentence=sentence, gap=gap)
