"""Bars and stacks laid out on their side: a name, a length, the value in full; what has no length is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from loaders.statuses import UNCERTAIN
from pages.views.layout.body import lay_key, measure_key
from pages.views.layout.looks import color_of
from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text
from pages.views.layout.scales import measure_stacks
from pages.views.layout.scene import Box, Datum, Patch, Scene, Stroke
from pages.views.marks import Chart, Line, Mark
from pages.views.palette import SLOTS
from pages.words.french import format_number, format_value

# Of the width, what names and what values may take; of the height of a line, what stands between bars.
NAMES, SAID, ROW, CLOSE = 0.34, 0.42, 0.45, 0.12
# Of a line of names, so many before a name is cut in its middle: words do not fill the last one.
MOST_LINES = 1.8
SMALL = 0.9
HOLLOW_DASH, HOLLOW_OPACITY = (3.0, 2.0), 0.35


@dataclass(frozen=True)
class Row:
    """One bar: its name in lines, its parts as (place of the line in the chart, mark), its words."""

    name: tuple[str, ...]
    parts: tuple[tuple[int, Mark], ...]
    said: tuple[str, ...]
    is_lead: bool


def measure_bars(chart: Chart, width: float, font: float) -> float:
    """The height that bars or stacks ask for."""
    height = sum(_height(row, font) for row in _list_rows(chart, width, font)) + line_height(font) * 1.3
    if has_key(chart):
        height += measure_key([line.name for line in chart.lines], width, font * SMALL) + 0.1
    return height


def has_key(chart: Chart) -> bool:
    """Whether the parts of the bars need a legend: the bars of a ranking bear their names."""
    return chart.shape == "stack" and len(chart.lines) > 1


def _height(row: Row, font: float, between: float = ROW) -> float:
    return (max(len(row.name), len(row.said), 1) + between) * line_height(font)


def _list_rows(chart: Chart, width: float, font: float) -> list[Row]:
    rows = []
    for n, category in enumerate(chart.categories):
        marks = [(place, line.marks[n]) for place, line in enumerate(chart.lines)]
        own = [(place, mark) for place, mark in marks if mark.y is not None or mark.figure]
        is_lead = chart.shape == "bar" and any(chart.lines[place].is_lead for place, _ in own)
        cut = shorten_text(category, font, width * NAMES * MOST_LINES, is_bold=is_lead)
        name = tuple(wrap_text(cut, font, width * NAMES, is_bold=is_lead))
        said = "".join(mark.text for _, mark in own) if chart.shape == "bar" else describe_stack(chart, own)
        rows.append(Row(name, tuple(own), tuple(wrap_text(said, font, width * SAID, is_bold=is_lead)), is_lead))
    return rows


def describe_stack(chart: Chart, parts: list[tuple[int, Mark]]) -> str:
    """The total, or what is known of it; then the parts that no length can show."""
    total = sum(mark.y for _, mark in parts if mark.y is not None)
    said = format_value(total, chart.unit, chart.decimals)
    words = [f"{chart.lines[place].name} : {mark.text}" for place, mark in parts if not mark.y]
    return " ; ".join([f"connu : {said}" if any(mark.y is None for _, mark in parts) else said, *words])


def lay_bars(scene: Scene, box: Box, *, chart: Chart) -> None:
    """Lay the rows out from the top; a legend stands first where there are several parts."""
    font = scene.font
    if has_key(chart):
        entries = [(line.name, partial(_lay_sample, chart=chart, line=line)) for line in chart.lines]
        bottom = lay_key(scene, box, entries, font * SMALL)
        box = box.cut(top=box.top - bottom + 0.08)
    scene.write(box.left, box.top - line_height(font) / 2, chart.axis, size=font * SMALL, tone="muted")
    box = box.cut(top=line_height(font) * 1.3)
    rows = _list_rows(chart, box.width, font)
    stretch = box.height / sum(_height(row, font) for row in rows)
    close = box.height / sum(_height(row, font, CLOSE) for row in rows)
    if close < 1:
        font *= close
        rows = _list_rows(chart, box.width, font)
        stretch = box.height / sum(_height(row, font) for row in rows)
    names = max(measure_text(line, font, is_bold=row.is_lead) for row in rows for line in row.name) + 0.12
    said = max(measure_text(line, font, is_bold=row.is_lead) for row in rows for line in row.said) + 0.1
    low, high = extend(chart)
    plot = Box(box.left + names, box.bottom, max(box.width - names, 0.6), box.height)
    scale = max(plot.width - said, 0.4) / ((high - low) or 1.0)
    scene.plot = (plot.left, plot.right)
    zero, y = plot.left - low * scale, box.top
    for row in rows:
        height = _height(row, font) * min(stretch, 1.6)
        _lay_row(scene, Box(box.left, y - height, box.width, height), row, chart, zero=zero, scale=scale, font=font)
        y -= height
    scene.add(Stroke(((zero, y), (zero, box.top)), "muted", 0.8, zone="plot"))


def extend(chart: Chart) -> tuple[float, float]:
    """From zero, or the lowest value, to the highest, or that of several charts."""
    single = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
    reach = measure_stacks(chart) if chart.shape == "stack" else single
    return min(0.0, *reach), max(0.0, chart.top or 0.0, *reach)


def _lay_row(scene: Scene, box: Box, row: Row, chart: Chart, *, zero: float, scale: float, font: float) -> None:
    middle, step = box.bottom + box.height / 2, line_height(font)
    x, top = scene.plot[0] - 0.1, middle + len(row.name) * step / 2
    scene.write_lines(x, top, row.name, size=font, is_bold=row.is_lead, across="right")
    thick = min(box.height * 0.66, step * 1.5)
    right = left = zero
    for place, mark in row.parts:
        length = (mark.y or 0.0) * scale
        if length == 0:
            continue
        start = right if length > 0 else left + length
        bar = Box(start, middle - thick / 2, abs(length), thick)
        _lay_part(scene, bar, chart, place, mark)
        right, left = (right + length, left) if length > 0 else (right, left + length)
    tone = "muted" if all(mark.y is None for _, mark in row.parts) else "ink"
    top = middle + len(row.said) * step / 2
    scene.write_lines(right + 0.08, top, row.said, size=font, is_bold=row.is_lead, tone=tone, zone="plot")


def fill_of(chart: Chart, line: Line, status: str = "normal") -> Patch:
    """How a part looks, wherever it stands: pale with a dashed edge where not final, hatched beyond the twelfth."""
    nowhere, tone = Box(0, 0, 0, 0), color_of(line)
    if status in UNCERTAIN:
        return Patch(nowhere, tone, tone, 1.3, HOLLOW_DASH, HOLLOW_OPACITY, zone="plot")
    is_again = chart.shape == "stack" and line.slot >= SLOTS
    return Patch(nowhere, tone, "paper", 0.6, hatch="lines" if is_again else "", zone="plot")


def _lay_part(scene: Scene, bar: Box, chart: Chart, place: int, mark: Mark) -> None:
    line = chart.lines[place]
    look = fill_of(chart, line, mark.status)
    datum = Datum(_name_part(chart, line, mark), mark.text, mark.figure, place, str(mark.x))
    scene.add(Patch(bar, look.fill, look.edge, look.width, look.dash, look.opacity, look.hatch, look.zone, datum))
    size, word = scene.font * SMALL, format_number(mark.y, chart.decimals)
    has_room = measure_text(word, size) + 0.06 <= bar.width and line_height(size) <= bar.height * 1.15
    if chart.shape == "stack" and has_room:
        tone = "ink" if mark.status in UNCERTAIN else f"on:{look.fill}"
        x, y = bar.left + bar.width / 2, bar.bottom + bar.height / 2
        scene.write(x, y, word, size=size, tone=tone, across="center", zone="plot")


def _name_part(chart: Chart, line: Line, mark: Mark) -> str:
    """« Verre, Recyclage (94 %) »: a part of a bar with its share of what is known of it."""
    if chart.shape != "stack":
        return str(mark.x)
    whole = sum(one.y or 0.0 for every in chart.lines for one in every.marks if one.x == mark.x)
    share = f" ({format_number(100 * (mark.y or 0.0) / whole)}\u00a0%)" if whole else ""
    return f"{mark.x}, {line.name}{share}"


def _lay_sample(scene: Scene, box: Box, *, chart: Chart, line: Line) -> None:
    look = fill_of(chart, line)
    scene.add(Patch(box, look.fill, look.edge, look.width, hatch=look.hatch))
