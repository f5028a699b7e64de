"""Lines over the years laid out: holes left open, breaks marked, names at the end of each line, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.pipeline.remarks import SIGN
from pages.views.layout.explained import WITHHELD
from pages.views.layout.guides import lay_guides
from pages.views.layout.looks import color_of, dash_of, order_lines, point_of, thickness_of, words_of
from pages.views.layout.metrics import line_height, measure_text
from pages.views.layout.names import Label, are_under, bare, lay_under, measure_under, write_labels
from pages.views.layout.runs import cut_runs, link_holes, list_known, list_years
from pages.views.layout.scales import Axis, Scale, lay_values
from pages.views.layout.scene import DASHED, DOTTED, Box, Datum, Scene, Stroke, Words
from pages.views.layout.spreading import spread
from pages.views.marks import Chart, Line, Mark

SMALLEST = 5.5
# Of the letters of a drawing, those along its axes.
SMALL = 0.9
# Of the height of a line, how close names may stand.
CLOSE = 1.04
# Between the plot and the names, in inches.
GAP = 0.24
TALL, TALL_SMALL = 3.3, 1.7


@dataclass(frozen=True)
class Plot:
    """Where a chart is drawn: its scale, the axis of its values, the size of what stands along them."""

    chart: Chart
    scale: Scale
    axis: Axis
    size: float

    def place(self, mark: Mark) -> tuple[float, float]:
        """Where a mark stands."""
        return self.scale.x(float(mark.x)), self.scale.y(mark.y or 0.0)


def measure_lines(chart: Chart, width: float, font: float, *, is_small: bool = False) -> float:
    """The height that a chart of lines asks for; `is_small` is one of many, whose name is its title."""
    if is_small:
        return TALL_SMALL
    if are_under(chart, width, font):
        return TALL + measure_under(chart, width, font)
    labels = sum(len(label.lines) for label in write_labels(chart, width, font))
    starts = len(chart.lines) if chart.is_slope else 0
    return max(TALL, (max(labels, starts) + 3) * line_height(font) * CLOSE)


def lay_lines(scene: Scene, box: Box, *, chart: Chart, is_small: bool = False) -> None:
    """Lay the chart out in a box; the unit stands above the scale."""
    size = scene.font * SMALL
    tall = line_height(size)
    axis = lay_values(chart)
    under = measure_under(chart, box.width, scene.font) if not is_small else 0.0
    is_under = not is_small and are_under(chart, box.width, scene.font) and box.height - under > TALL / 2
    if is_under:
        lay_under(scene, box.cut(top=box.height - under), chart)
        box = box.cut(bottom=under)
    labels = [] if is_small or is_under else write_labels(chart, box.width, scene.font)
    left = 0.08 + (
        max(measure_text(word, size) for word in axis.words) if not chart.is_slope else _measure_starts(chart, size)
    )
    wide = (measure_text(text, scene.font, is_bold=one.line.is_lead) for one in labels for text in one.lines)
    right = max(wide, default=0.14) + (GAP + 0.06 if labels else 0)
    if is_small:
        right = measure_text(bare(list_known(_lead_of(chart))[-1]), size, is_bold=True) + 0.1
    plot = box.cut(left=left, right=right, top=tall * (0.5 if is_small else 1.7), bottom=tall * 1.4)
    scene.plot, scene.inner = (plot.left, plot.right), plot
    at = Plot(chart, make_scale(chart, axis, plot), axis, size)
    if not is_small:
        scene.write(box.left, box.top - tall / 2, chart.axis, size=size, tone="muted")
    _lay_ground(scene, at)
    lay_guides(scene, chart, at.scale)
    for n, line in order_lines(chart):
        _lay_line(scene, at, line, n, is_plain=is_small and line.is_other)
    if labels:
        _lay_labels(scene, box, at, labels)
    if chart.is_slope:
        _lay_starts(scene, at)
    elif is_small:
        mark = list_known(_lead_of(chart))[-1]
        x, y = at.place(mark)
        scene.write(x + 0.07, y, bare(mark), size=size, is_bold=True, zone="plot")
    elif len(chart.lines) == 1:
        _lay_values(scene, at, chart.lines[0])


def _lead_of(chart: Chart) -> Line:
    """The line that a small chart is of."""
    return next(line for line in chart.lines if not line.is_other and list_known(line))


def make_scale(chart: Chart, axis: Axis, plot: Box) -> Scale:
    """From years and values to the places of a plot: half a mark is left free at its ends."""
    first, last = find_reach(chart)
    span = (first - 0.3, last + 0.3) if first < last else (first - 1.0, last + 1.0)
    low, high = (axis.low - 0.4, axis.high + 0.4) if chart.is_inverted else (axis.low, axis.high)
    return Scale(plot, span, (low, high), chart.is_inverted)


def find_reach(chart: Chart) -> tuple[int, int]:
    """The first and the last year of the lines and of what lies beside them."""
    reach = [int(x) for guide in chart.guides for x, _ in guide.points if guide.kind not in ("level", "median")]
    years = [*list_years(chart.lines), *reach]
    return min(years), max(years)


def _measure_starts(chart: Chart, size: float) -> float:
    marks = _list_starts(chart)
    return max((measure_text(mark.text, size) for mark in marks), default=0.0) + 0.12


def _list_starts(chart: Chart) -> list[Mark]:
    """The marks of the first of two years."""
    return [line.marks[0] for line in chart.lines if len(line.marks) > 1 and line.marks[0].y is not None]


def _lay_ground(scene: Scene, at: Plot) -> None:
    """The scale, the years and the breaks."""
    plot, tall = at.scale.box, line_height(at.size)
    ticks = [] if at.chart.is_slope else list(zip(at.axis.ticks, at.axis.words, strict=True))
    for tick, word in ticks:
        scene.write(plot.left - 0.07, at.scale.y(tick), word, size=at.size, tone="muted", across="right")
    for tick, _ in ticks:
        y = at.scale.y(tick)
        tone, wide = ("muted", 0.9) if tick == 0 and not at.chart.is_inverted else ("rule", 0.6)
        scene.add(Stroke(((plot.left, y), (plot.right, y)), tone, wide, zone="plot"))
    _lay_breaks(scene, at)
    shown = pick_years(find_reach(at.chart), abs(at.scale.x(1) - at.scale.x(0)), at.size)
    for year in list_years(at.chart.lines) if at.chart.is_slope else shown:
        x = at.scale.x(year)
        scene.add(Stroke(((x, plot.bottom), (x, plot.bottom - 0.04)), "muted", 0.7, zone="plot"))
        y = plot.bottom - 0.05 - tall * 0.6
        scene.write(x, y, str(year), size=at.size, tone="muted", across="center", zone="plot")


def pick_years(years: Sequence[int], room: float, size: float) -> list[int]:
    """The years that are written where each has so many inches: every one, or every second, third, fifth, tenth."""
    wide = measure_text("2020", size) * 1.5
    step = next((n for n in (1, 2, 3, 5, 10, 20) if n * room >= wide), 20)
    return [year for year in range(years[0], years[-1] + 1) if (years[-1] - year) % step == 0]


def _lay_breaks(scene: Scene, at: Plot) -> None:
    """A dashed line before each year that does not compare, with its reason where it has room."""
    plot, size, tall = at.scale.box, at.size, line_height(at.size) * CLOSE
    taken: list[Box] = []
    for year, why in at.chart.breaks:
        x = at.scale.x(year - 0.5)
        if not at.scale.xs[0] < year - 0.5 < at.scale.xs[1]:
            continue
        scene.add(Stroke(((x, plot.bottom), (x, plot.top)), "muted", 0.9, DASHED, zone="plot"))
        for row in range(3):
            own = Words(x + 0.04, plot.top - tall * (row + 0.5), why, size, "muted", halo="paper", zone="plot")
            if why and own.box.right < plot.right and not any(own.box.meets(other) for other in taken):
                taken.append(own.box)
                scene.add(own)
                break


def _lay_line(scene: Scene, at: Plot, line: Line, n: int, *, is_plain: bool = False) -> None:
    """Faint links over holes, the runs, then the marks: hollow where not final, a cross for what is aimed at.

    One that `is_plain` has no marks but where nothing joins them.
    """
    tone, wide = color_of(line), thickness_of(line)
    for pair in link_holes(line):
        ends = tuple(at.place(mark) for mark in pair)
        scene.add(Stroke(ends, tone, 0.9, DOTTED, opacity=0.6, zone="plot", line=n))
    runs = cut_runs(line)
    for run in runs:
        if len(run) > 1:
            path = tuple(at.place(mark) for mark in run)
            scene.add(Stroke(path, tone, wide, dash_of(line), zone="plot", line=n))
    hidden = {id(mark) for run in runs if len(run) > 1 for mark in run} if is_plain else set()
    for mark in line.marks:
        if id(mark) in hidden:
            continue
        datum = Datum(line.name, mark.text, mark.figure, n, str(mark.x), mark.when)
        x, y = at.place(mark)
        if mark.y is not None:
            scene.add(point_of(line, mark, x, y, datum))
            if mark.is_remarked:
                high = y + line_height(at.size) * 0.7
                scene.write(
                    x, high, SIGN, size=scene.font, tone=words_of(line), across="center", halo="paper", zone="plot"
                )
        elif mark.figure and mark.status in WITHHELD:
            low = at.scale.box.bottom + line_height(at.size) * 0.5
            scene.write(x, low, WITHHELD[mark.status], size=at.size * SMALL, tone=tone, across="center", zone="plot")


def _lay_labels(scene: Scene, box: Box, at: Plot, labels: list[Label]) -> None:
    """The names beside the plot, each at the height of its line or next to it, tied to it."""
    low, high = box.bottom, box.top - line_height(at.size)
    size = scene.font
    total = sum(len(label.lines) for label in labels) * line_height(size)
    if total > high - low:
        size = max(size * (high - low) / total, SMALLEST)
    heights = [len(label.lines) * line_height(size) for label in labels]
    wanted = [at.place(label.mark)[1] for label in labels]
    places = spread(wanted, heights, low, high)
    edge = at.scale.box.right
    for label, start, y, height in zip(labels, wanted, places, heights, strict=True):
        tone, x = color_of(label.line), at.place(label.mark)[0]
        scene.add(Stroke(((x + 0.05, start), (edge, start)), "rule", 0.7, zone="plot"))
        scene.add(Stroke(((edge, start), (edge + GAP - 0.04, y)), tone, 0.8, opacity=0.75, zone="right"))
        is_bold = label.line.is_lead
        words = words_of(label.line)
        scene.write_lines(edge + GAP, y + height / 2, label.lines, size=size, tone=words, is_bold=is_bold, zone="right")


def _lay_starts(scene: Scene, at: Plot) -> None:
    """The values of the first of two years, at the left of their marks."""
    marks, tall = _list_starts(at.chart), line_height(at.size)
    wanted = [at.scale.y(mark.y or 0.0) for mark in marks]
    places = spread(wanted, [tall] * len(marks), at.scale.box.bottom, at.scale.box.top + tall)
    for mark, y in zip(marks, places, strict=True):
        scene.write(at.scale.box.left - 0.04, y, mark.text, size=at.size, across="right")
        x, end = at.place(mark)
        scene.add(Stroke(((at.scale.box.left, y), (x - 0.06, end)), "rule", 0.7, zone="plot"))


def _lay_values(scene: Scene, at: Plot, line: Line) -> None:
    """The values beside the marks of a line that is alone, over a peak and under a trough, those that have room."""
    known, plot, tall = list_known(line), at.scale.box, line_height(at.size)
    taken: list[Box] = []
    for n in reversed(range(len(known) - 1)):
        around = [mark.y or 0.0 for mark in (*known[max(n - 1, 0) : n], *known[n + 1 : n + 2])]
        is_under = sum(around) / len(around) > (known[n].y or 0.0)
        x, y = at.place(known[n])
        y += -0.07 - tall / 2 if is_under else 0.07 + tall / 2
        own = Words(x, y, bare(known[n]), at.size, across="center", halo="paper", zone="plot")
        if any(own.box.meets(other) for other in taken) or own.box.right > plot.right or own.box.bottom < plot.bottom:
            continue
        taken.append(own.box)
        scene.add(own)
