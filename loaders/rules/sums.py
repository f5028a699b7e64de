"""Rules of sums: an indicator and its components, a total and its parts, a part and its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.rules.printed import Finding, Printed, Row, group_rows, list_lines, quote, write_number
from loaders.rules.relations import PARTIAL

SPELT = 5
# A restriction that is said far from the whole may be of another thing: both stand within so many lines.
PASSAGE = 30
# A running total is of more years than the figure of one.
RUNNING = "cumul"
EPSILON = 1e-9


def find_component_gaps(printed: Printed) -> Iterator[Finding]:
    """Indicators that differ from the sum of their components in the same document; none where one is missing."""
    for key, entry in printed.catalog.indicators.items():
        if not entry.components:
            continue
        rows = [row for name in (key, *entry.components) for row in printed.rows(name)]
        for group in group_rows(rows, "territory", "place", "period", "scope", "nature", "source"):
            by_indicator = {row.indicator: row for row in group}
            if key in by_indicator and all(name in by_indicator for name in entry.components):
                parts = [by_indicator[name] for name in entry.components]
                labels = [printed.catalog.indicators[name].short for name in entry.components]
                yield from compare_sum(printed, by_indicator[key], parts, labels)


def find_partition_gaps(printed: Printed) -> Iterator[Finding]:
    """Totals that differ from the sum of their parts; shares that do not make 100. None where a part is missing.

    Parts that lack more than a tenth of the whole are not all of it, unless the document says so: no contradiction.
    """
    for key, entry in printed.catalog.indicators.items():
        for partition in entry.partitions:
            if partition.by == "grant":
                continue
            other = "place" if partition.by == "scope" else "scope"
            for group in group_rows(printed.rows(key), "territory", other, "period", "nature", "source"):
                members = {getattr(row, partition.by): row for row in group}
                if not all(part in members for part in partition.parts):
                    continue
                parts = [members[part] for part in partition.parts]
                labels = [printed.label(row) if partition.by == "scope" else row.place for row in parts]
                if partition.whole in members and _is_parted(members[partition.whole], parts):
                    yield from compare_sum(printed, members[partition.whole], parts, labels)
                elif entry.unit == "percent" and not partition.whole:
                    yield from _compare_with_hundred(printed, parts, labels)


def _is_parted(whole: Row, parts: Sequence[Row]) -> bool:
    """Whether parts can be all of a whole."""
    return sum(part.value for part in parts) >= (1 - PARTIAL) * whole.value


def find_larger_parts(printed: Printed) -> Iterator[Finding]:
    """Restricted figures larger than the whole that the same passage prints of the same place and period."""
    for key, rows in printed.by_indicator.items():
        if not printed.catalog.unit_of(key).additive:
            continue
        for group in group_rows(rows, "territory", "place", "period", "nature", "source"):
            whole = next((row for row in group if not row.scope and row.variant == 0), None)
            if whole is None:
                continue
            for part in group:
                if part.scope and RUNNING not in part.scope.lower() and _is_near(part, whole):
                    yield from _compare_part(printed, part, whole)


def _compare_part(printed: Printed, part: Row, whole: Row) -> Iterator[Finding]:
    excess = part.value - whole.value
    if excess <= printed.tolerance(part) + printed.tolerance(whole) + EPSILON * abs(whole.value):
        return
    gap = write_number(excess, printed.counted([whole, part]))
    sentence = (
        f"{printed.subject(whole)} : {quote(part.published)} pour une partie ({printed.label(part)}), "
        f"{quote(whole.published)} pour le tout (écart : {gap})."
    )
    yield printed.finding(whole, [printed.term(whole, "Tout"), printed.term(part)], sentence=sentence, gap=gap)


def _is_near(one: Row, other: Row) -> bool:
    """Whether two figures are printed within a passage; of what is located otherwise than by lines, it is not known."""
    first, second = list_lines(one.locator), list_lines(other.locator)
    return any(abs(a - b) <= PASSAGE for a in first for b in second)


def compare_sum(printed: Printed, whole: Row, parts: Sequence[Row], labels: Sequence[str]) -> Iterator[Finding]:
    """A finding where the parts do not make the whole, beyond the rounding of each."""
    total = sum(part.value for part in parts)
    tolerance = printed.tolerance(whole) + sum(map(printed.tolerance, parts))
    if abs(total - whole.value) <= tolerance + EPSILON * abs(whole.value):
        return
    symbol = printed.counted(parts)
    gap = write_number(abs(total - whole.value), symbol)
    made = _spell(parts, labels, write_number(total, symbol))
    sentence = f"{printed.subject(whole)} : {made}, pour un total imprimé {quote(whole.published)} (écart : {gap})."
    terms = [printed.term(whole, "Total"), *(printed.term(p, label) for p, label in zip(parts, labels, strict=True))]
    yield printed.finding(
        whole, terms, sentence=sentence, gap=gap, made=write_number(total, symbol) if len(parts) > 1 else ""
    )


def _compare_with_hundred(printed: Printed, parts: Sequence[Row], labels: Sequence[str]) -> Iterator[Finding]:
    total = sum(part.value for part in parts)
    if abs(total - 100) <= sum(map(printed.tolerance, parts)) + EPSILON:
        return
    gap = write_number(abs(total - 100), "points")
    made = _spell(parts, labels, write_number(total))
    sentence = f"{printed.subject(parts[0], scope=False)} : {made} et non 100 (écart : {gap})."
    terms = [printed.term(part, label) for part, label in zip(parts, labels, strict=True)]
    yield printed.finding(parts[0], terms, sentence=sentence, gap=gap, made=write_number(total, "%"))


def _spell(parts: Sequence[Row], labels: Sequence[str], total: str) -> str:
    """« 850 » + « 1226 km » font 2 076 km; the number of parts where there are many, the name of one alone."""
    if len(parts) == 1:
        return f"{labels[0][:1].lower()}{labels[0][1:]} {quote(parts[0].published)}"
    if len(parts) > SPELT:
        return f"les {len(parts)} parties font {total}"
    return " + ".join(quote(part.published) for part in parts) + f" font {total}"
