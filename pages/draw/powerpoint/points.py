"""Native charts of points: a scatter, rows of dots, rows of two dots joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.statuses import UNCERTAIN
from pages.draw.powerpoint.axes import form_numbers, set_axes
from pages.draw.powerpoint.frames import Ground, hold_plot, place
from pages.draw.powerpoint.markers import dress_marker, hollow
from pages.draw.powerpoint.names import quote_name
from pages.views.layout.looks import color_of, order_lines
from pages.views.layout.rows import rank_rows
from pages.views.layout.scene import Box, Scene
from pages.views.marks import Chart, Line

# The sizes of markers, in points: of those only there to compare with, of those chosen, of the earlier of two.
SMALL, LARGE, BEFORE = 7, 12, 5

Placed = Sequence[tuple[Line, list[tuple[float, float]]]]


def _add_points(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground, places: Placed) -> Any:
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = XyChartData(number_format=form_numbers(chart.decimals))
    for line, points in places:
        series = data.add_series(quote_name(line.name))
        for x, y in points:
            series.add_data_point(x, y)
    shape = place(slide, XL_CHART_TYPE.XY_SCATTER, ground.frame(box), data)
    for series, (line, _) in zip(shape.chart.plots[0].series, places, strict=True):
        series.format.line.fill.background()
        dress_marker(series.marker, line, ground, size=SMALL if line.is_other else LARGE)
        known = [mark for mark in line.marks if mark.y is not None]
        for n, mark in enumerate(known):
            if mark.status in UNCERTAIN:
                hollow(series.points[n].marker, ground)
    set_axes(shape.chart, chart, ground)
    hold_plot(shape.chart, scene.inner, scene.box)
    return shape


def add_scatter(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground) -> Any:
    """A point per territory: those chosen in their colours over the others, grey."""
    places = [
        (line, [(float(m.x), float(m.y)) for m in line.marks if m.y is not None]) for _, line in order_lines(chart)
    ]
    return _add_points(slide, chart, box, scene, ground, places)


def add_dots(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground) -> Any:
    """A row per territory from the top down."""
    rows = rank_rows(chart)
    lines = [line for _, line in order_lines(chart) if any(mark.y is not None for mark in line.marks)]
    places = [(line, [(float(m.y), rows[str(m.x)]) for m in line.marks if m.y is not None]) for line in lines]
    return _add_points(slide, chart, box, scene, ground, places)


def add_dumbbell(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground) -> Any:
    """A row of two points per territory, joined where both compare."""
    from pptx.util import Pt

    rows = rank_rows(chart)
    pairs = [
        (replace(line, name=after.name, marks=(before, after)), after)
        for _, line in order_lines(chart)
        for before, after in zip(line.marks[::2], line.marks[1::2], strict=True)
    ]
    places = [(line, [(m.y or 0.0, rows[str(m.x)]) for m in line.marks]) for line, _ in pairs]
    shape = _add_points(slide, chart, box, scene, ground, places)
    for series, (line, after) in zip(shape.chart.plots[0].series, pairs, strict=True):
        if after.is_joined:
            series.format.line.color.rgb, series.format.line.width = ground.rgb(color_of(line)), Pt(2)
        series.points[0].marker.size = BEFORE
    return shape
