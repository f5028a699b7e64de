"""Native charts of slides, which PowerPoint and Impress can edit: lines, bars, stacks and scatters, legible afar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

from pages.parts.charts import COLORS
from pages.parts.french import format_count, format_value
from pages.views.chart import Chart, Line, Mark

# What a room reads from its back row.
POINTS = 24
MOST_BARS, MOST_LONG_BARS, MOST_LINES, MOST_PARTS, MOST_NAMED, MOST_TICKS = 8, 4, 6, 4, 8, 5
MOST_LETTERS, MOST_VALUED = 20, 3
MILLION, THOUSANDS = 1_000_000, 50_000
HOLLOW = frozenset({"provisional", "estimated"})
GREY = "8A8F98"
SYMBOLS = ["●", "■", "◆", "▲"]


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


def split_chart(chart: Chart) -> list[Chart]:
    """A chart as several, each with no more than a room can read, on one scale; parts beyond the largest are summed."""
    if chart.shape in ("stack", "bar"):
        is_long = any(len(category) > MOST_LETTERS for category in chart.categories)
        whole = _sum_small_parts(chart) if chart.shape == "stack" else chart
        return _take(whole, MOST_LONG_BARS if is_long else MOST_BARS)
    if chart.shape == "line" and len(chart.lines) > MOST_LINES:
        values = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
        top = max(values, default=None)
        steps = range(0, len(chart.lines), MOST_LINES)
        return [replace(chart, lines=chart.lines[n : n + MOST_LINES], top=top) for n in steps]
    return [chart]


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


def add_chart(slide: Any, chart: Chart, frame: Frame, *, points: int = POINTS) -> Any:
    """Put a native chart on a slide and return its shape."""
    from pptx.util import Pt

    build = {"line": _add_lines, "bar": _add_bars, "stack": _add_bars, "scatter": _add_scatter}[chart.shape]
    shape = build(slide, chart, frame)
    native = shape.chart
    native.font.size = Pt(points)
    native.has_title = False
    if chart.shape != "scatter":
        native.category_axis.tick_labels.font.size = Pt(points)
    return shape


def _place(slide: Any, kind: Any, frame: Frame, data: Any) -> Any:
    return slide.shapes.add_chart(kind, frame.left, frame.top, frame.width, frame.height, data)


def _format(chart: Chart) -> str:
    return "#,##0" + (f".{'0' * chart.decimals}" if chart.decimals else "")


def _color(n: int) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(COLORS[n % len(COLORS)].lstrip("#").upper())


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


def _add_lines(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Years across; a hole where a year is missing, a hollow mark where a value is not final, names at the ends."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
    from pptx.util import Pt

    years = sorted({int(float(m.x)) for line in chart.lines for m in line.marks})
    if not chart.is_slope:
        years = list(range(years[0], years[-1] + 1))
    data = CategoryChartData(number_format=_format(chart))
    data.categories = [str(year) for year in years]
    runs = [(n, name, marks) for n, line in enumerate(chart.lines) for name, marks in split_runs(line)]
    for _, name, marks in runs:
        found = {int(float(mark.x)): mark.y for mark in marks}
        data.add_series(name, [found.get(year) for year in years])
    shape = _place(slide, XL_CHART_TYPE.LINE_MARKERS, frame, data)
    native = shape.chart
    styles = [XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE]
    for series, (n, _, marks) in zip(native.plots[0].series, runs, strict=True):
        series.smooth = False
        series.format.line.color.rgb = _color(n)
        series.format.line.width = Pt(3.5 if chart.lines[n].is_lead else 2.25)
        series.marker.style, series.marker.size = styles[n % len(styles)], 9
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _color(n)
        series.marker.format.line.color.rgb = _color(n)
        _mark_hollow(series, marks, years)
    _label_single(native, chart)
    native.has_legend = False
    _set_axes(native, chart)
    _space_labels(native, -(-len(years) // MOST_TICKS))
    return shape


def _mark_hollow(series: Any, marks: Sequence[Mark], years: Sequence[int]) -> None:
    """White inside for the marks that are not final."""
    from pptx.dml.color import RGBColor

    for mark in marks:
        if mark.status in HOLLOW and mark.y is not None:
            point = series.points[years.index(int(float(mark.x)))]
            point.marker.format.fill.solid()
            point.marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255)


def _label_single(native: Any, chart: Chart) -> None:
    """The values of a single line beside its marks, where they are few."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    if len(chart.lines) != 1 or len(chart.lines[0].marks) > MOST_NAMED:
        return
    labels = native.plots[0]
    labels.has_data_labels = True
    labels.data_labels.position = XL_LABEL_POSITION.ABOVE
    labels.data_labels.number_format = _format(chart)
    labels.data_labels.number_format_is_linked = False
    labels.data_labels.font.size = Pt(POINTS)


def _add_bars(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Horizontal bars, the first on top; those of a ranking bear their value, stacked ones have a legend."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format=_format(chart))
    upwards = chart.categories[::-1]
    data.categories = list(upwards)
    for line in chart.lines:
        found = {mark.x: mark.y for mark in line.marks}
        data.add_series(line.name, [found.get(category) for category in upwards])
    is_ranking = chart.shape == "bar"
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_ranking else XL_CHART_TYPE.BAR_STACKED
    shape = _place(slide, kind, frame, data)
    native = shape.chart
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 35, 100
    for n, (series, line) in enumerate(zip(plot.series, chart.lines, strict=True)):
        series.format.fill.solid()
        if is_ranking and not line.is_lead:
            series.format.fill.fore_color.rgb = RGBColor.from_string(GREY)
        else:
            series.format.fill.fore_color.rgb = _color(n)
        if is_ranking:
            series.data_labels.show_value = True
            series.data_labels.number_format = _format(chart)
            series.data_labels.number_format_is_linked = False
            series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
            series.data_labels.font.size = Pt(POINTS)
            _write_statuses(series, line, chart)
    _set_axes(native, chart)
    native.value_axis.visible = not is_ranking
    native.value_axis.has_major_gridlines = not is_ranking
    native.has_legend = False
    _space_labels(native, 1)
    return shape


def _write_statuses(series: Any, line: Line, chart: Chart) -> None:
    """The label of a bar that is not final says so."""
    from pptx.util import Pt

    places = {category: n for n, category in enumerate(chart.categories[::-1])}
    for mark in line.marks:
        if mark.status != "normal" and mark.y is not None:
            frame = series.points[places[str(mark.x)]].data_label.text_frame
            frame.text = mark.text
            frame.paragraphs[0].font.size = Pt(POINTS)


def _add_scatter(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A point per territory: those chosen in colour with their names, the others grey."""
    from pptx.chart.data import XyChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.util import Pt

    data = XyChartData(number_format=_format(chart))
    order = sorted(chart.lines, key=lambda line: line.is_lead)
    for line in order:
        series = data.add_series(line.name)
        for mark in line.marks:
            series.add_data_point(float(mark.x), mark.y)
    shape = _place(slide, XL_CHART_TYPE.XY_SCATTER, frame, data)
    native = shape.chart
    leads = [line.name for line in order if line.is_lead]
    for series, line in zip(native.plots[0].series, order, strict=True):
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 14 if line.is_lead else 9
        series.marker.format.fill.solid()
        color = _color(leads.index(line.name)) if line.is_lead else RGBColor.from_string(GREY)
        series.marker.format.fill.fore_color.rgb = color
        if line.marks[0].status in HOLLOW:
            series.marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255)
        series.marker.format.line.color.rgb = color
        if line.is_lead:
            label = series.points[0].data_label
            label.position = XL_LABEL_POSITION.RIGHT
            label.text_frame.text = line.name
            label.text_frame.paragraphs[0].font.size = Pt(POINTS)
    native.has_legend = False
    _set_axes(native, chart)
    for axis, words in ((native.category_axis, chart.x_axis), (native.value_axis, chart.axis)):
        axis.has_title = True
        axis.axis_title.text_frame.text = words
        axis.axis_title.text_frame.paragraphs[0].font.size = Pt(POINTS)
        axis.axis_title.text_frame.paragraphs[0].font.bold = False
    return shape


def list_legend(chart: Chart) -> list[tuple[str, str, str]]:
    """The lines or parts of a chart for the legend beside it: symbol, colour, words with the last value of a line."""
    if len(chart.lines) < 2 or chart.shape == "scatter":
        return []
    entries = []
    for n, line in enumerate(chart.lines):
        color = GREY if chart.shape == "bar" and not line.is_lead else COLORS[n % len(COLORS)].lstrip("#").upper()
        known = [mark for mark in line.marks if mark.y is not None]
        is_valued = chart.shape == "line" and known and len(chart.lines) <= MOST_VALUED
        last = f" : {known[-1].text}, {int(float(known[-1].x))}" if is_valued else ""
        entries.append((SYMBOLS[n % len(SYMBOLS)] if chart.shape == "line" else "■", color, line.name + last))
    return entries


def _space_labels(native: Any, step: int) -> None:
    """Write one category in `step`: a program that lacks room would leave out others."""
    axis = native.category_axis._element
    for name, value in (("tickLblSkip", step), ("tickMarkSkip", step)):
        child = axis.makeelement(f"{{{axis.nsmap['c']}}}{name}", {"val": str(value)})
        after = axis.find(f"{{{axis.nsmap['c']}}}noMultiLvlLbl")
        if after is None:
            axis.append(child)
        else:
            after.addprevious(child)


def _set_axes(native: Any, chart: Chart) -> None:
    """From zero unless a value is below, faint lines, few ticks, the scale that several charts share."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_AXIS_CROSSES

    values = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
    axis = native.value_axis
    axis.tick_labels.number_format = _format(chart)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D8DCE2")
    axis.format.line.fill.background()
    native.category_axis.format.line.color.rgb = RGBColor.from_string(GREY)
    if chart.is_inverted:
        axis.reverse_order = True
        axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        axis.minimum_scale, axis.maximum_scale = 1, max(2, *values)
        axis.major_unit = max(1, round(max(values) / 5))
        return
    if chart.shape == "stack":
        sums = [sum(m.y or 0 for line in chart.lines for m in line.marks if m.x == c) for c in chart.categories]
        values = [*sums, 0.0]
    highest = max([chart.top or 0.0, *values])
    if chart.shape != "scatter" and min(values, default=0) >= 0 and highest > 0:
        step = round_up(highest / (3 if chart.shape == "stack" else 4))
        axis.minimum_scale, axis.major_unit = 0, step
        axis.maximum_scale = step * -(-highest // step)
        if step >= MILLION:
            axis.tick_labels.number_format = '#,##0.##,," M"'
        elif step >= THOUSANDS:
            axis.tick_labels.number_format = '#,##0.##," k"'
        elif step != round(step, chart.decimals):
            axis.tick_labels.number_format = "#,##0.0##"


def round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 4, 5, 8 and 10 times a power of ten."""
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= value * 0.999999)
