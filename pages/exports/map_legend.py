"""The legend of a map: classes or discs, then what has no value, each with how many territories it counts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.path import Path

from pages.exports.body import spread
from pages.exports.map_grid import draw_grid, measure_grid
from pages.exports.map_plan import Plan
from pages.exports.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.parts.french import STATUS_LABELS, format_value, join_words
from pages.parts.map import WORDS, round_down
from pages.parts.map.palette import parse_color
from pages.views.content import Content


def draw_lost(sheet: Sheet, paths: list[Path], status: str, width: float) -> None:
    """Missing is hatched, confidential dark with dots, not comparable light with dots, not applicable blank."""
    inks = sheet.inks
    if status == "missing":
        sheet.draw_paths(paths, inks.ground, inks.hatch, 0, hatch="/////")
        sheet.draw_paths(paths, "none", inks.paper, width)
    elif status == "not_comparable":
        sheet.draw_paths(paths, inks.ground, inks.hatch, 0, hatch="...")
        sheet.draw_paths(paths, "none", inks.paper, width)
    elif status == "confidential":
        sheet.draw_paths(paths, inks.hatch, inks.edge, 0, hatch="....")
        sheet.draw_paths(paths, "none", inks.paper, width)
    else:
        sheet.draw_paths(paths, inks.paper, inks.hatch, max(width, 0.5))


def _legend_rows(plans: Sequence[Plan]) -> list[tuple[str, str, int]]:
    """The lines of the legend: kind, words, class; each with its count, over all the maps together."""
    plan = plans[0]
    counts: dict[str, int] = {}
    for one in plans:
        for code in one.ground.shapes:
            status = one.status_of(code)
            counts[status] = counts.get(status, 0) + 1
    rows: list[tuple[str, str, int]] = []
    if plan.is_circles and plan.largest > 0:
        zeros = sum(value == 0 for one in plans for value in one.values.values())
        rows += [("zero", f"0 ({zeros})", 0)] if zeros else []
    elif not plan.grid:
        in_class = [one.class_of(code) for one in plans for code in one.values]
        rows += [("class", f"{label} ({in_class.count(n)})", n) for n, label in enumerate(plan.labels)]
    hollow = [status for status in ("provisional", "estimated") if status in counts]
    if hollow:
        said = join_words([f"{STATUS_LABELS[status]} ({counts[status]})" for status in hollow])
        rows.append(("hollow", said, 0))
    lost = dict.fromkeys(status for one in plans for status in one.lost)
    return rows + [(status, f"{WORDS[status]} ({counts.get(status, 0)})", 0) for status in lost]


def _home(content: Content) -> str:
    return content.scope.name(content.scope.home)


def _disc_sizes(plan: Plan) -> list[float]:
    return [value for value in (plan.largest, round_down(plan.largest / 4)) if value > 0] if plan.is_circles else []


def measure_width(plans: Sequence[Plan], content: Content, font: float) -> float:
    """The width that the legend asks for, in inches."""
    size = font * 0.9
    series = content.series
    words = [words for _, words, _ in _legend_rows(plans)]
    discs = [format_value(v, series.unit, series.decimals) for v in _disc_sizes(plans[0])]
    swatch = size * 2.0 / 72 + 0.08
    wide = max(measure_text(word, size) for word in words) + swatch
    far = max((measure_text(word, size) for word in discs), default=0.0) + 0.95
    own = measure_grid(plans[0].grid, size)[0] if plans[0].grid else 0.0
    return max(wide, own, far if discs else 0.0, measure_text(_home(content), size) + swatch, 1.5)


def measure_height(plans: Sequence[Plan], font: float) -> float:
    """The height that the legend asks for, in inches."""
    size = font * 0.9
    rows = len(_legend_rows(plans)) + 2
    own = measure_grid(plans[0].grid, size)[1] if plans[0].grid else 0.0
    return (rows + 2) * line_height(size) * 1.3 + (1.0 if plans[0].is_circles else 0.0) + own


def draw_legend(
    sheet: Sheet,
    box: Box,
    content: Content,
    plans: Sequence[Plan],
    shades: tuple[str, ...],
    radius: float,
    size: float,
) -> None:
    """The unit, the classes or the discs, then what has no value, each with its count."""
    plan = plans[0]
    inks, series = sheet.inks, content.series
    step, swatch = line_height(size) * 1.3, size * 2.0 / 72
    head = ", ".join([series.unit_label.capitalize(), *([str(content.year)] if content.year else [])])
    if content.view.kind == "change":
        head = f"Évolution {plan.data['year']}, en {plan.data['unit']}"
    lines = [] if plan.grid else wrap_text(head, size, box.width, is_bold=True)
    y = sheet.write_lines(box.left, box.top, lines, size=size, is_bold=True) - 0.05
    y -= line_height(size) / 2 if plan.is_circles else 0
    if plan.grid:
        y = draw_grid(sheet, Box(box.left, box.bottom, box.width, y - box.bottom), plan, shades, size)
    sizes = _disc_sizes(plan)
    if sizes:
        x = box.left + radius
        tops = [y - 2 * radius * (1 - math.sqrt(value / plan.largest)) for value in sizes]
        places = spread(
            tops, [line_height(size)] * len(sizes), y - 2 * radius - line_height(size), y + line_height(size)
        )
        for value, place in zip(sizes, places, strict=True):
            own = radius * math.sqrt(value / plan.largest)
            low = y - 2 * radius
            sheet.draw_disc(x, low + own, own, (*parse_color(inks.disc), 0.3), inks.disc)
            top = low + 2 * own
            sheet.draw_line([x, x + radius, x + radius + 0.1], [top, top, place], inks.muted, 0.6)
            words = format_value(value, series.unit, series.decimals)
            sheet.write(x + radius + 0.14, place, words, size=size)
        y -= max(2 * radius, line_height(size)) + 0.12
    for kind, words, n in _legend_rows(plans):
        swatch_box = Box(box.left, y - step * 0.5 - size * 0.42 / 72, swatch, size * 0.84 / 72)
        _draw_swatch(sheet, swatch_box, kind, shades[n] if kind == "class" else "", plan)
        sheet.write(box.left + swatch + 0.08, y - step / 2, words, size=size)
        y -= step
    if any(code in plan.ground.shapes for code in content.view.territories):
        swatch_box = Box(box.left, y - step * 0.5 - size * 0.42 / 72, swatch, size * 0.84 / 72)
        sheet.draw_box(swatch_box, "none", inks.choice, 1.8)
        sheet.write(box.left + swatch + 0.08, y - step / 2, "territoire choisi", size=size)
        y -= step
    sheet.draw_line([box.left, box.left + swatch], [y - step / 2] * 2, inks.edge, 1.2)
    sheet.write(box.left + swatch + 0.08, y - step / 2, _home(content), size=size)


def _draw_swatch(sheet: Sheet, box: Box, kind: str, shade: str, plan: Plan) -> None:
    inks = sheet.inks
    corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
    outline = Path([*corners, corners[0]], closed=True)
    middle = (box.left + box.width / 2, box.bottom + box.height / 2)
    if kind == "zero":
        sheet.draw_mark(*middle, "+", 5, inks.disc, inks.disc, 1)
    elif kind == "hollow" and plan.is_circles:
        sheet.draw_disc(*middle, box.height / 2, (*parse_color(inks.disc), 0.15), inks.disc, linestyle=(0, (3, 2)))
    elif kind == "class":
        sheet.draw_box(box, shade, inks.muted, 0.4)
    elif kind == "hollow":
        sheet.draw_box(box, "none", inks.edge, 1.0, linestyle=(0, (3, 2)))
    else:
        draw_lost(sheet, [outline], kind, 0.4)
        sheet.draw_box(box, "none", inks.muted, 0.4)
