"""Lines over the years: a mark each year from the first to the last, a hole where a year has no row."""

from __future__ import annotations

import pandas as pd

from loaders.reading.series import Series
from loaders.statuses import BESIDE
from pages.views.content import Content
from pages.views.marks import Break, Chart, Line, Mark, write_mark
from pages.views.selection import Selection, successions
from pages.views.slots import assign_slots
from pages.words.french import STATUS_LABELS, shorten_list


def make_mark(row: pd.Series, series: Series, x: float | str, *, is_joined: bool = True) -> Mark:
    """The mark of an observation; a value that is a secret is none."""
    status = str(row["status"])
    value = None if pd.isna(row["value"]) or status == "confidential" else float(row["value"])
    text = write_mark(value, status, series.unit, series.decimals, published=str(row["published"]))
    is_broken = bool(row["break_before"])
    period = str(row["period"] or "")
    return Mark(x, value, text, status, str(row["id"]), is_joined, is_broken, "" if period == str(x) else period)


def line_over_years(frame: pd.DataFrame, series: Series, name: str, *, is_lead: bool = False, slot: int = 0) -> Line:
    """A line with a mark each year from its first to its last: a year without a row is a hole."""
    rows = {int(row["year"]): row for _, row in frame.sort_values("year").iterrows()}
    marks = []
    for year in range(min(rows), max(rows) + 1) if rows else ():
        row = rows.get(year)
        if row is None:
            marks.append(Mark(year, None, STATUS_LABELS["missing"], "missing", is_joined=False))
        else:
            is_beside = str(row["status"]) in BESIDE
            marks.append(make_mark(row, series, year, is_joined=not (bool(row["break_before"]) or is_beside)))
    return Line(name, tuple(marks), is_lead, slot)


def list_lines(series: Series, content: Content, codes: tuple[str, ...]) -> tuple[Line, ...]:
    """A line for each territory that has a value, in its own colour; the first one chosen leads."""
    chosen, slots, names = content.selection.territories, assign_slots(codes), content.selection.tell_apart(codes)
    groups = {code: series.frame[series.frame["territory"].astype(str) == code] for code in codes}
    return tuple(
        line_over_years(frame, series, names[code], is_lead=code in chosen[:1], slot=slots[code])
        for code, frame in groups.items()
        if frame["value"].notna().any()
    )


def order_codes(series: Series, content: Content) -> tuple[str, ...]:
    """The territories of a series, those chosen first and in the order chosen."""
    found = dict.fromkeys(series.frame["territory"].astype(str))
    return tuple(dict.fromkeys([*(c for c in content.selection.territories if c in found), *found]))


def list_breaks(frame: pd.DataFrame, codes: tuple[str, ...], selection: Selection) -> tuple[Break, ...]:
    """The years before which some territory is not comparable, with whom or why."""
    broken = frame[frame["break_before"]]
    found: dict[int, list[str]] = {}
    for year, code in zip(broken["year"], broken["territory"].astype(str), strict=True):
        found.setdefault(int(year), []).append(selection.name(code))
    said = {year: f"rupture : {shorten_list(list(dict.fromkeys(names)), 2)}" for year, names in found.items()}
    said |= successions(tuple(code for code in codes if code in set(frame["territory"].astype(str))), selection)
    return tuple(Break(year, said[year]) for year in sorted(said))


def draw_lines(content: Content) -> tuple[Chart, ...]:
    """One chart per indicator: a line for each territory."""
    return tuple(
        Chart(
            "line",
            series.name,
            series.unit,
            series.unit_label,
            series.decimals,
            list_lines(series, content, order_codes(series, content)),
            breaks=list_breaks(series.frame, order_codes(series, content), content.selection),
        )
        for series in content.panels
    )
