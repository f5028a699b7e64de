"""Points between two scales, with the names that have room; how many are left out is said."""

from __future__ import annotations

from pages.draw.picture.body import Body, describe_marks, draw_nothing, nice_ticks, tick_decimals
from pages.draw.picture.lines import Scale
from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text
from pages.views.marks import Chart, Line
from pages.words.french import UNCERTAIN, format_count, format_number


def build_scatter(chart: Chart) -> Body:
    """The body of a cloud of points."""
    notes = (*chart.notes, *describe_marks(chart))
    if chart.is_empty:
        return Body(1.2, draw_nothing, notes)
    return Body(4.8, lambda sheet, box: draw_scatter(sheet, box, chart), notes)


def draw_scatter(sheet: Sheet, box: Box, chart: Chart) -> None:
    """Draw the points, those chosen last and named first."""
    inks, size = sheet.inks, sheet.font * 0.9
    tall = line_height(size)
    lines = sorted((line for line in chart.lines if line.marks), key=lambda line: line.is_lead)
    xs = [float(line.marks[0].x) for line in lines]
    ys = [line.marks[0].y or 0.0 for line in lines]
    across, up = nice_ticks(min(0.0, *xs), max(0.0, *xs)), nice_ticks(min(0.0, *ys), max(0.0, *ys))
    words = [format_number(tick, tick_decimals(up)) for tick in up]
    left = max(measure_text(word, size) for word in words) + 0.08
    edge = measure_text(format_number(across[-1], tick_decimals(across)), size) / 2
    plot = box.cut(left=left, right=max(edge, 0.15), top=tall * 1.4, bottom=tall * 3.3)
    scale = Scale(plot, (across[0], across[-1]), (up[0], up[-1]))
    sheet.write(box.left, box.top - tall / 2, f"↑ {chart.axis}", size=size, color=inks.muted)
    sheet.write(plot.right, plot.bottom - tall * 1.75, f"{chart.x_axis} →", size=size, color=inks.muted, across="right")
    for tick, word in zip(up, words, strict=True):
        sheet.draw_line([plot.left, plot.right], [scale.y(tick)] * 2, inks.muted if tick == 0 else inks.rule, 0.6)
        sheet.write(plot.left - 0.07, scale.y(tick), word, size=size, color=inks.muted, across="right")
    for tick in across:
        sheet.draw_line([scale.x(tick)] * 2, [plot.bottom, plot.top], inks.muted if tick == 0 else inks.rule, 0.6)
        word = format_number(tick, tick_decimals(across))
        sheet.write(scale.x(tick), plot.bottom - tall * 0.7, word, size=size, color=inks.muted, across="center")
    for line, x, y in zip(lines, xs, ys, strict=True):
        color = inks.choice if line.is_lead else inks.accent
        face = inks.paper if line.marks[0].status in UNCERTAIN else color
        sheet.draw_mark(scale.x(x), scale.y(y), "o", 7 if line.is_lead else 5.5, face, color)
    left_out = _write_names(sheet, scale, lines)
    if left_out:
        said = f"{format_count(left_out, 'nom n’est pas écrit', 'noms ne sont pas écrits')}, faute de place."
        sheet.write(box.left, box.bottom + tall / 2, said, size=size * 0.9, color=inks.muted)


def _write_names(sheet: Sheet, scale: Scale, lines: list[Line]) -> int:
    """Write the names that meet neither a point nor another name; how many are left out comes back."""
    size = sheet.font * 0.9
    tall, gap = line_height(size) * 0.92, 0.06
    points = {id(line): (scale.x(float(line.marks[0].x)), scale.y(line.marks[0].y or 0.0)) for line in lines}
    taken = [Box(x - 0.04, y - 0.04, 0.08, 0.08) for x, y in points.values()]
    room = Box(scale.box.left, scale.box.bottom, scale.box.width + 0.1, scale.box.height + 0.1)
    left_out = 0
    for line in reversed(lines):
        x, y = points[id(line)]
        wide = measure_text(line.name, size, is_bold=line.is_lead)
        places = [
            (x + gap, y - tall / 2),
            (x - gap - wide, y - tall / 2),
            (x - wide / 2, y + gap),
            (x - wide / 2, y - gap - tall),
            (x + gap, y + gap / 2),
            (x + gap, y - gap / 2 - tall),
            (x - gap - wide, y + gap / 2),
            (x - gap - wide, y - gap / 2 - tall),
        ]
        for left, bottom in places:
            own = Box(left, bottom, wide, tall)
            is_inside = own.left > room.left and own.right < room.right and room.bottom < own.bottom < room.top - tall
            if is_inside and not any(own.meets(other) for other in taken):
                taken.append(own)
                sheet.write(left, bottom + tall / 2, line.name, size=size, is_bold=line.is_lead, halo=sheet.inks.paper)
                break
        else:
            left_out += 1
    return left_out
