"""Rules of calculation: a ratio and its terms, a printed change and its two years."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from loaders.rules.printed import NBSP, Finding, Printed, Row, quote, write_gap, write_number
from loaders.rules.rounding import ROUNDED, find_round_step, printed_step

NEAR = 3
VINTAGE = 0.01
# A publisher that divides by a population does not say whether it is the municipal one, which Terril has, or the total
# one, which counts those counted apart too: 0.7 to 4.9 % more in the EPCIs of the region, in DGCL's files of 2019-2024.
INHABITANTS = "hab"
COUNTED_APART = 0.05

Interval = tuple[float, float]


def find_wrong_ratios(printed: Printed) -> Iterator[Finding]:
    """Ratios that do not follow from their terms, of the same territory, place, scope and period (or else year).

    The numerator is printed by the source of the ratio. So is the denominator where that source gives one, or the
    inhabitants of the perimeter that it serves; that of another publisher may be of another vintage, which its source
    does not say: a ratio is then wrong only where no year within three makes it, with 1 % to spare, by which the
    populations of three years seldom differ. Nor does it say which population it takes: between the municipal and the
    total one, nothing is wrong.
    """
    for key, entry in printed.catalog.indicators.items():
        if entry.numerator is None:
            continue
        for ratio in printed.rows(key):
            above = _match(printed.rows(entry.numerator), ratio, ratio.scope)
            if above is None:
                continue
            if entry.denominator is None:
                made = _scale(_interval(printed, above), entry.factor)
                yield from _report(printed, ratio, [above], made, above.value * entry.factor)
                continue
            own = _match(printed.rows(entry.denominator), ratio, ratio.scope, "")
            own = own or _match(printed.rows(entry.served), ratio, ratio.scope, "")
            below = [own] if own else _near(printed.rows(entry.denominator), ratio)
            below = [row for row in below if row.value > 0]
            more = COUNTED_APART if printed.catalog.indicators[entry.denominator].unit == INHABITANTS else 0.0
            spare = (0.0, 0.0) if own else (VINTAGE, VINTAGE + more)
            each = [(_divide(printed, above, row, entry.factor, spare), row) for row in below]
            printed_interval = _interval(printed, ratio)
            if each and not any(_meet(made, printed_interval) for made, _ in each):
                made, nearest = each[0]
                yield from _report(printed, ratio, [above, nearest], made, entry.factor * above.value / nearest.value)


def find_wrong_changes(printed: Printed) -> Iterator[Finding]:
    """Changes that do not follow from the values of the two years, in percent or in the unit of what changes.

    The two years are those of a period of several, or else that of the change and the one before.
    """
    for key, entry in printed.catalog.indicators.items():
        if entry.change_of is None:
            continue
        is_relative = entry.unit == "percent"
        for change in printed.rows(key):
            years = sorted(int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", change.period)) or [change.year]
            first, last = (years[0], years[-1]) if len(years) > 1 else (change.year - 1, change.year)
            rows = [row for row in printed.rows(entry.change_of) if row.is_result]
            before, after = _match_year(rows, change, first), _match_year(rows, change, last)
            if before is None or after is None or (is_relative and before.value <= 0):
                continue
            low, high = _interval(printed, before), _interval(printed, after)
            if is_relative:
                made = (100 * (high[0] / low[1] - 1), 100 * (high[1] / low[0] - 1))
                exact = 100 * (after.value / before.value - 1)
            else:
                made, exact = (high[0] - low[1], high[1] - low[0]), after.value - before.value
            yield from _report(printed, change, [before, after], made, exact)


def _report(printed: Printed, row: Row, terms: Sequence[Row], made: Interval, exact: float) -> Iterator[Finding]:
    """A finding where what is printed and what its terms make do not meet."""
    if _meet(made, _interval(printed, row)):
        return
    symbol, step = printed.symbol(row.indicator), _find_step(row, terms, exact)
    decimals, shown = max(0, -round(math.log10(step))), round(exact / step) * step
    gap = write_gap(row.value - shown, symbol, decimals)
    said = " et ".join(f"{_cite(printed, term)} ({_name(printed, term)})" for term in terms)
    scale = _write_scale(printed.catalog.indicators[row.indicator].factor) if len(terms) == 1 else ""
    verb = (f", {scale}," if scale else "") + (" donne" if len(terms) == 1 else " donnent")
    computed = "environ " * _is_about(*terms) + write_number(shown, symbol, decimals)
    sentence = f"{printed.subject(row)} : {quote(row.published)} imprimé, mais {said}{verb} {computed} (écart : {gap})."
    named = [printed.term(row, _name(printed, row)), *(printed.term(term, _name(printed, term)) for term in terms)]
    yield printed.finding(row, named, sentence=sentence, gap=gap, made=f"{scale} : {computed}" if scale else computed)


def _find_step(row: Row, terms: Sequence[Row], exact: float) -> float:
    """What the last digit of a result is worth: a tenth of what that of the printed one is, more where a term that the
    publisher rounded has fewer digits."""
    steps = [printed_step(row.value, row.published) / 10]
    steps += [
        abs(exact / term.value) * find_round_step(term.value, printed_step(term.value, term.published))
        for term in terms
        if _is_about(term) and term.value
    ]
    return float(10.0 ** math.floor(math.log10(max(steps)) + 1e-9))


def _is_about(*rows: Row) -> bool:
    """Whether the publisher says that one of the figures is an approximation."""
    return any(ROUNDED in row.caveats for row in rows)


def _cite(printed: Printed, row: Row) -> str:
    """A term as printed; where its number stands alone there, with its unit and that it was said to be about so."""
    if re.search(r"[^\d\s.,]", row.published):
        return quote(row.published)
    return f"{'environ ' * _is_about(row)}{quote(row.published)}{NBSP}{printed.symbol(row.indicator)}".rstrip()


def _write_scale(factor: float) -> str:
    """« divisé par 365 »: what a ratio of one term does with it, "" where nothing."""
    if factor == 1:
        return ""
    return f"divisé par {write_number(1 / factor)}" if factor < 1 else f"multiplié par {write_number(factor)}"


def _name(printed: Printed, row: Row) -> str:
    """« Habitants desservis, 2018 »; what a figure is restricted to is said: drop-off centres are not all waste."""
    short, scope = printed.catalog.indicators[row.indicator].short, printed.catalog.scope_label(row.scope)
    return ", ".join(part for part in (short, scope, row.period) if part)


def _match(rows: Sequence[Row], like: Row, *scopes: str) -> Row | None:
    """The figure that the same source prints of the same territory and place, in the first scope where it prints one;
    of the same period, or else of the same year."""
    alike = [
        row
        for row in rows
        if (row.source, row.territory, row.place, row.year) == (like.source, like.territory, like.place, like.year)
        and row.nature == like.nature
        and row.scope in scopes
    ]
    return min(alike, key=lambda row: (scopes.index(row.scope), row.period != like.period), default=None)


def _near(rows: Sequence[Row], like: Row) -> list[Row]:
    """The figures of the whole territory within three years, the nearest first, whoever prints them."""
    near = [row for row in rows if row.territory == like.territory and row.is_result and not row.place + row.scope]
    near = [row for row in near if abs(row.year - like.year) <= NEAR]
    return sorted(near, key=lambda row: (abs(row.year - like.year), row.year))


def _match_year(rows: Sequence[Row], like: Row, year: int) -> Row | None:
    """The figure of a year of what another is the change of, of the same source where it has one."""
    alike = [
        row
        for row in rows
        if (row.territory, row.place, row.scope, row.year) == (like.territory, like.place, like.scope, year)
    ]
    return min(alike, key=lambda row: row.source != like.source, default=None)


def _interval(printed: Printed, row: Row) -> Interval:
    tolerance = printed.tolerance(row)
    return row.value - tolerance, row.value + tolerance


def _scale(interval: Interval, factor: float) -> Interval:
    return interval[0] * factor, interval[1] * factor


def _divide(printed: Printed, above: Row, below: Row, factor: float, spare: Interval) -> Interval:
    """What two figures make, the one below being perhaps smaller or larger by the two parts of `spare`."""
    high, low = _interval(printed, above), _interval(printed, below)
    least = low[0] if low[0] > 0 else below.value
    return factor * high[0] / low[1] / (1 + spare[1]), factor * high[1] / least / (1 - spare[0])


def _meet(one: Interval, other: Interval) -> bool:
    spare = 1e-9 * max(abs(one[1]), abs(other[1]), 1)
    return one[0] <= other[1] + spare and other[0] <= one[1] + spare
