"""Lines over the years: a mark each year from the first to the last, a hole where a year has no row."""

from __future__ import annotations

import pandas as pd

from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.marks import Chart, Line, Mark, write_mark
from pages.words.french import STATUS_LABELS


def make_mark(row: pd.Series, series: Series, x: float | str, *, is_joined: bool = True) -> Mark:
    """The mark of an observation."""
    value = None if pd.isna(row["value"]) else float(row["value"])
    status = str(row["status"])
    text = write_mark(value, status, series.unit, series.decimals)
    return Mark(x, value, text, status, str(row["id"]), is_joined)


def line_over_years(frame: pd.DataFrame, series: Series, name: str, *, is_lead: bool = False) -> Line:
    """A line with a mark each year from its first to its last: a year without a row is a hole."""
    rows = {int(row["year"]): row for _, row in frame.sort_values("year").iterrows()}
    marks = []
    for year in range(min(rows), max(rows) + 1) if rows else ():
        row = rows.get(year)
        if row is None:
            marks.append(Mark(year, None, STATUS_LABELS["missing"], "missing", is_joined=False))
        else:
            is_target = str(row["status"]) == "target"
            marks.append(make_mark(row, series, year, is_joined=not (bool(row["break_before"]) or is_target)))
    return Line(name, tuple(marks), is_lead)


def list_lines(series: Series, content: Content, codes: tuple[str, ...]) -> tuple[Line, ...]:
    """A line for each territory that has a value; the first one chosen leads."""
    chosen = content.selection.territories
    groups = {code: series.frame[series.frame["territory"].astype(str) == code] for code in codes}
    return tuple(
        line_over_years(frame, series, content.selection.name(code), is_lead=code in chosen[:1])
        for code, frame in groups.items()
        if frame["value"].notna().any()
    )


def order_codes(series: Series, content: Content) -> tuple[str, ...]:
    """The territories of a series, those chosen first and in the order chosen."""
    found = dict.fromkeys(series.frame["territory"].astype(str))
    return tuple(dict.fromkeys([*(c for c in content.selection.territories if c in found), *found]))


def list_breaks(frame: pd.DataFrame) -> tuple[int, ...]:
    """The years before which some territory is not comparable."""
    return tuple(sorted(int(year) for year in frame.loc[frame["break_before"], "year"].unique()))


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
            breaks=list_breaks(series.frame),
        )
        for series in content.panels
    )
