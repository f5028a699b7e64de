"""Rule of dates, among results: a day that does not exist, a period after its document or turned round."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from loaders.catalog import Source
from loaders.rules.printed import Finding, Printed, Row, group_rows, quote

DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
ABOUT = "vers"
UNTIL = "jusqu"


def find_impossible_dates(printed: Printed) -> Iterator[Finding]:
    """Results whose period cannot be, those of one thing and period together; what is aimed at may be of any year."""
    rows = [row for rows in printed.by_indicator.values() for row in rows if row.variant == 0 and row.is_result]
    sources = printed.catalog.sources
    periods = {(row.source, row.period, row.year): row for row in rows}
    faults = {key: _fault_of(row, sources[row.source]) for key, row in periods.items()}
    wrong: dict[str, str] = {}
    for row in rows:
        unreal = next(_unreal_days(row.published), "")
        fault = f"le jour {unreal} n’existe pas" if unreal else ""
        fault = fault or faults[row.source, row.period, row.year]
        if fault:
            wrong[row.id] = fault
    faulty = [row for row in rows if row.id in wrong]
    for group in group_rows(faulty, "source", "territory", "place", "period"):
        row, fault = group[0], wrong[group[0].id]
        values = ", ".join(quote(member.published) for member in group[:4]) + ("…" if len(group) > 4 else "")
        sentence = f"{printed.subject(row, scope=len(group) == 1)} : {values} ; {fault}."
        yield printed.finding(row, [printed.term(member) for member in group], sentence=sentence, gap=fault)


def _fault_of(row: Row, source: Source) -> str:
    """What is wrong with the period of a result, "" where nothing is."""
    for day in _unreal_days(row.period):
        return f"le jour {day} n’existe pas"
    years = [int(year) for year in YEAR.findall(row.period)] or [row.year]
    if re.fullmatch(r"\d{4}-\d{4}", row.period) and years[0] > years[-1]:
        return f"la période {row.period} finit avant de commencer"
    published = _publication_year(source)
    if published is None:
        return ""
    if min(years) > published and not row.period.startswith(UNTIL):
        return f"la période est postérieure au document, de {published}"
    return ""


def _unreal_days(text: str) -> Iterator[str]:
    for found in DAY.finditer(text) if "/" in text else ():
        day, month, year = map(int, found.groups())
        try:
            dt.date(year, month, day)
        except ValueError:
            yield found.group()


def _publication_year(source: Source) -> int | None:
    """The last year that a source states as its date; None where it is only about known."""
    text = str(source.date)
    years = YEAR.findall(text)
    return int(years[-1]) if years and not text.startswith(ABOUT) else None
