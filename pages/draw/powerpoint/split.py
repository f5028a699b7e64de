"""A chart as several, each with no more than a room can read; a line as several, none across a break in its series."""

from __future__ import annotations

from dataclasses import replace

from pages.views.marks import Chart, Line, Mark
from pages.words.french import format_count, format_value

MOST_BARS, MOST_LONG_BARS, MOST_LINES, MOST_PARTS = 8, 5, 6, 4
MOST_LETTERS = 20


def split_chart(chart: Chart) -> list[Chart]:
    """A chart as several on one scale; the parts of a stack beyond the largest are summed."""
    if chart.shape in ("stack", "bar"):
        is_long = any(len(category) > MOST_LETTERS for category in chart.categories)
        whole = _sum_small_parts(chart) if chart.shape == "stack" else chart
        return _take(whole, MOST_LONG_BARS if is_long else MOST_BARS)
    if chart.shape == "line" and len(chart.lines) > MOST_LINES:
        values = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
        top = max(values, default=None)
        steps = range(0, len(chart.lines), MOST_LINES)
        return [replace(chart, lines=chart.lines[n : n + MOST_LINES], top=top) for n in steps]
    return _split_points(chart) if chart.shape == "scatter" else [chart]


def _split_points(chart: Chart) -> list[Chart]:
    """All the points each time, so many of those chosen in colour."""
    leads = [line.name for line in chart.lines if line.is_lead]
    parts = []
    for n in range(0, max(1, len(leads)), MOST_LINES):
        own = set(leads[n : n + MOST_LINES])
        parts.append(replace(chart, lines=tuple(replace(line, is_lead=line.name in own) for line in chart.lines)))
    return parts


def _take(chart: Chart, most: int) -> list[Chart]:
    """The bars of a chart, so many at a time, on the scale of all."""
    totals = {
        c: sum(max(m.y or 0, 0) for line in chart.lines for m in line.marks if m.x == c) for c in chart.categories
    }
    top = max(totals.values(), default=None)
    charts = []
    pages = max(1, -(-len(chart.categories) // most))
    size = max(1, -(-len(chart.categories) // pages))
    for start in range(0, max(1, len(chart.categories)), size):
        kept = chart.categories[start : start + size]
        lines = tuple(replace(line, marks=tuple(m for m in line.marks if m.x in kept)) for line in chart.lines)
        charts.append(replace(chart, categories=kept, lines=lines, top=top if len(chart.categories) > most else None))
    return charts


def _sum_small_parts(chart: Chart) -> Chart:
    """The largest parts, and the sum of the others as one, which says how many they are."""
    if len(chart.lines) <= MOST_PARTS + 1:
        return chart
    kept, rest = chart.lines[:MOST_PARTS], chart.lines[MOST_PARTS:]
    marks = []
    for category in chart.categories:
        own = [m.y for line in rest for m in line.marks if m.x == category and m.y is not None]
        text = format_value(sum(own), chart.unit, chart.decimals) if own else ""
        marks.append(Mark(category, sum(own) if own else None, text))
    return replace(chart, lines=(*kept, Line(format_count(len(rest), "autre"), tuple(marks))))


def split_runs(line: Line) -> list[tuple[str, list[Mark]]]:
    """The marks of a line between its breaks: each run is a series of its own, so that no line is drawn across one."""
    runs: list[list[Mark]] = [[]]
    previous: Mark | None = None
    for mark in line.marks:
        if mark.y is not None and previous is not None and previous.y is not None and not mark.is_joined:
            runs.append([])
        runs[-1].append(mark)
        previous = mark
    kept = [run for run in runs if any(mark.y is not None for mark in run)]
    return [(line.name if n == 0 else f"{line.name} (après rupture)", run) for n, run in enumerate(kept)]
