"""Native charts of slides, which PowerPoint and Impress can edit: what the layout decides, in their own terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from loaders.statuses import UNCERTAIN
from pages.draw.powerpoint.axes import form_numbers, set_axes, space_labels
from pages.draw.powerpoint.frames import POINTS, Frame, find_rgb, name_rows, place, size_labels
from pages.draw.powerpoint.lines import add_lines
from pages.draw.powerpoint.markers import dress_marker, hollow
from pages.draw.powerpoint.names import quote_name
from pages.views.layout.looks import color_of, order_lines
from pages.views.layout.rows import rank_rows
from pages.views.marks import Chart, Line

# So few bars would be as thick as they are long.
FEW = 4
# Letters on a line of the name of a bar.
NAME_LETTERS = 34


def add_chart(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Put a native chart on a slide and return its shape."""
    from pptx.util import Pt

    shape = BUILDERS[chart.shape](slide, chart, frame)
    native = shape.chart
    native.font.size = Pt(size_labels(chart))
    native.has_title = native.has_legend = False
    return shape


def _add_bars(slide: Any, chart: Chart, frame: Frame) -> Any:
    """Horizontal bars, the first on top; those of a ranking bear their value, stacked ones have a legend."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    upwards = chart.categories[::-1]
    data.categories = ["\n".join(wrap(quote_name(name), NAME_LETTERS)) or name for name in upwards]
    for line in chart.lines:
        found = {mark.x: mark.y for mark in line.marks}
        data.add_series(quote_name(line.name), [found.get(category) for category in upwards])
    is_ranking = chart.shape == "bar"
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_ranking else XL_CHART_TYPE.BAR_STACKED
    shape = place(slide, kind, frame, data)
    native = shape.chart
    plot = native.plots[0]
    plot.gap_width, plot.overlap = (35 if len(chart.categories) > FEW else 150), 100
    for series, line in zip(plot.series, chart.lines, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = find_rgb(color_of(line))
        _pale_unfinished(series, line, chart)
        if is_ranking:
            _label_bars(series, line, chart)
    set_axes(native, chart)
    native.value_axis.visible = not is_ranking
    native.value_axis.has_major_gridlines = not is_ranking
    space_labels(native, 1)
    return shape


def _places(chart: Chart) -> dict[str, int]:
    """The place of each category from the bottom up."""
    return {category: n for n, category in enumerate(chart.categories[::-1])}


def _pale_unfinished(series: Any, line: Line, chart: Chart) -> None:
    """A bar that is not final is pale, its edge dashed."""
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for mark in line.marks:
        if mark.status in UNCERTAIN and mark.y is not None:
            look = series.points[_places(chart)[str(mark.x)]].format
            look.fill.solid()
            look.fill.fore_color.rgb = find_rgb(color_of(line))
            look.fill.fore_color.brightness = 0.6
            look.line.color.rgb = find_rgb(color_of(line))
            look.line.width, look.line.dash_style = Pt(1.5), MSO_LINE.DASH


def _label_bars(series: Any, line: Line, chart: Chart) -> None:
    """The value of each bar at its end; that of one that is not final says so."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    size = Pt(size_labels(chart))
    series.data_labels.show_value = True
    series.data_labels.number_format = form_numbers(chart.decimals)
    series.data_labels.number_format_is_linked = False
    series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    series.data_labels.font.size = size
    for mark in line.marks:
        if mark.status != "normal" and mark.y is not None:
            frame = series.points[_places(chart)[str(mark.x)]].data_label.text_frame
            frame.text = mark.text
            frame.paragraphs[0].font.size = size


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


def _add_scatter(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A point per territory: those chosen in their colours over the others, grey."""
    from pptx.util import Pt

    places = [
        (line, [(float(m.x), float(m.y)) for m in line.marks if m.y is not None]) for _, line in order_lines(chart)
    ]
    shape = _add_points(slide, chart, frame, places)
    axis = shape.chart.category_axis
    axis.has_title = True
    axis.axis_title.text_frame.text = chart.x_axis
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(POINTS)
    axis.axis_title.text_frame.paragraphs[0].font.bold = False
    return shape


def _add_dots(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A row per territory from the top down, the values of those chosen beside their dots."""
    rows = rank_rows(chart)
    lines = [line for _, line in order_lines(chart) if any(mark.y is not None for mark in line.marks)]
    places = [(line, [(float(m.y), rows[str(m.x)]) for m in line.marks if m.y is not None]) for line in lines]
    shape = _add_points(slide, chart, frame, places)
    for series, line in zip(shape.chart.plots[0].series, lines, strict=True):
        for mark in line.marks if line.is_lead else ():
            _label_point(series.points[0], mark.text, chart)
    name_rows(slide, shape, chart, frame)
    return shape


def _add_dumbbell(slide: Any, chart: Chart, frame: Frame) -> Any:
    """A row of two points per territory, the later with its words, joined where both compare."""
    from pptx.util import Pt

    rows = rank_rows(chart)
    pairs = [
        (replace(line, name=after.name, marks=(before, after)), after)
        for _, line in order_lines(chart)
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


BUILDERS: dict[str, Callable[[Any, Chart, Frame], Any]] = {
    "line": add_lines,
    "bar": _add_bars,
    "stack": _add_bars,
    "scatter": _add_scatter,
    "dots": _add_dots,
    "dumbbell": _add_dumbbell,
}
