"""Native charts of slides, which PowerPoint and Impress can edit: lines, bars, stacks and scatters, legible afar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from pages.draw.plotly.charts import COLORS
from pages.draw.powerpoint.axes import GREY, form_numbers, set_axes, space_labels
from pages.draw.powerpoint.split import split_runs
from pages.views.marks import Chart, Line, Mark
from pages.words.cells import FORMULA_STARTS
from pages.words.french import UNCERTAIN

# What a room reads from its back row.
POINTS = 24
MOST_NAMED, MOST_TICKS = 8, 5
# Letters on a line of the name of a bar.
NAME_LETTERS = 24
# What the writer of a chart's own workbook would make a formula or a link of.
ACTIVE = re.compile(r"\{=|(?:ftp|http|file)s?:|mailto:|(?:in|ex)ternal:", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


def quote_name(words: str) -> str:
    """A name that stays text in the workbook behind a chart: an apostrophe stands before what would be run."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) or ACTIVE.match(words) else words


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


def _color(n: int) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(COLORS[n % len(COLORS)].lstrip("#").upper())


def _add_lines(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Years across; a hole where a year is missing, a hollow mark where a value is not final, names at the ends."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
    from pptx.util import Pt

    years = sorted({int(float(m.x)) for line in chart.lines for m in line.marks})
    if not chart.is_slope:
        years = list(range(years[0], years[-1] + 1))
    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    data.categories = [str(year) for year in years]
    runs = [(n, name, marks) for n, line in enumerate(chart.lines) for name, marks in split_runs(line)]
    for _, name, marks in runs:
        found = {int(float(mark.x)): mark.y for mark in marks}
        data.add_series(quote_name(name), [found.get(year) for year in years])
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
    set_axes(native, chart)
    space_labels(native, -(-len(years) // MOST_TICKS))
    return shape


def _mark_hollow(series: Any, marks: Sequence[Mark], years: Sequence[int]) -> None:
    """White inside for the marks that are not final."""
    from pptx.dml.color import RGBColor

    for mark in marks:
        if mark.status in UNCERTAIN and mark.y is not None:
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
    labels.data_labels.number_format = form_numbers(chart.decimals)
    labels.data_labels.number_format_is_linked = False
    labels.data_labels.font.size = Pt(POINTS)


def _add_bars(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Horizontal bars, the first on top; those of a ranking bear their value, stacked ones have a legend."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    upwards = chart.categories[::-1]
    data.categories = ["\n".join(wrap(quote_name(name), NAME_LETTERS)) or name for name in upwards]
    for line in chart.lines:
        found = {mark.x: mark.y for mark in line.marks}
        data.add_series(quote_name(line.name), [found.get(category) for category in upwards])
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
            series.data_labels.number_format = form_numbers(chart.decimals)
            series.data_labels.number_format_is_linked = False
            series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
            series.data_labels.font.size = Pt(POINTS)
            _write_statuses(series, line, chart)
    set_axes(native, chart)
    native.value_axis.visible = not is_ranking
    native.value_axis.has_major_gridlines = not is_ranking
    native.has_legend = False
    space_labels(native, 1)
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
    """A point per territory: those chosen in their colours over the others, grey."""
    from pptx.chart.data import XyChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
    from pptx.util import Pt

    data = XyChartData(number_format=form_numbers(chart.decimals))
    order = sorted(chart.lines, key=lambda line: line.is_lead)
    for line in order:
        series = data.add_series(quote_name(line.name))
        for mark in line.marks:
            series.add_data_point(float(mark.x), mark.y)
    shape = _place(slide, XL_CHART_TYPE.XY_SCATTER, frame, data)
    native = shape.chart
    leads = [line.name for line in chart.lines if line.is_lead]
    styles = [XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE]
    for series, line in zip(native.plots[0].series, order, strict=True):
        series.format.line.fill.background()
        place = leads.index(line.name) if line.is_lead else 0
        series.marker.style, series.marker.size = styles[place % len(styles)], 16 if line.is_lead else 9
        series.marker.format.fill.solid()
        color = _color(place) if line.is_lead else RGBColor.from_string(GREY)
        series.marker.format.fill.fore_color.rgb = color
        if line.marks[0].status in UNCERTAIN:
            series.marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255)
        series.marker.format.line.color.rgb = color
    native.has_legend = False
    set_axes(native, chart)
    axis = native.category_axis
    axis.has_title = True
    axis.axis_title.text_frame.text = chart.x_axis
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(POINTS)
    axis.axis_title.text_frame.paragraphs[0].font.bold = False
    return shape
