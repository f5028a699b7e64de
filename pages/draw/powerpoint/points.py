"""Native charts of points: scatters, rows of dots, rows of two points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pages.draw.powerpoint.axes import form_numbers, set_axes
from pages.draw.powerpoint.frames import POINTS, Frame, find_rgb, name_rows, place, rank_rows, size_labels
from pages.draw.powerpoint.markers import dress_marker, hollow
from pages.draw.powerpoint.names import quote_name
from pages.views.layout.looks import color_of
from pages.views.layout.scatter import order_points
from pages.views.marks import Chart, Line
from pages.words.french import UNCERTAIN


def _add_points(
    slide: Any, chart: Chart, frame: Frame, places: Sequence[tuple[Line, list[tuple[float, float]]]]
) -> Any:
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = XyChartData(number_format=form_numbers(chart.decimals))
    for line, points in places:
        series = data.add_series(quote_name(line.name))
        for x, y in points:
            series.add_data_point(x, y)
    shape = place(slide, XL_CHART_TYPE.XY_SCATTER, frame, data)
    for series, (line, _) in zip(shape.chart.plots[0].series, places, strict=True):
        series.format.line.fill.background()
        dress_marker(series.marker, line, size=7 if line.is_other else 12)
        known = [mark for mark in line.marks if mark.y is not None]
        for n, mark in enumerate(known):
            if mark.status in UNCERTAIN:
                hollow(series.points[n].marker)
    set_axes(shape.chart, chart)
    return shape


def _label_point(point: Any, words: str, chart: Chart) -> None:
    """Words at the right of a point."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label = point.data_label
    label.text_frame.text, label.position = words, XL_LABEL_POSITION.RIGHT
    label.text_frame.paragraphs[0].font.size = Pt(size_labels(chart))


def add_scatter(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A point per territory: those chosen in their colours over the others, grey."""
    from pptx.util import Pt

    places = [
        (line, [(float(m.x), float(m.y)) for m in line.marks if m.y is not None]) for _, line in order_points(chart)
    ]
    shape = _add_points(slide, chart, frame, places)
    axis = shape.chart.category_axis
    axis.has_title = True
    axis.axis_title.text_frame.text = chart.x_axis
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(POINTS)
    axis.axis_title.text_frame.paragraphs[0].font.bold = False
    return shape


def add_dots(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A row per territory from the top down, the values of those chosen beside their dots."""
    rows = rank_rows(chart)
    lines = [line for _, line in order_points(chart) if any(mark.y is not None for mark in line.marks)]
    places = [(line, [(float(m.y), rows[str(m.x)]) for m in line.marks if m.y is not None]) for line in lines]
    shape = _add_points(slide, chart, frame, places)
    for series, line in zip(shape.chart.plots[0].series, lines, strict=True):
        for mark in line.marks if line.is_lead else ():
            _label_point(series.points[0], mark.text, chart)
    name_rows(slide, shape, chart, frame)
    return shape


def add_dumbbell(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A row of two points per territory, the later with its words, joined where both compare."""
    from pptx.util import Pt

    rows = rank_rows(chart)
    pairs = [
        (replace(line, name=after.name, marks=(before, after)), after)
        for _, line in order_points(chart)
        for before, after in zip(line.marks[::2], line.marks[1::2], strict=True)
    ]
    places = [(line, [(m.y or 0.0, rows[str(m.x)]) for m in line.marks]) for line, _ in pairs]
    shape = _add_points(slide, chart, frame, places)
    for series, (line, after) in zip(shape.chart.plots[0].series, pairs, strict=True):
        if after.is_joined:
            series.format.line.color.rgb, series.format.line.width = find_rgb(color_of(line)), Pt(2)
        series.points[0].marker.size = 5
        _label_point(series.points[1], after.beside, chart)
    name_rows(slide, shape, chart, frame)
    return shape
