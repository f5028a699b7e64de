"""Native charts of slides, which PowerPoint and Impress can edit: what the layout decides, in their own terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from pages.draw.powerpoint.bars import add_bars
from pages.draw.powerpoint.frames import Ground, describe
from pages.draw.powerpoint.lines import add_lines, writes_years
from pages.draw.powerpoint.points import add_dots, add_dumbbell, add_scatter
from pages.draw.powerpoint.words import add_line_of, add_ribbon, add_stroke
from pages.views.layout.charts import lay_chart
from pages.views.layout.scene import Box, Ribbon, Scene, Stroke, Words
from pages.views.marks import Chart
from pages.views.slides.parts import Drawing

Build = Callable[[Any, Chart, Box, Scene, Ground], Any]
BUILDERS: dict[str, Build] = {
    "line": add_lines,
    "bar": add_bars,
    "stack": add_bars,
    "scatter": add_scatter,
    "dots": add_dots,
    "dumbbell": add_dumbbell,
}
# Shapes whose words stand where the layout has them: bars have labels of their own.
LAID = frozenset({"line", "scatter", "dots", "dumbbell"})
MOST_SAID = 12
# The tones of the ground of a chart, which its axes draw.
FAINT = frozenset({"rule", "muted"})
# Between an axis and words that would lie on it, in inches.
GAP = 0.06


def add_chart(slide: Any, drawing: Drawing, ground: Ground) -> Any:
    """Put a native chart on a slide, with the words that stand beside its marks, and return its shape."""
    from pptx.util import Pt

    chart, box = drawing.chart, drawing.box
    scene = lay_chart(chart, box.width, drawing.font, height=box.height, is_small=drawing.is_small)
    shift = (box.left, box.bottom)
    is_laid = chart.shape in LAID
    for ribbon in (mark for mark in scene.marks if isinstance(mark, Ribbon) and is_laid):
        add_ribbon(slide, ribbon, ground, shift=shift)
    shape = BUILDERS[chart.shape](slide, chart, box, scene, ground)
    native = shape.chart
    native.font.size = Pt(drawing.font)
    native.font.color.rgb = ground.rgb("ink")
    native.has_title = native.has_legend = False
    _number_axes(native)
    describe(shape, f"{chart.title}, {chart.axis}. {read_marks(chart)}", name=f"Graphique : {chart.title}")
    if is_laid:
        for points, tone, is_dashed in _list_strokes(scene):
            moved = tuple((x + box.left, y + box.bottom) for x, y in points)
            add_stroke(slide, moved, ground, tone, is_dashed=is_dashed)
        for words in _list_beside(chart, scene):
            add_line_of(slide, words, ground, shift=shift)
    return shape


def _list_beside(chart: Chart, scene: Scene) -> Iterator[Words]:
    """The words that the axes of a native chart do not write; none lies over those at the left."""
    is_year_written = chart.shape != "line" or writes_years(chart, scene)
    for mark in scene.marks:
        if not isinstance(mark, Words) or not mark.text:
            continue
        is_beside_axis = mark.zone == "left" and mark.across == "right"
        is_under_axis = mark.across == "center" and mark.y < scene.inner.bottom and is_year_written
        if mark.tone == "muted" and (is_beside_axis or is_under_axis):
            continue
        is_over = mark.across == "center" and mark.box.left < scene.inner.left and mark.y > scene.inner.bottom
        yield replace(mark, x=scene.inner.left + GAP, across="left") if is_over else mark


def _list_strokes(scene: Scene) -> Iterator[tuple[tuple[tuple[float, float], ...], str, bool]]:
    """What ties names to their lines, the breaks of a series, the median of rows: (points, tone, whether dashed)."""
    tall = (scene.inner.bottom, scene.inner.top)
    heavy = 1.2 * scene.font / 10
    for mark in scene.marks:
        if not isinstance(mark, Stroke) or len(mark.points) != 2:
            continue
        (x, y), (to, end) = mark.points
        is_across = x == to and {y, end} == set(tall)
        if mark.zone == "right" or (mark.zone == "left" and mark.tone not in FAINT):
            yield mark.points, mark.tone, False
        elif is_across and mark.tone == "muted" and (mark.dash or mark.width >= heavy):
            yield mark.points, mark.tone, bool(mark.dash)


def _number_axes(native: Any) -> None:
    """Positive ids for axes, in the place of those below zero: ISO 29500-1, 21.2.2.9 has them unsigned."""
    ids: dict[str, str] = {}
    numbers = count(500_000_001)
    for name in ("axId", "crossAx"):
        for element in native._chartSpace.iter(f"{{*}}{name}"):
            element.set("val", ids.setdefault(element.get("val"), str(next(numbers))))


def read_marks(chart: Chart) -> str:
    """The values of a chart as a text."""
    said = []
    for line in chart.lines[:MOST_SAID]:
        marks = [f"{mark.x} {mark.text}" for mark in line.marks if mark.text][:MOST_SAID]
        said.append(f"{line.name} : {', '.join(marks)}")
    return " ; ".join(said)
