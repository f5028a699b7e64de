"""The ground of a chart of rows: the names at the left, a row each, the scale across."""

from __future__ import annotations

from pages.views.layout.metrics import line_height, measure_text, shorten_text
from pages.views.layout.scales import Scale, lay_values, pick_words
from pages.views.layout.scene import Box, Scene, Stroke
from pages.views.marks import Chart

# Of the words of a drawing, those along its axis; of a line of them, a row; of the width, what names may take at most.
SMALL, ROW, NAMES = 0.9, 1.55, 0.34
# Lines of words above the rows and below them.
ABOVE, BELOW = 1.6, 1.6
# Between a name and the plot, in inches.
GAP = 0.1


def measure_rows(chart: Chart, font: float) -> float:
    """The height that the rows ask for."""
    return (max(len(chart.categories), 2) * ROW + ABOVE + BELOW) * line_height(font)


def rank_rows(chart: Chart) -> dict[str, float]:
    """The height of each row, the first on top, where all are one high."""
    return {name: len(chart.categories) - n - 0.5 for n, name in enumerate(chart.categories)}


def lay_rows(scene: Scene, box: Box, chart: Chart, *, right: float) -> tuple[Scale, dict[str, float]]:
    """Lay out the names and the scale, `right` inches left free beside it; the scale and the height of each row.

    Where rows are closer than words are high, the names are smaller.
    """
    size, tall = scene.font * SMALL, line_height(scene.font * SMALL)
    axis = lay_values(chart)
    room = (box.height - tall * (ABOVE + BELOW)) / len(chart.categories)
    font = min(scene.font, scene.font * room / line_height(scene.font))
    leads = {str(mark.x) for line in chart.lines if line.is_lead for mark in line.marks}
    names = {name: shorten_text(name, font, box.width * NAMES, is_bold=name in leads) for name in chart.categories}
    left = max(measure_text(said, font, is_bold=name in leads) for name, said in names.items()) + GAP + 0.04
    plot = box.cut(left=left, right=right, top=tall * ABOVE, bottom=tall * BELOW)
    scene.plot, scene.inner = (plot.left, plot.right), plot
    scale = Scale(plot, (axis.low, axis.high), (0, len(names)))
    rows = rank_rows(chart)
    scene.write(box.left, box.top - tall / 2, f"{chart.axis} →", size=size, tone="muted")
    for tick in axis.ticks:
        x = scale.x(tick)
        scene.add(Stroke(((x, plot.bottom), (x, plot.top)), "rule" if tick else "muted", 0.6, zone="plot"))
    y = plot.bottom - tall * 0.8
    for tick, word in pick_words(axis, scale.x(axis.step) - scale.x(0), size):
        scene.write(scale.x(tick), y, word, size=size, tone="muted", across="center", zone="plot")
    for name, said in names.items():
        y = scale.y(rows[name])
        scene.write(plot.left - GAP, y, said, size=font, is_bold=name in leads, across="right")
        scene.add(Stroke(((plot.left, y), (plot.right, y)), "rule", 0.5, zone="plot"))
    return scale, rows
