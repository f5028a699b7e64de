"""The legend of a map: classes or discs, then what has no value, each with how many territories it counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.path import Path

from pages.draw.picture.body import spread
from pages.draw.picture.grid import draw_grid, measure_grid
from pages.draw.picture.plan import Plan
from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.views.content import Content
from pages.views.maps.data import round_down
from pages.views.maps.palette import parse_color
from pages.words.french import STATUS_LABELS, format_number, format_value, join_words

LOOSE, TIGHT = 1.3, 0.84
# Of the letters of a picture, those of its legend.
SHARE = 0.9


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
    counts = sum((one.counts for one in plans), Counter[str]())
    rows: list[tuple[str, str, int]] = []
    if plan.is_circles and plan.largest > 0:
        zeros = sum(value == 0 for one in plans for value in one.values.values())
        rows += [("zero", f"0 ({format_number(zeros)})", 0)] if zeros else []
    elif not plan.grid:
        in_class = sum((one.classes for one in plans), Counter[int]())
        rows += [("class", f"{label} ({format_number(in_class[n])})", n) for n, label in enumerate(plan.labels)]
    hollow = [status for status in ("provisional", "estimated") if status in counts]
    if hollow:
        said = join_words([f"{STATUS_LABELS[status]} ({counts[status]})" for status in hollow])
        rows.append(("hollow", said, 0))
    lost = dict.fromkeys(status for one in plans for status in one.lost)
    words = {status: str(said).partition(" (")[0].partition(" : ")[0] for status, said in plan.data["words"].items()}
    return rows + [(s, f"{words[s]} ({format_number(counts[s])})", 0) for s in lost if counts[s]]


def _disc_sizes(plan: Plan) -> list[float]:
    return [value for value in (plan.largest, round_down(plan.largest / 4)) if value > 0] if plan.is_circles else []


@dataclass(frozen=True)
class Legend:
    """What stands beside the maps of a view, in letters of `size` points, its lines `spacing` apart."""

    content: Content
    plans: Sequence[Plan]
    size: float
    spacing: float = LOOSE

    @property
    def step(self) -> float:
        """The height of a line, in inches."""
        return line_height(self.size) * self.spacing

    @property
    def swatch(self) -> float:
        """The width of a sample, in inches."""
        return self.size * 2.0 / 72

    @property
    def width(self) -> float:
        """The width that it asks for, in inches."""
        plan, series, size = self.plans[0], self.content.series, self.size
        wide = max((measure_text(words, size) for words in self._list_words()), default=0.0) + self.swatch + 0.08
        discs = [format_value(v, series.unit, series.decimals) for v in _disc_sizes(plan)]
        far = max((measure_text(word, size) for word in discs), default=0.0) + 0.95
        grid = measure_grid(plan.grid, size)[0] if plan.grid else 0.0
        return max(wide, grid, far if discs else 0.0, 1.5)

    @property
    def height(self) -> float:
        """The height that it asks for, in inches."""
        plan = self.plans[0]
        head = 0 if plan.grid else len(wrap_text(self._head(), self.size, self.width, is_bold=True))
        grid = measure_grid(plan.grid, self.size)[1] if plan.grid else 0.0
        discs = max(1.0, len(_disc_sizes(plan)) * line_height(self.size)) if plan.is_circles else 0.0
        return head * line_height(self.size) + grid + discs + len(self._list_words()) * self.step + 0.15

    def _head(self) -> str:
        """What the values are, and of what year."""
        if self.content.maps.head:
            return self.content.maps.head
        unit = self.content.series.unit_label.capitalize()
        return f"{unit}, {self.content.year}" if self.content.year else unit

    def _list_words(self) -> list[str]:
        """The words beside each sample."""
        return [words for _, words, _ in _legend_rows(self.plans)] + [words for words, _ in self._list_borders()]

    def _list_borders(self) -> list[tuple[str, bool]]:
        """The words of the outlines drawn over the map; whether they are of what is chosen."""
        is_chosen = any(code in self.plans[0].ground.shapes for code in self.content.selection.territories)
        home = self.content.maps.home
        return [*([("territoire choisi", True)] if is_chosen else []), *([(home, False)] if home else [])]

    def draw(self, sheet: Sheet, box: Box, shades: tuple[str, ...], radius: float) -> None:
        """The unit, the classes or the discs, then what has no value, each with its count."""
        plan, size = self.plans[0], self.size
        lines = [] if plan.grid else wrap_text(self._head(), size, box.width, is_bold=True)
        y = sheet.write_lines(box.left, box.top, lines, size=size, is_bold=True) - 0.05
        if plan.grid:
            y = draw_grid(sheet, Box(box.left, box.bottom, box.width, y - box.bottom), plan, shades, size)
        if _disc_sizes(plan):
            y = self._draw_discs(sheet, box.left + radius, y - 0.05, radius)
        for kind, words, n in _legend_rows(self.plans):
            _draw_swatch(sheet, self._place_swatch(box, y), kind, shades[n] if kind == "class" else "", plan)
            y = self._write(sheet, box, y, words)
        for words, is_chosen in self._list_borders():
            own = self._place_swatch(box, y)
            if is_chosen:
                sheet.draw_box(own, "none", sheet.inks.choice, 1.8)
            else:
                sheet.draw_line([own.left, own.right], [y - self.step / 2] * 2, sheet.inks.edge, 1.2)
            y = self._write(sheet, box, y, words)

    def _place_swatch(self, box: Box, y: float) -> Box:
        return Box(box.left, y - self.step * 0.5 - self.size * 0.42 / 72, self.swatch, self.size * 0.84 / 72)

    def _write(self, sheet: Sheet, box: Box, y: float, words: str) -> float:
        sheet.write(box.left + self.swatch + 0.08, y - self.step / 2, words, size=self.size)
        return y - self.step

    def _draw_discs(self, sheet: Sheet, x: float, top: float, radius: float) -> float:
        """Discs within one another, each with its value, which never overlap; the y under them comes back."""
        plan, inks, series = self.plans[0], sheet.inks, self.content.series
        sizes, line = _disc_sizes(plan), line_height(self.size)
        room = max(2 * radius, len(sizes) * line)
        low = top - room / 2 - radius
        tops = [low + 2 * radius * math.sqrt(value / plan.largest) for value in sizes]
        places = spread(tops, [line] * len(sizes), top - room, top)
        for value, place, end in zip(sizes, places, tops, strict=True):
            own = radius * math.sqrt(value / plan.largest)
            sheet.draw_disc(x, low + own, own, (*parse_color(inks.disc), 0.3), inks.disc)
            sheet.draw_line([x, x + radius, x + radius + 0.1], [end, end, place], inks.muted, 0.6)
            words = format_value(value, series.unit, series.decimals)
            sheet.write(x + radius + 0.14, place, words, size=self.size)
        return top - room - 0.12


def fit_legend(content: Content, plans: Sequence[Plan], font: float, height: float) -> Legend:
    """The legend of maps whose words have `font` points: its lines closer, then its letters smaller, where it must."""
    whole = Legend(content, plans, font * SHARE)
    found = next((one for s in (LOOSE, 1.1, 0.95, TIGHT) if (one := replace(whole, spacing=s)).height <= height), None)
    if found:
        return found
    tight = replace(whole, spacing=TIGHT)
    return replace(tight, size=tight.size * height / tight.height)


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
