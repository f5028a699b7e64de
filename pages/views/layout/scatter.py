"""Points between two scales laid out, with the names that have room; how many are left out is said."""

from __future__ import annotations

from pages.views.layout.looks import order_lines, point_of, words_of
from pages.views.layout.metrics import line_height, measure_text, shorten_text
from pages.views.layout.scales import Scale, lay_across, lay_values, pick_words
from pages.views.layout.scene import Across, Box, Datum, Scene, Stroke
from pages.views.layout.spreading import place_beside
from pages.views.marks import Chart
from pages.words.french import format_count

SMALL, TALL = 0.9, 4.6
# Of the width, what the name of a point may take.
NAMES = 0.45
# Half of the room that a point takes from names, and what stands between both, in inches.
HALF, GAP = 0.045, 0.06


def measure_scatter(width: float) -> float:
    """The height that a cloud of points asks for."""
    return min(TALL, max(width, 3.4))


def lay_scatter(scene: Scene, box: Box, *, chart: Chart) -> None:
    """Lay out the points, those chosen last and named first."""
    size = scene.font * SMALL
    tall = line_height(size)
    across, up = lay_across(chart), lay_values(chart)
    left = max(measure_text(word, size) for word in up.words) + 0.08
    edge = measure_text(across.words[-1], size) / 2
    plot = box.cut(left=left, right=max(edge, 0.15), top=tall * 1.6, bottom=tall * 3.3)
    scene.plot, scene.inner = (plot.left, plot.right), plot
    scale = Scale(plot, (across.low, across.high), (up.low, up.high))
    scene.write(box.left, box.top - tall / 2, f"↑ {chart.axis}", size=size, tone="muted")
    y = plot.bottom - tall * 1.75
    scene.write(plot.right, y, f"{chart.x_axis} →", size=size, tone="muted", across="right", zone="right")
    for tick, word in zip(up.ticks, up.words, strict=True):
        ends = ((plot.left, scale.y(tick)), (plot.right, scale.y(tick)))
        scene.add(Stroke(ends, "rule" if tick else "muted", 0.6, zone="plot"))
        scene.write(plot.left - 0.07, scale.y(tick), word, size=size, tone="muted", across="right")
    for tick in across.ticks:
        x = scale.x(tick)
        scene.add(Stroke(((x, plot.bottom), (x, plot.top)), "rule" if tick else "muted", 0.6, zone="plot"))
    for tick, word in pick_words(across, scale.x(across.step) - scale.x(0), size):
        scene.write(
            scale.x(tick), plot.bottom - tall * 0.7, word, size=size, tone="muted", across="center", zone="plot"
        )
    left_out = _lay_points(scene, scale, chart, size)
    if left_out:
        said = f"{format_count(left_out, 'nom n’est pas écrit', 'noms ne sont pas écrits')}, faute de place."
        scene.write(box.left, box.bottom + tall / 2, said, size=size, tone="muted")


def _lay_points(scene: Scene, scale: Scale, chart: Chart, size: float) -> int:
    """The points, then the names that meet neither a point nor another name; how many are left out comes back.

    One chosen is named all the same where only points that are there to compare with are in its way.
    """
    found = [(line, n, line.marks[0]) for n, line in order_lines(chart) if line.marks and line.marks[0].y is not None]
    places = [(scale.x(float(mark.x)), scale.y(mark.y or 0.0)) for _, _, mark in found]
    taken = [Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF) for x, y in places]
    for (line, n, mark), (x, y) in zip(found, places, strict=True):
        scene.add(point_of(line, mark, x, y, Datum(line.name, mark.text, mark.figure, n, line.name)))
    plot, tall, left_out = scale.box, line_height(size) * 0.92, 0
    others = sum(not line.is_lead for line, _, _ in found)
    room = Box(plot.left, plot.bottom, plot.width, plot.height + tall)
    for n in reversed(range(len(found))):
        line = found[n][0]
        said = shorten_text(line.name, size, plot.width * NAMES, is_bold=line.is_lead)
        wide = measure_text(said, size, is_bold=line.is_lead)
        own = place_beside(places[n], wide, tall, GAP, taken[:n] + taken[n + 1 :], room)
        if own is None and line.is_lead:
            own = place_beside(places[n], wide, tall, GAP, [*taken[others:n], *taken[n + 1 :]], room)
        if own is None:
            left_out += 1
            continue
        taken.append(own)
        x, side = _anchor(own, places[n][0])
        scene.write(
            x,
            own.bottom + tall / 2,
            said,
            size=size,
            is_bold=line.is_lead,
            tone=words_of(line),
            across=side,
            halo="paper",
            zone="plot",
        )
    return left_out


def _anchor(own: Box, x: float) -> tuple[float, Across]:
    """Where words are held, which keeps its distance from their point when the plot widens."""
    if own.left > x:
        return own.left, "left"
    return (own.right, "right") if own.right < x else (own.left + own.width / 2, "center")
