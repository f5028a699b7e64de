"""What a picture has between its title and its source: the height it asks for, how it is drawn, what is said of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.views.maps.drawn import NOTHING
from pages.views.marks import Chart
from pages.words.french import STATUS_LABELS, join_words


@dataclass(frozen=True)
class Body:
    """`height` is in inches; `notes` stand under the drawing, on a bare picture too."""

    height: float
    draw: Callable[[Sheet, Box], None]
    notes: tuple[str, ...] = ()


def draw_nothing(sheet: Sheet, box: Box, said: str = NOTHING) -> None:
    """A sentence in the place of a drawing."""
    sheet.draw_box(box, sheet.inks.ground)
    lines = wrap_text(said, sheet.font, box.width * 0.8)
    top = box.bottom + box.height / 2 + len(lines) * line_height(sheet.font) / 2
    sheet.write_lines(box.left + box.width / 2, top, lines, across="center", color=sheet.inks.muted)


def draw_key(sheet: Sheet, box: Box, entries: Sequence[tuple[str, Callable[[Sheet, Box], None]]], size: float) -> float:
    """A legend that flows over lines from the top of the box; the y under it comes back."""
    step, swatch = line_height(size) * 1.15, size * 1.4 / 72
    x, y = box.left, box.top
    for words, draw in entries:
        width = swatch + 0.06 + measure_text(words, size)
        if x > box.left and x + width > box.right:
            x, y = box.left, y - step
        draw(sheet, Box(x, y - step / 2 - size * 0.4 / 72, swatch, size * 0.8 / 72))
        sheet.write(x + swatch + 0.06, y - step / 2, words, size=size)
        x += width + 0.2
    return y - step


def measure_key(words: Iterable[str], width: float, size: float) -> float:
    """The height that such a legend takes."""
    step, swatch = line_height(size) * 1.15, size * 1.4 / 72
    x, lines = 0.0, 1
    for text in words:
        own = swatch + 0.06 + measure_text(text, size)
        if x > 0 and x + own > width:
            x, lines = 0.0, lines + 1
        x += own + 0.2
    return lines * step


def describe_marks(chart: Chart) -> list[str]:
    """What the marks of a chart mean, only those that are on it."""
    marks = [mark for line in chart.lines for mark in line.marks if mark.y is not None]
    statuses = {mark.status for mark in marks}
    hollow = [STATUS_LABELS[status] for status in ("provisional", "estimated") if status in statuses]
    said = []
    if hollow:
        shape = "Marque creuse" if chart.shape in ("line", "scatter") else "Teinte pâle au bord tireté"
        said.append(f"{shape} : {join_words(hollow).replace(' et ', ' ou ')}.")
    if "target" in statuses:
        said.append("Croix : objectif, non relié aux valeurs.")
    if chart.breaks and chart.shape == "line":
        said.append("Trait vertical tireté : rupture de la série, rien n’est comparé de part et d’autre.")
    return said


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round steps (1, 2, 2.5 or 5) from below `low` to above `high`."""
    if not high > low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(part * power for part in (1, 2, 2.5, 5, 10) if part * power >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def tick_decimals(ticks: list[float]) -> int:
    """How many decimals tell the ticks apart."""
    return next((n for n in range(7) if all(abs(round(t, n) - t) < 1e-9 * max(1, abs(t)) for t in ticks)), 6)


def spread(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Places near those wanted (centres) where labels so high do not overlap, between `low` and `high`."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, float, list[int]]] = []
    for n in order:
        centre, height, members = wanted[n], heights[n], [n]
        centre = min(max(centre, low + height / 2), max(high - height / 2, low + height / 2))
        while groups and groups[-1][0] + groups[-1][1] / 2 > centre - height / 2 + 1e-9:
            before, tall, own = groups.pop()
            members = own + members
            centre = (before * len(own) + centre * (len(members) - len(own))) / len(members)
            height += tall
            centre = min(max(centre, low + height / 2), max(high - height / 2, low + height / 2))
        groups.append((centre, height, members))
    places = [0.0] * len(wanted)
    for centre, height, members in groups:
        y = centre - height / 2
        for n in members:
            places[n] = y + heights[n] / 2
            y += heights[n]
    return places
