"""Native charts of lines over years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.statuses import UNCERTAIN
from pages.draw.powerpoint.axes import form_numbers, set_axes, space_labels
from pages.draw.powerpoint.frames import POINTS, Frame, find_rgb, place
from pages.draw.powerpoint.guides import add_guides
from pages.draw.powerpoint.markers import cross, dress_marker, hollow
from pages.draw.powerpoint.names import quote_name
from pages.views.layout.looks import color_of, dash_of, symbol_beside
from pages.views.layout.runs import cut_breaks
from pages.views.marks import Chart, Line, Mark

MOST_NAMED = 8
# What a year takes across, in English Metric Units.
YEAR_WIDTH = 520_000


def add_lines(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Years across; a hole where a year is missing, a hollow mark where a value is not final."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    reach = [int(x) for guide in chart.guides if guide.kind not in ("level", "interval") for x, _ in guide.points]
    years = sorted({*(int(float(m.x)) for line in chart.lines for m in line.marks), *reach})
    if not chart.is_slope:
        years = list(range(years[0], years[-1] + 1))
    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    data.categories = [str(year) for year in years]
    runs = [(line, marks) for line in order_lines(chart) for marks in cut_breaks(line)]
    for line, marks in runs:
        found = {int(float(mark.x)): mark.y for mark in marks}
        name = line.name if marks[0] == _first_of(line) else f"{line.name} (après rupture)"
        data.add_series(quote_name(name), [found.get(year) for year in years])
    guides = add_guides(data, chart, years)
    shape = place(slide, XL_CHART_TYPE.LINE_MARKERS, frame, data)
    native = shape.chart
    every = list(native.plots[0].series)
    for series, (line, marks) in zip(every, runs, strict=False):
        _dress_line(series, line, marks, years)
    for series, guide in zip(every[len(runs) :], guides, strict=True):
        guide.dress(series, find_rgb)
    _label_single(native, chart)
    set_axes(native, chart)
    space_labels(native, -(-len(years) // max(2, int(frame.width / YEAR_WIDTH))))
    return shape


def order_lines(chart: Chart) -> list[Line]:
    """The lines as they are drawn: those that are only there to compare with under the others."""
    return sorted(chart.lines, key=lambda line: not line.is_other)


def _first_of(line: Line) -> Mark:
    return cut_breaks(line)[0][0]


def _dress_line(series: Any, line: Line, marks: Sequence[Mark], years: Sequence[int]) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    color = find_rgb(color_of(line))
    series.smooth = False
    if all(mark.y is None or mark.is_beside for mark in marks):
        series.format.line.fill.background()
    else:
        series.format.line.color.rgb = color
        series.format.line.width = Pt(1 if line.is_other else 3.5 if line.is_lead else 2.25)
        if dash_of(line):
            series.format.line.dash_style = MSO_LINE.DASH
    dress_marker(series.marker, line, size=4 if line.is_other else 8)
    for mark in marks:
        if mark.y is None or not (mark.is_beside or mark.status in UNCERTAIN):
            continue
        marker = series.points[years.index(int(float(mark.x)))].marker
        if mark.is_beside:
            cross(marker, color, symbol_beside(mark.status))
        else:
            hollow(marker)


def _label_single(native: Any, chart: Chart) -> None:
    """The values of a single line beside its marks, where they are few."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    if len(chart.lines) != 1 or len(chart.lines[0].marks) > MOST_NAMED or chart.guides:
        return
    labels = native.plots[0]
    labels.has_data_labels = True
    labels.data_labels.position = XL_LABEL_POSITION.ABOVE
    labels.data_labels.number_format = form_numbers(chart.decimals)
    labels.data_labels.number_format_is_linked = False
    labels.data_labels.font.size = Pt(POINTS)
