"""The names of lines: at the end of each, in its colour; under the plot, one a line, where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.views.layout.looks import color_of, dash_of, point_of, thickness_of, words_of
from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text
from pages.views.layout.runs import list_known, list_years
from pages.views.layout.scene import Box, Datum, Scene, Stroke
from pages.views.marks import Chart, Line, Mark

# Of the width, what names may take.
NAMES = 0.36
# Of a chart of ranks, all are named up to so many.
MOST_RANKED = 25
# Beyond so many lines of names, each has one.
CROWDED = 22
# A plot less than so many letters wide would be all names.
NARROW = 28
# Of a line of words, the room that a name under the plot takes; of its letters, the sample before it.
STEP, SAMPLE = 1.2, 2.2


@dataclass(frozen=True)
class Label:
    """The name and last value of a line, where its last mark is."""

    lines: tuple[str, ...]
    line: Line
    mark: Mark


def write_labels(chart: Chart, width: float, font: float) -> list[Label]:
    """The names with their last values, in lines of a third of the width; a line that is grey has none.

    Where they are so many lines that the chart would be all names, each has one line, its name cut where it is long.
    """
    last = max(list_years(chart.lines), default=0)
    is_named = chart.is_inverted and len(chart.lines) <= MOST_RANKED
    shown = [(line, known[-1]) for line in chart.lines if (known := list_known(line))]
    shown = [(line, mark) for line, mark in shown if is_named or not line.is_other or mark.is_beside]
    room = width * NAMES
    labels = [Label(tuple(_wrap_name(line, mark, chart, last, room, font)), line, mark) for line, mark in shown]
    if sum(len(label.lines) for label in labels) <= CROWDED:
        return labels
    return [replace(one, lines=(_cut_name(one.line, one.mark, chart, last, room, font),)) for one in labels]


def _write_value(mark: Mark, last: int) -> str:
    is_dated = int(float(mark.x)) != last or mark.is_beside
    return f"{mark.text} ({mark.when or mark.x})" if is_dated else mark.text


def _wrap_name(line: Line, mark: Mark, chart: Chart, last: int, room: float, font: float) -> list[str]:
    said = f"{mark.text}. {line.name}" if chart.is_inverted else f"{line.name}\u00a0: {_write_value(mark, last)}"
    return wrap_text(said, font, room, is_bold=line.is_lead)


def _cut_name(line: Line, mark: Mark, chart: Chart, last: int, room: float, font: float) -> str:
    before, after = (f"{mark.text}. ", "") if chart.is_inverted else ("", f"\u00a0: {_write_value(mark, last)}")
    if measure_text(after, font, is_bold=line.is_lead) > room / 2:
        after = f"\u00a0: {bare(mark)}"
    left = room - measure_text(before + after, font, is_bold=line.is_lead)
    return before + shorten_text(line.name, font, left, is_bold=line.is_lead) + after


def bare(mark: Mark) -> str:
    """The value without its unit and its status, which stand elsewhere."""
    return mark.text.partition("\u00a0")[0] or mark.text


def are_under(chart: Chart, width: float, font: float) -> bool:
    """Whether the names stand under the plot; ranks and two years are read at their ends."""
    return width * 72 / font < NARROW and not chart.is_slope and not chart.is_inverted


def measure_under(chart: Chart, width: float, font: float) -> float:
    """The height of the names under a plot."""
    room = width - SAMPLE * font / 72
    return (sum(len(label.lines) for label in _write_under(chart, room, font)) * STEP + 0.5) * line_height(font)


def _write_under(chart: Chart, room: float, font: float) -> list[Label]:
    """The names with their values, the highest first, each wrapped in the room it has."""
    return sorted(write_labels(chart, room / NAMES, font), key=lambda one: -(one.mark.y or 0.0))


def lay_under(scene: Scene, box: Box, chart: Chart) -> None:
    """Lay the names out from the top of a box, each after a sample of its line."""
    font, wide = scene.font, SAMPLE * scene.font / 72
    step = line_height(font) * STEP
    y = box.top - 0.5 * line_height(font)
    for label in _write_under(chart, box.width - wide, font):
        middle, tone = y - step / 2, color_of(label.line)
        dash, thick = dash_of(label.line), thickness_of(label.line)
        if not label.mark.is_beside:
            scene.add(Stroke(((box.left, middle), (box.left + wide * 0.8, middle)), tone, thick, dash))
        sample = point_of(label.line, label.mark, box.left + wide * 0.4, middle, Datum("", "", "", -1, ""))
        scene.add(replace(sample, zone="left", datum=None))
        for n, words in enumerate(label.lines):
            x, at = box.left + wide, y - (n + 0.5) * step
            scene.write(x, at, words, size=font, tone=words_of(label.line), is_bold=label.line.is_lead)
        y -= len(label.lines) * step
