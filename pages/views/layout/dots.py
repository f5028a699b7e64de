"""Dots laid out: a row for each territory, or one for many, the values beside those chosen, the median across."""

from __future__ import annotations

from pages.views.layout.guides import lay_guides
from pages.views.layout.looks import order_lines, point_of
from pages.views.layout.metrics import line_height, measure_text
from pages.views.layout.rows import SMALL, lay_rows
from pages.views.layout.scene import Box, Datum, Scene
from pages.views.marks import Chart


def lay_dots(scene: Scene, box: Box, *, chart: Chart) -> None:
    """Lay the rows out from the top, what is chosen over the others."""
    size = scene.font * SMALL
    written = [mark.text for line in chart.lines if line.is_lead for mark in line.marks]
    right = max((measure_text(said, size) for said in written), default=0.0) + 0.14
    scale, rows = lay_rows(scene, box, chart, right=right)
    # As small as rows are close, as the names are.
    size *= min(1.0, (scale.y(1) - scale.y(0)) / line_height(size))
    lay_guides(scene, chart, scale)
    for n, line in order_lines(chart):
        for mark in line.marks:
            y = scale.y(rows[str(mark.x)])
            if mark.y is None:
                scene.write(scale.box.left + 0.08, y, mark.text, size=size, tone="muted", zone="plot")
                continue
            datum = Datum(mark.name or line.name, mark.text, mark.figure, n, str(mark.x))
            scene.add(point_of(line, mark, scale.x(mark.y), y, datum))
            if line.is_lead:
                scene.write(scale.x(mark.y) + 0.011 * scene.font, y, mark.text, size=size, halo="paper", zone="plot")
