"""Two marks a row laid out: the earlier small, the later large with its words, a link where both compare."""

from __future__ import annotations

from dataclasses import replace

from pages.views.layout.looks import LITTLE, color_of, point_of, thickness_of
from pages.views.layout.metrics import measure_text
from pages.views.layout.rows import SMALL, lay_rows
from pages.views.layout.scene import Box, Datum, Scene, Stroke
from pages.views.marks import Chart, Line, Mark

# Of words, what stands between them and their mark, in inches.
GAP = 0.1


def lay_dumbbell(scene: Scene, box: Box, *, chart: Chart) -> None:
    """Lay the rows out from the top, what is chosen in its colour."""
    size = scene.font * SMALL
    right = max(measure_text(mark.beside, size) for line in chart.lines for mark in line.marks) + 2 * GAP
    scale, rows = lay_rows(scene, box, chart, right=right)
    for n, line in enumerate(chart.lines):
        for before, after in zip(line.marks[::2], line.marks[1::2], strict=True):
            y = scale.y(rows[str(after.x)])
            start, end = scale.x(before.y or 0.0), scale.x(after.y or 0.0)
            if after.is_joined:
                wide = max(thickness_of(line), 1.6)
                scene.add(Stroke(((start, y), (end, y)), color_of(line), wide, opacity=0.6, zone="plot", line=n))
            scene.add(replace(point_of(line, before, start, y, _tell(line, before, n)), size=LITTLE))
            scene.add(point_of(line, after, end, y, _tell(line, after, n)))
            tone = "ink" if line.is_lead else "muted"
            x = max(start, end) + GAP * scene.font / 10
            scene.write(x, y, after.beside, size=size, is_bold=line.is_lead, tone=tone, halo="paper", zone="plot")


def _tell(line: Line, mark: Mark, n: int) -> Datum:
    return Datum(f"{mark.name}, {mark.when}", mark.text, mark.figure, n, str(mark.x), mark.when)
