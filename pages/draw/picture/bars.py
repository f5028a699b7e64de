"""Bars and stacks lying on their side: a name, a length, the value in full; what has no length is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pages.draw.picture.body import Body, describe_marks, draw_key, draw_nothing, measure_key
from pages.draw.picture.inks import is_dark_color
from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.views.marks import Chart, Mark
from pages.words.french import UNCERTAIN, format_number, format_value

NAMES, ROW, SMALL = 0.34, 0.45, 0.9
HATCHES = ("", "////", "....", "xxxx")


@dataclass(frozen=True)
class Row:
    """One bar: its name in lines, its parts as (place of the part among the lines of the chart, mark), its words."""

    name: tuple[str, ...]
    parts: tuple[tuple[int, Mark], ...]
    said: tuple[str, ...]
    is_lead: bool


def build_bars(chart: Chart, width: float, font: float) -> Body:
    """The body of bars or stacks."""
    notes = (*chart.notes, *describe_marks(chart))
    if chart.is_empty:
        return Body(1.2, draw_nothing, notes)
    rows = _list_rows(chart, width, font)
    height = sum(_height(row, font) for row in rows) + line_height(font) * 1.3
    if len(chart.lines) > 1:
        height += measure_key([line.name for line in chart.lines], width, font * SMALL) + 0.1
    return Body(height, lambda sheet, box: draw_bars(sheet, box, chart), notes)


def _height(row: Row, font: float) -> float:
    return (max(len(row.name), len(row.said), 1) + ROW) * line_height(font)


def _list_rows(chart: Chart, width: float, font: float) -> list[Row]:
    rows = []
    for n, category in enumerate(chart.categories):
        marks = [(place, line.marks[n]) for place, line in enumerate(chart.lines)]
        own = [(place, mark) for place, mark in marks if mark.y is not None or mark.figure]
        is_lead = chart.shape == "bar" and any(chart.lines[place].is_lead for place, _ in own) and len(chart.lines) > 1
        name = tuple(wrap_text(category, font, width * NAMES, is_bold=is_lead))
        said = "".join(mark.text for _, mark in own) if chart.shape == "bar" else _describe_stack(chart, own)
        lines = wrap_text(said, font, width * 0.42, is_bold=is_lead)
        rows.append(Row(name, tuple(own), tuple(lines), is_lead))
    return rows


def _describe_stack(chart: Chart, parts: list[tuple[int, Mark]]) -> str:
    """The total, or what is known of it; then the parts that no length can show."""
    total = sum(mark.y for _, mark in parts if mark.y is not None)
    unknown = [(place, mark) for place, mark in parts if mark.y is None]
    flat = [(place, mark) for place, mark in parts if mark.y is None or mark.y == 0]
    said = format_value(total, chart.unit, chart.decimals)
    words = [f"{chart.lines[place].name} : {mark.text}" for place, mark in flat]
    return " ; ".join([f"connu : {said}" if unknown else said, *words])


def draw_bars(sheet: Sheet, box: Box, chart: Chart) -> None:
    """Draw the rows from the top; a legend stands first where there are several parts."""
    inks, font = sheet.inks, sheet.font
    if len(chart.lines) > 1:
        entries = [(line.name, partial(_draw_part, n=n, chart=chart)) for n, line in enumerate(chart.lines)]
        bottom = draw_key(sheet, box, entries, font * SMALL)
        box = box.cut(top=box.top - bottom + 0.08)
    sheet.write(box.left, box.top - line_height(font) / 2, chart.axis, size=font * SMALL, color=inks.muted)
    box = box.cut(top=line_height(font) * 1.3)
    rows = _list_rows(chart, box.width, font)
    wanted = sum(_height(row, font) for row in rows)
    stretch = box.height / wanted
    if stretch < 1:
        font *= stretch
        rows = _list_rows(chart, box.width, font)
        stretch = box.height / sum(_height(row, font) for row in rows)
    names = max(measure_text(line, font, is_bold=row.is_lead) for row in rows for line in row.name) + 0.12
    said = max(measure_text(line, font, is_bold=row.is_lead) for row in rows for line in row.said) + 0.1
    room = max(box.width - names - said, 0.4)
    low, high = _extent(rows)
    scale = room / ((high - low) or 1.0)
    zero = box.left + names - low * scale
    y = box.top
    for row in rows:
        height = _height(row, font) * min(stretch, 1.6)
        line = Box(box.left, y - height, box.width, height)
        _draw_row(sheet, line, row, chart, zero=zero, scale=scale, font=font, names=names)
        y -= height
    sheet.draw_line([zero, zero], [y, box.top], inks.muted, 0.8)


def _extent(rows: list[Row]) -> tuple[float, float]:
    ups = [sum(max(mark.y or 0.0, 0.0) for _, mark in row.parts) for row in rows]
    downs = [sum(min(mark.y or 0.0, 0.0) for _, mark in row.parts) for row in rows]
    return min(0.0, *downs, 0.0), max(0.0, *ups, 0.0)


def _draw_row(
    sheet: Sheet, line: Box, row: Row, chart: Chart, *, zero: float, scale: float, font: float, names: float
) -> None:
    middle = line.bottom + line.height / 2
    step = line_height(font)
    sheet.write_lines(
        line.left + names - 0.1,
        middle + len(row.name) * step / 2,
        row.name,
        size=font,
        is_bold=row.is_lead,
        across="right",
    )
    thick = min(line.height * 0.62, step * 1.5)
    right, left = zero, zero
    for place, mark in row.parts:
        length = (mark.y or 0.0) * scale
        if length == 0:
            continue
        start = right if length > 0 else left + length
        bar = Box(start, middle - thick / 2, abs(length), thick)
        _draw_part(sheet, bar, n=place, chart=chart, status=mark.status)
        if chart.shape == "stack":
            _write_inside(sheet, bar, mark, chart, place, font * SMALL)
        right, left = (right + length, left) if length > 0 else (right, left + length)
    is_lost = all(mark.y is None for _, mark in row.parts)
    sheet.write_lines(
        right + 0.08,
        middle + len(row.said) * step / 2,
        row.said,
        size=font,
        is_bold=row.is_lead,
        color=sheet.inks.muted if is_lost else "",
    )


def _color(sheet: Sheet, chart: Chart, n: int) -> str:
    if chart.shape == "bar" and any(line.is_lead for line in chart.lines):
        return sheet.inks.accent if chart.lines[n].is_lead else sheet.inks.hatch
    return sheet.inks.accent if len(chart.lines) == 1 else sheet.inks.colors[n % len(sheet.inks.colors)]


def _draw_part(sheet: Sheet, box: Box, *, n: int, chart: Chart, status: str = "normal") -> None:
    """A segment: hatched beyond the twelfth part, pale with a dashed edge where not final."""
    color = _color(sheet, chart, n)
    if status in UNCERTAIN:
        sheet.draw_box(box, sheet.inks.paper)
        sheet.draw_box(box, color, alpha=0.35)
        sheet.draw_box(box, "none", color, 1.3, linestyle=(0, (3, 2)))
        return
    hatch = HATCHES[n // len(sheet.inks.colors) % len(HATCHES)] if chart.shape == "stack" else ""
    sheet.draw_box(box, color, sheet.inks.paper, 0.6, **({"hatch": hatch} if hatch else {}))


def _write_inside(sheet: Sheet, bar: Box, mark: Mark, chart: Chart, place: int, size: float) -> None:
    """The number in its segment, where it has room."""
    word = format_number(mark.y, chart.decimals)
    if measure_text(word, size) + 0.06 > bar.width or line_height(size) > bar.height * 1.15:
        return
    color = _color(sheet, chart, place)
    ink = sheet.inks.ink if mark.status in UNCERTAIN else "#ffffff" if is_dark_color(color) else "#111111"
    is_hatched = place >= len(sheet.inks.colors)
    halo = color if is_hatched else ""
    sheet.write(
        bar.left + bar.width / 2, bar.bottom + bar.height / 2, word, size=size, color=ink, across="center", halo=halo
    )
