"""Lines over years: holes left open, breaks marked, names at the end of each line without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.draw.picture.body import Body, describe_marks, draw_nothing, nice_ticks, spread, tick_decimals
from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.views.marks import Chart, Line, Mark
from pages.words.french import UNCERTAIN, format_number

SYMBOLS = "osD^vPX*phd8"
SMALLEST = 5.5


@dataclass(frozen=True)
class Scale:
    """From the numbers of a chart to inches on the sheet."""

    box: Box
    xs: tuple[float, float]
    ys: tuple[float, float]
    is_inverted: bool = False

    def x(self, value: float) -> float:
        """The place of a year or a number across."""
        return self.box.left + self.box.width * (value - self.xs[0]) / (self.xs[1] - self.xs[0])

    def y(self, value: float) -> float:
        """The place of a value upwards."""
        share = (value - self.ys[0]) / (self.ys[1] - self.ys[0])
        return self.box.bottom + self.box.height * (1 - share if self.is_inverted else share)


@dataclass(frozen=True)
class Label:
    """The name and last value of the line that stands at `place` in its chart, where its last mark is."""

    lines: tuple[str, ...]
    x: float
    y: float
    place: int
    is_lead: bool


def build_lines(chart: Chart, width: float, font: float, *, is_small: bool = False) -> Body:
    """The body of a chart of lines; `is_small` is one of many, whose name is its title."""
    if chart.is_empty:
        return Body(1.2, draw_nothing, tuple(describe_marks(chart)))
    labels = 0 if is_small else sum(len(label.lines) for label in _write_labels(width, font, chart))
    height = 1.7 if is_small else max(3.9, labels * line_height(font) * 1.04)
    notes = (*chart.notes, *describe_marks(chart))
    return Body(height, lambda sheet, box: draw_lines(sheet, box, chart, is_small=is_small), notes)


def _known(line: Line) -> list[Mark]:
    return [mark for mark in line.marks if mark.y is not None]


def _starts(line: Line) -> bool:
    """Whether a line of two years has a value in the first."""
    return len(line.marks) > 1 and line.marks[0].y is not None


def _firsts(chart: Chart) -> list[Mark]:
    return [line.marks[0] for line in chart.lines if _starts(line)] if chart.is_slope else []


def _number(mark: Mark) -> str:
    """The value without its unit and its status, which stand elsewhere."""
    return mark.text.partition("\u00a0")[0] or mark.text


def _year(mark: Mark) -> float:
    return float(mark.x)


def _bounds(chart: Chart) -> tuple[list[float], tuple[float, float]]:
    """The ticks upwards, and the first and last year with a margin."""
    marks = [mark for line in chart.lines for mark in line.marks]
    values = [mark.y for mark in marks if mark.y is not None]
    years = [_year(mark) for mark in marks]
    span = (min(years) - 0.3, max(years) + 0.3) if min(years) < max(years) else (min(years) - 1, max(years) + 1)
    if chart.is_inverted:
        step = max(1, round((max(values) - 1) / 9))
        return [float(n) for n in range(1, int(max(values)) + step, step)], span
    return nice_ticks(min(0.0, *values), max(chart.top or 0.0, *values)), span


def draw_lines(sheet: Sheet, box: Box, chart: Chart, *, is_small: bool = False) -> None:
    """Draw the chart in a box; the unit stands above the scale."""
    if chart.is_empty:
        draw_nothing(sheet, box)
        return
    ticks, span = _bounds(chart)
    size = sheet.font * 0.9
    words = [format_number(tick, tick_decimals(ticks)) for tick in ticks]
    left = max(measure_text(word, size) for word in words) + 0.08
    is_slope = chart.is_slope
    labels = [] if is_small else _write_labels(box.width, sheet.font, chart)
    if is_slope:
        left += max((measure_text(line.marks[0].text, size) for line in chart.lines if _starts(line)), default=0) + 0.2
    right = max(
        (measure_text(text, sheet.font, is_bold=label.is_lead) for label in labels for text in label.lines), default=0.1
    )
    tall = line_height(size)
    if is_small:
        right = measure_text(_number(_known(chart.lines[0])[-1]), size, is_bold=True) + 0.05
    above = tall * (0.5 if is_small else 1.7)
    plot = box.cut(left=left, right=right + (0.3 if labels else 0.05), top=above, bottom=tall * 1.3)
    low, high = ticks[0], ticks[-1]
    if chart.is_inverted:
        low, high = low - 0.4, max(high, max(m.y or 0 for line in chart.lines for m in line.marks)) + 0.4
    scale = Scale(plot, span, (low, high), chart.is_inverted)
    if not is_small:
        sheet.write(box.left, box.top - tall / 2, chart.axis, size=size, color=sheet.inks.muted)
    _draw_ground(sheet, scale, chart, list(zip(ticks, words, strict=True)), size)
    for n, line in enumerate(chart.lines):
        _draw_line(sheet, scale, line, n)
    if labels:
        _place_labels(sheet, box, scale, chart, labels)
    if is_slope:
        _write_starts(sheet, scale, chart, size)
    elif is_small:
        mark = _known(chart.lines[0])[-1]
        sheet.write(scale.x(_year(mark)) + 0.07, scale.y(mark.y or 0.0), _number(mark), size=size, is_bold=True)
    elif len(chart.lines) == 1:
        _write_values(sheet, scale, chart.lines[0], size)


def _draw_ground(sheet: Sheet, scale: Scale, chart: Chart, ticks: Sequence[tuple[float, str]], size: float) -> None:
    """The scale, the years and the breaks."""
    plot, inks, tall = scale.box, sheet.inks, line_height(size)
    before = measure_text("0", size) + max((measure_text(m.text, size) for m in _firsts(chart)), default=0)
    for tick, word in ticks:
        y = scale.y(tick)
        is_base = tick == 0 and not chart.is_inverted
        sheet.draw_line([plot.left, plot.right], [y, y], inks.muted if is_base else inks.rule, 0.9 if is_base else 0.6)
        sheet.write(
            plot.left - (before if chart.is_slope else 0.07), y, word, size=size, color=inks.muted, across="right"
        )
    for year in chart.breaks:
        if scale.xs[0] < year - 0.5 < scale.xs[1]:
            x = scale.x(year - 0.5)
            sheet.draw_line([x, x], [plot.bottom, plot.top], inks.muted, 0.9, dashes=(0, (4, 3)))
    years = sorted({int(_year(mark)) for line in chart.lines for mark in line.marks})
    wide = measure_text("2020", size) * 1.5
    step = next((n for n in (1, 2, 5, 10, 20) if abs(scale.x(n) - scale.x(0)) >= wide), 20)
    shown = (
        years if chart.is_slope else [year for year in range(years[0], years[-1] + 1) if (years[-1] - year) % step == 0]
    )
    for year in shown:
        x = scale.x(year)
        sheet.draw_line([x, x], [plot.bottom, plot.bottom - 0.04], inks.muted, 0.7)
        sheet.write(x, plot.bottom - 0.04 - tall * 0.6, str(year), size=size, color=inks.muted, across="center")


def _dashes(n: int, count: int) -> object:
    return ("-", (0, (5, 1.6)), (0, (1.5, 1.2)))[n // count % 3]


def _draw_line(sheet: Sheet, scale: Scale, line: Line, n: int) -> None:
    """Runs of joined marks as lines, then the marks: hollow where not final, a cross for a target."""
    colors = sheet.inks.colors
    color, width = colors[n % len(colors)], 2.6 if line.is_lead else 1.7
    run: list[Mark] = []
    for mark in [*line.marks, None]:
        if mark is not None and mark.y is not None and mark.status != "target" and (mark.is_joined or not run):
            run.append(mark)
            continue
        if len(run) > 1:
            ys = [scale.y(m.y) for m in run if m.y is not None]
            sheet.draw_line([scale.x(_year(m)) for m in run], ys, color, width, dashes=_dashes(n, len(colors)))
        run = [mark] if mark is not None and mark.y is not None and mark.status != "target" else []
    symbol, size = SYMBOLS[n % len(SYMBOLS)], 5.2 if line.is_lead else 4.4
    for mark in _known(line):
        x, y = scale.x(_year(mark)), scale.y(mark.y or 0.0)
        if mark.status == "target":
            sheet.draw_mark(x, y, "x", 6.5, color, color, 1.8)
        else:
            sheet.draw_mark(x, y, symbol, size, sheet.inks.paper if mark.status in UNCERTAIN else color, color)


def _write_labels(width: float, font: float, chart: Chart) -> list[Label]:
    """The names with their last values; their x and y are set against the scale later."""
    labels = []
    most = width * (0.36 if len(chart.lines) > 1 else 0.3)
    for n, line in enumerate(chart.lines):
        known = _known(line)
        if known:
            said = f"{line.name}\u00a0: {known[-1].text}"
            wrapped = tuple(wrap_text(said, font, most, is_bold=line.is_lead))
            labels.append(Label(wrapped, _year(known[-1]), known[-1].y or 0.0, n, line.is_lead))
    return labels


def _place_labels(sheet: Sheet, box: Box, scale: Scale, chart: Chart, labels: list[Label]) -> None:
    """The names beside the plot, each at the height of its line or next to it, with a thin link."""
    low, high = box.bottom, box.top
    size = sheet.font
    total = sum(len(label.lines) for label in labels) * line_height(size)
    if total > high - low:
        size = max(size * (high - low) / total, SMALLEST)
    heights = [len(label.lines) * line_height(size) for label in labels]
    places = spread([scale.y(label.y) for label in labels], heights, low, high)
    for label, y, height in zip(labels, places, heights, strict=True):
        x, start = scale.box.right + 0.24, scale.x(label.x)
        near = scale.box.right + 0.02
        points = [start + 0.05, max(near, start + 0.06), x - 0.04]
        color = sheet.inks.colors[label.place % len(sheet.inks.colors)]
        sheet.draw_line(points, [scale.y(label.y), scale.y(label.y), y], color, 0.8, alpha=0.75)
        sheet.write_lines(x, y + height / 2, label.lines, size=size, is_bold=label.is_lead)


def _write_starts(sheet: Sheet, scale: Scale, chart: Chart, size: float) -> None:
    """The values of the first year, at the left of their marks."""
    marks = _firsts(chart)
    tall = line_height(size)
    places = spread([scale.y(m.y or 0.0) for m in marks], [tall] * len(marks), scale.box.bottom, scale.box.top + tall)
    for mark, y in zip(marks, places, strict=True):
        sheet.write(scale.x(_year(mark)) - 0.1, y, mark.text, size=size, across="right", halo=sheet.inks.paper)


def _write_values(sheet: Sheet, scale: Scale, line: Line, size: float) -> None:
    """The values beside the marks of a line that is alone, over a peak and under a trough, those that have room."""
    known = _known(line)
    taken: list[Box] = []
    for n in reversed(range(len(known) - 1)):
        mark = known[n]
        word = _number(mark)
        width = measure_text(word, size)
        around = [m.y or 0.0 for m in (*known[max(n - 1, 0) : n], *known[n + 1 : n + 2])]
        is_under = sum(around) / len(around) > (mark.y or 0.0)
        x, y = scale.x(_year(mark)), scale.y(mark.y or 0.0) + (-0.07 - line_height(size) if is_under else 0.07)
        box = Box(x - width / 2 - 0.02, y, width + 0.04, line_height(size))
        if any(box.meets(other) for other in taken) or box.right > scale.box.right or box.bottom < scale.box.bottom:
            continue
        taken.append(box)
        sheet.write(
            x, y + line_height(size) / 2, word, size=size, color=sheet.inks.ink, across="center", halo=sheet.inks.paper
        )
