"""Native charts of lines over years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.statuses import UNCERTAIN
from pages.draw.powerpoint.axes import form_numbers, meet_edges, set_axes, space_labels
from pages.draw.powerpoint.frames import Ground, hold_plot, place
from pages.draw.powerpoint.guides import add_guides
from pages.draw.powerpoint.markers import cross, dress_marker, hollow
from pages.draw.powerpoint.names import quote_name
from pages.views.layout.lines import find_reach, make_scale, pick_years
from pages.views.layout.looks import color_of, dash_of, symbol_beside
from pages.views.layout.runs import cut_breaks
from pages.views.layout.scales import lay_values
from pages.views.layout.scene import Box, Scene
from pages.views.marks import Chart, Line, Mark

# Years that are closer stand in the middle of their part of the axis, others at its edges.
CLOSE = 0.8


def add_lines(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground) -> Any:
    """Years across; a hole where a year is missing, a hollow mark where a value is not final."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    first, last = find_reach(chart)
    years = list(range(first, last + 1))
    if chart.is_slope:
        years = sorted({int(float(mark.x)) for line in chart.lines for mark in line.marks})
    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    data.categories = [str(year) for year in years]
    runs = [(line, marks) for line in order_lines(chart) for marks in cut_breaks(line)]
    for line, marks in runs:
        found = {int(float(mark.x)): mark.y for mark in marks}
        name = line.name if marks[0] == _first_of(line) else f"{line.name} (après rupture)"
        data.add_series(quote_name(name), [found.get(year) for year in years])
    guides = add_guides(data, chart, years)
    shape = place(slide, XL_CHART_TYPE.LINE_MARKERS, ground.frame(box), data)
    native = shape.chart
    every = list(native.plots[0].series)
    for series, (line, marks) in zip(every, runs, strict=False):
        _dress_line(series, line, marks, years, ground, is_small=scene.is_small)
    for series, guide in zip(every[len(runs) :], guides, strict=True):
        guide.dress(series, ground)
    set_axes(native, chart, ground)
    if chart.is_slope:
        native.value_axis.visible = native.value_axis.has_major_gridlines = False
    _place_years(native, chart, years, scene)
    return shape


def _place_years(native: Any, chart: Chart, years: Sequence[int], scene: Scene) -> None:
    """Each year where the layout has it; the axis writes them where all have room, else the layout's own words do."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    axis = lay_values(chart)
    scale = make_scale(chart, axis, scene.inner)
    low, high = sorted((scale.y(axis.low), scale.y(axis.high)))
    left, right = scale.x(years[0]), scale.x(years[-1])
    step = (right - left) / max(1, len(years) - 1)
    if len(years) == 1:
        left, right = scene.inner.left, scene.inner.right
    elif step < CLOSE:
        left, right = left - step / 2, right + step / 2
    else:
        meet_edges(native)
    hold_plot(native, Box(left, low, right - left, high - low), scene.box)
    space_labels(native, 1)
    if not writes_years(chart, scene):
        native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def writes_years(chart: Chart, scene: Scene) -> bool:
    """Whether each year has room on the axis: a program that lacks it would break them or turn them."""
    first, last = find_reach(chart)
    if chart.is_slope or first == last:
        return True
    scale = make_scale(chart, lay_values(chart), scene.inner)
    return len(pick_years((first, last), abs(scale.x(1) - scale.x(0)), scene.font)) == last - first + 1


def order_lines(chart: Chart) -> list[Line]:
    """The lines as they are drawn: those that are only there to compare with under the others."""
    return sorted(chart.lines, key=lambda line: not line.is_other)


def _first_of(line: Line) -> Mark:
    return cut_breaks(line)[0][0]


def _dress_line(
    series: Any, line: Line, marks: Sequence[Mark], years: Sequence[int], ground: Ground, *, is_small: bool
) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    color = ground.rgb(color_of(line))
    series.smooth = False
    if all(mark.y is None or mark.is_beside for mark in marks):
        series.format.line.fill.background()
    else:
        series.format.line.color.rgb = color
        series.format.line.width = Pt(1 if line.is_other else 3.5 if line.is_lead else 2.25)
        if dash_of(line):
            series.format.line.dash_style = MSO_LINE.DASH
    if is_small and line.is_other:
        # Many small charts of many grey points would be grey all over.
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    dress_marker(series.marker, line, ground, size=4 if line.is_other or is_small else 8)
    for mark in marks:
        if mark.y is None or not (mark.is_beside or mark.status in UNCERTAIN):
            continue
        marker = series.points[years.index(int(float(mark.x)))].marker
        if mark.is_beside:
            cross(marker, color, symbol_beside(mark.status))
        else:
            hollow(marker, ground)
