"""The charts of a view laid out: one, or several in a grid, each under its title."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from pages.views.layout.bars import lay_bars, measure_bars
from pages.views.layout.body import EMPTY, Body, Lay, lay_nothing
from pages.views.layout.dots import lay_dots
from pages.views.layout.dumbbell import lay_dumbbell
from pages.views.layout.explained import describe_marks
from pages.views.layout.lines import lay_lines, measure_lines
from pages.views.layout.metrics import line_height, wrap_text
from pages.views.layout.rows import measure_rows
from pages.views.layout.scatter import lay_scatter, measure_scatter
from pages.views.layout.scene import Box, Scene
from pages.views.marks import Chart

# The least widths of a small chart and of another, what stands between two, in inches.
SMALL_WIDE, WIDE, BETWEEN, UNDER = 2.3, 4.4, 0.3, 0.15


def build_chart(chart: Chart, width: float, font: float, *, is_small: bool = False) -> Body:
    """The body of a chart of any shape; a line chart that `is_small` is one of many, whose name is its title."""
    if chart.is_empty:
        return Body(EMPTY, lay_nothing, chart.notes)
    height, lay = _plan(chart, width, font, is_small=is_small)
    return Body(height, lay, (*chart.notes, *describe_marks([chart])))


def _plan(chart: Chart, width: float, font: float, *, is_small: bool) -> tuple[float, Lay]:
    """The height that a chart asks for, and what lays it out."""
    match chart.shape:
        case "line":
            height = measure_lines(chart, width, font, is_small=is_small)
            return height, partial(lay_lines, chart=chart, is_small=is_small)
        case "scatter":
            return measure_scatter(width), partial(lay_scatter, chart=chart)
        case "dots":
            return measure_rows(chart, font), partial(lay_dots, chart=chart)
        case "dumbbell":
            return measure_rows(chart, font), partial(lay_dumbbell, chart=chart)
        case "bar" | "stack":
            return measure_bars(chart, width, font), partial(lay_bars, chart=chart)


def build_charts(
    charts: Sequence[Chart], width: float, font: float, *, is_small: bool = False, unknown: tuple[str, ...] = ()
) -> Body:
    """The body of one chart, or of several in a grid; `unknown` is what no mark of them shows."""
    if not charts or all(chart.is_empty for chart in charts):
        return Body(EMPTY, lay_nothing, unknown)
    if len(charts) == 1 and not is_small:
        body = build_chart(charts[0], width, font)
        return Body(body.height, body.lay, (*body.notes, *unknown))
    columns = min(len(charts), max(1, int(width / (SMALL_WIDE if is_small else WIDE))))
    rows = math.ceil(len(charts) / columns)
    across = (width - BETWEEN * (columns - 1)) / columns
    bodies = [build_chart(chart, across, font, is_small=is_small) for chart in charts]
    titles = [wrap_text(chart.title, font, across, is_bold=True) for chart in charts]
    heads = [
        max(len(title) for title in titles[n * columns : (n + 1) * columns]) * line_height(font) + 0.06
        for n in range(rows)
    ]
    tall = max(body.height for body in bodies)

    def lay(scene: Scene, box: Box) -> None:
        step = (box.height - UNDER * (rows - 1) - sum(heads)) / rows
        for n, (body, title) in enumerate(zip(bodies, titles, strict=True)):
            row, column = divmod(n, columns)
            top = box.top - row * (step + UNDER) - sum(heads[:row])
            cell = Box(box.left + column * (across + BETWEEN), top - heads[row] - step, across, step)
            scene.write_lines(cell.left, top, title, is_bold=True)
            body.lay(scene, cell)

    units = list(dict.fromkeys(chart.axis for chart in charts))
    is_shared = is_small and all(chart.top is not None for chart in charts)
    said = [f"Même échelle pour tous, en {unit}." for unit in units] if is_shared else []
    notes = tuple(dict.fromkeys([*said, *(note for body in bodies for note in body.notes)]))
    return Body(rows * tall + UNDER * (rows - 1) + sum(heads), lay, (*notes, *unknown))


def lay_chart(chart: Chart, width: float, font: float, *, height: float | None = None, is_small: bool = False) -> Scene:
    """A chart alone on a scene as wide as asked for, and as high as it asks for unless a height is given."""
    body = build_chart(chart, width, font, is_small=is_small)
    scene = Scene(width, body.height if height is None else height, font, is_small=is_small)
    body.lay(scene, scene.box)
    return scene
