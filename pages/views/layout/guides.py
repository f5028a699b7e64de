"""What is laid out beside the values: tendencies with their interval, paths to an aim, levels, medians."""

from __future__ import annotations

from pages.views.layout.scales import Scale
from pages.views.layout.scene import DASHED, DOTTED, Datum, Point, Ribbon, Scene, Stroke
from pages.views.marks import Chart, Guide
from pages.views.palette import SLOTS

DASHES = {"tendency": DASHED, "forecast": DOTTED, "path": (6.0, 2.0, 1.4, 2.0)}
WIDTHS = {"tendency": 1.1, "forecast": 1.1, "path": 1.3, "level": 0.9, "median": 1.3}


def lay_guides(scene: Scene, chart: Chart, scale: Scale) -> None:
    """Lay the guides of a chart out, under its marks."""
    for guide in chart.guides:
        _lay_guide(scene, guide, scale)


def _lay_guide(scene: Scene, guide: Guide, scale: Scale) -> None:
    tone = "muted" if guide.slot is None else f"c{guide.slot % SLOTS}"
    points = tuple((scale.x(x), scale.y(y)) for x, y in guide.points)
    if guide.kind == "level":
        y = scale.y(guide.points[0][1])
        points = ((scale.box.left, y), (scale.box.right, y))
    elif guide.kind in ("median", "quartiles"):
        points = _cross(guide, scale)
    if guide.kind in ("interval", "quartiles"):
        scene.add(Ribbon(points, tone, 0.12))
        return
    scene.add(Stroke(points, tone, WIDTHS[guide.kind], DASHES.get(guide.kind, ()), zone="plot"))
    for mark in guide.marks:
        x, y = scale.x(float(mark.x)), scale.y(mark.y or 0.0)
        datum = Datum(guide.name, mark.text, mark.figure, -1, str(mark.x))
        scene.add(Point(x, y, "diamond", 4.4, "paper", tone, 1.2, "plot", datum))


def _cross(guide: Guide, scale: Scale) -> tuple[tuple[float, float], ...]:
    """A value of the scale across, from the bottom to the top of the plot; or two of them as a band."""
    low, high = scale.box.bottom, scale.box.top
    xs = [scale.x(x) for x, _ in guide.points]
    if guide.kind == "median":
        return ((xs[0], low), (xs[0], high))
    return ((xs[0], low), (xs[0], high), (xs[1], high), (xs[1], low))
