"""The legend of a map: classes or discs, then what has no value, each with how many territories it counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.pipeline.remarks import SIGN
from loaders.statuses import UNCERTAIN
from pages.views.content import Content
from pages.views.layout.grid import lay_grid, measure_grid
from pages.views.layout.maps.plan import Plan
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.scene import Area, Box, Disc, Hatch, Patch, Point, Scene, Stroke
from pages.views.layout.spreading import spread
from pages.views.maps.data import round_down
from pages.views.palette import SLOTS
from pages.views.slots import assign_slots
from pages.words.french import STATUS_LABELS, format_number, format_value, join_words, shorten_list

LOOSE, TIGHT = 1.3, 0.84
# The dashes of what is not final, in points.
HOLLOW = (3.0, 2.0)
# Of the letters of a picture, those of its legend.
SHARE = 0.9
# Beyond as many, the territories chosen are counted.
MOST_CHOSEN = 8


# How an outline without value looks: its ground, its hatching; one that is not applicable is blank.
LOOKS: dict[str, tuple[str, Hatch]] = {
    "missing": ("ground", "lines"),
    "not_comparable": ("ground", "dots"),
    "confidential": ("hatch", "dark dots"),
    "not_applicable": ("paper", ""),
}


def dress_lost(area: Area, status: str) -> Area:
    """An outline as its status has it: hatched, dark with dots, light with dots, or blank with an edge."""
    fill, hatch = LOOKS.get(status, LOOKS["missing"])
    edge, wide = ("hatch", max(area.width, 0.5)) if status == "not_applicable" else ("seam", area.width)
    return replace(area, fill=fill, hatch=hatch, edge=edge, width=wide)


def _legend_rows(plans: Sequence[Plan]) -> list[tuple[str, str, int]]:
    """The lines of the legend: kind, words, class; each with its count, over all the maps together."""
    plan = plans[0]
    counts = sum((one.counts for one in plans), Counter[str]())
    rows: list[tuple[str, str, int]] = []
    if plan.is_circles and plan.largest > 0:
        zeros = sum(value == 0 for one in plans for value in one.values.values())
        rows += [("zero", f"0 ({format_number(zeros)})", 0)] if zeros else []
        beyond = [f"{one.name_of(code)} ({one.write(value)})" for one in plans for code, value in one.above.items()]
        rows += [("above", f"hors échelle : {shorten_list(beyond)}", 0)] if beyond else []
    elif not plan.grid:
        in_class = sum((one.classes for one in plans), Counter[int]())
        rows += [("class", f"{label} ({format_number(in_class[n])})", n) for n, label in enumerate(plan.labels)]
    hollow = [status for status in UNCERTAIN if status in counts]
    if hollow:
        said = join_words([f"{STATUS_LABELS[status]} ({counts[status]})" for status in hollow])
        rows.append(("hollow", said, 0))
    if remarked := sum(len(one.remarked) for one in plans):
        rows.append(("remarked", f"{plan.data['words']['remarked']} ({remarked})", 0))
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

    def _list_borders(self) -> list[tuple[str, str]]:
        """The words of the outlines drawn over the map, and the tones of those chosen."""
        selection = self.content.selection
        slots = assign_slots(selection.territories)
        chosen = [(code, f"c{slot % SLOTS}") for code, slot in slots.items() if self.plans[0].ground.find_outline(code)]
        named = [(selection.name(code), tone) for code, tone in chosen[:MOST_CHOSEN]]
        more = [(f"et {len(chosen) - MOST_CHOSEN} autres choisis", "choice")] if len(chosen) > MOST_CHOSEN else []
        return [
            *named,
            *more,
            *([(self.content.maps.home, "")] if self.content.maps.home and self.plans[0].ground.home else []),
        ]

    def lay(self, scene: Scene, box: Box, shades: tuple[str, ...], radius: float) -> None:
        """The unit, the classes or the discs, then what has no value, each with its count."""
        plan, size = self.plans[0], self.size
        lines = [] if plan.grid else wrap_text(self._head(), size, box.width, is_bold=True)
        y = scene.write_lines(box.left, box.top, lines, size=size, is_bold=True) - 0.05
        if plan.grid:
            y = lay_grid(scene, Box(box.left, box.bottom, box.width, y - box.bottom), plan, shades, size)
        if _disc_sizes(plan):
            y = self._lay_discs(scene, box.left + radius, y - 0.05, radius)
        for kind, words, n in _legend_rows(self.plans):
            shade, sign = (shades[n], plan.sign_of(n)) if kind == "class" else ("", "")
            _lay_swatch(scene, self._place_swatch(box, y), kind, shade, plan, sign)
            y = self._write(scene, box, y, words)
        for words, tone in self._list_borders():
            own = self._place_swatch(box, y)
            if tone:
                scene.add(Patch(own, "none", tone, 2.0))
            else:
                scene.add(Stroke(((own.left, y - self.step / 2), (own.right, y - self.step / 2)), "edge", 1.2))
            y = self._write(scene, box, y, words)

    def _place_swatch(self, box: Box, y: float) -> Box:
        return Box(box.left, y - self.step * 0.5 - self.size * 0.42 / 72, self.swatch, self.size * 0.84 / 72)

    def _write(self, scene: Scene, box: Box, y: float, words: str) -> float:
        scene.write(box.left + self.swatch + 0.08, y - self.step / 2, words, size=self.size)
        return y - self.step

    def _lay_discs(self, scene: Scene, x: float, top: float, radius: float) -> float:
        """Discs within one another, each with its value, which never overlap; the y under them comes back."""
        plan, series = self.plans[0], self.content.series
        sizes, line = _disc_sizes(plan), line_height(self.size)
        room = max(2 * radius, len(sizes) * line)
        low = top - room / 2 - radius
        tops = [low + 2 * radius * math.sqrt(value / plan.largest) for value in sizes]
        places = spread(tops, [line] * len(sizes), top - room, top)
        for value, place, end in zip(sizes, places, tops, strict=True):
            own = radius * math.sqrt(value / plan.largest)
            scene.add(Disc(x, low + own, own, "disc", "disc", opacity=0.3))
            scene.add(Stroke(((x, end), (x + radius, end), (x + radius + 0.1, place)), "muted", 0.6))
            words = format_value(value, series.unit, series.decimals)
            scene.write(x + radius + 0.14, place, words, size=self.size)
        return top - room - 0.12


def fit_legend(content: Content, plans: Sequence[Plan], font: float, height: float) -> Legend:
    """The legend of maps whose words have `font` points: its lines closer, then its letters smaller, where it must."""
    whole = Legend(content, plans, font * SHARE)
    found = next((one for s in (LOOSE, 1.1, 0.95, TIGHT) if (one := replace(whole, spacing=s)).height <= height), None)
    if found:
        return found
    tight = replace(whole, spacing=TIGHT)
    return replace(tight, size=tight.size * height / tight.height)


def _lay_swatch(scene: Scene, box: Box, kind: str, shade: str, plan: Plan, sign: Hatch) -> None:
    x, y = box.left + box.width / 2, box.bottom + box.height / 2
    if kind == "above":
        scene.add(Disc(x, y, box.height / 2, "disc", "edge", 1.8, opacity=0.68))
    elif kind == "remarked":
        scene.write(x, y, SIGN, size=1.4 * box.height * 72, across="center", is_bold=True)
    elif kind == "zero":
        scene.add(Point(x, y, "plus", 5, "none", "disc", 1))
    elif kind == "hollow" and plan.is_circles:
        scene.add(Disc(x, y, box.height / 2, "disc", "disc", dash=HOLLOW, opacity=0.15))
    elif kind == "class":
        scene.add(Patch(box, shade, "muted", 0.4, hatch=sign))
    elif kind == "hollow":
        scene.add(Patch(box, "none", "edge", 1.0, HOLLOW))
    else:
        wide, tall = box.width * 72, box.height * 72
        outline = Area(f"M0 0h{wide:.2f}v{tall:.2f}h{-wide:.2f}z", box.left, box.top, 1 / 72, "none")
        scene.add(dress_lost(outline, kind), Patch(box, "none", "muted", 0.4))
