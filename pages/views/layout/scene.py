"""A scene: the marks of a drawing where they stand, in the tones of the palette; what is added later lies on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pages.views.layout.metrics import line_height, measure_text

# Where a mark stays when a drawing is widened: by the left edge, by the right one, or at its share of the plot.
Zone = Literal["left", "plot", "right"]
Across = Literal["left", "center", "right"]
Symbol = Literal[
    "circle", "square", "diamond", "triangle", "wedge", "cross", "star", "pentagon", "hexagon", "bow", "glass", "bar",
    "plus", "x",
]  # fmt: skip
Hatch = Literal["", "lines", "dots", "dark dots", "minus", "plus", "light minus", "light plus"]
# Dashes and the gaps between them, in points.
DASHED, DOTTED = (4.0, 3.0), (1.2, 2.2)
# The words that lines and symbols are made for, in points.
USUAL = 10.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in inches."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    def cut(self, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0) -> Box:
        """The same, less so many inches on each side."""
        width, height = self.width - left - right, self.height - top - bottom
        return Box(self.left + left, self.bottom + bottom, max(width, 0.01), max(height, 0.01))

    def is_within(self, room: Box) -> bool:
        """Whether no part of it is outside."""
        return (
            self.left >= room.left and self.right <= room.right and self.bottom >= room.bottom and self.top <= room.top
        )

    def meets(self, other: Box) -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class Datum:
    """What a mark says when it is asked: whose it is, its value in words, the figure that it shows.

    `line` is its place among the lines of its chart, `at` the year or the name that it stands at, `when` what was
    published where that is more than a year.
    """

    name: str
    text: str
    figure: str = ""
    line: int = 0
    at: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text whose middle is at `y`; `halo` is the tone left round it, so that no line crosses it."""

    x: float
    y: float
    text: str
    size: float
    tone: str = "ink"
    is_bold: bool = False
    across: Across = "left"
    halo: str = ""
    zone: Zone = "left"

    @property
    def box(self) -> Box:
        """Where its letters are."""
        wide, tall = measure_text(self.text, self.size, is_bold=self.is_bold), line_height(self.size)
        return Box(self.x - wide * {"left": 0, "center": 0.5, "right": 1}[self.across], self.y - tall / 2, wide, tall)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, `width` points wide."""

    points: tuple[tuple[float, float], ...]
    tone: str
    width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1
    zone: Zone = "left"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle."""

    box: Box
    fill: str
    edge: str = "none"
    width: float = 0.6
    dash: tuple[float, ...] = ()
    opacity: float = 1
    hatch: Hatch = ""
    zone: Zone = "left"
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A symbol of `size` points across."""

    x: float
    y: float
    symbol: Symbol
    size: float
    fill: str
    edge: str
    width: float = 1.4
    zone: Zone = "left"
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc of `radius` inches."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str
    width: float = 0.9
    dash: tuple[float, ...] = ()
    opacity: float = 1
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the data of an SVG path in units of a ground, whose y goes down: `scale` inches each, from (x, y).

    Of one that `is_image` a file keeps the dots alone: no reader of it would open so many outlines in time.
    """

    d: str
    x: float
    y: float
    scale: float
    fill: str
    edge: str = "none"
    width: float = 0.5
    dash: tuple[float, ...] = ()
    opacity: float = 1
    hatch: Hatch = ""
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A filled polygon, as the interval round a trend, or a flow that is asked what it is."""

    points: tuple[tuple[float, float], ...]
    tone: str
    opacity: float
    zone: Zone = "plot"
    datum: Datum | None = None


Mark = Words | Stroke | Patch | Point | Disc | Area | Ribbon


def _weigh(mark: Mark, weight: float) -> Mark:
    """A mark whose lines and symbols are heavier, or finer."""
    match mark:
        case Stroke() | Patch():
            dash = tuple(part * weight for part in mark.dash)
            return replace(mark, width=mark.width * weight, dash=dash)
        case Point():
            return replace(mark, size=mark.size * weight, width=mark.width * weight)
        case _:
            return mark


@dataclass
class Scene:
    """A drawing of so many inches; `font` are the points of its words; `plot` are the left and right of what widens.

    `inner` is where its values are drawn, for a painter that has charts of its own; `is_small` where it is one of many.

    Widths of lines and sizes of symbols are given for words of 10 points, and grow with those of the drawing.
    """

    width: float
    height: float
    font: float
    marks: list[Mark] = field(default_factory=list)
    plot: tuple[float, float] = (0.0, 0.0)
    inner: Box = Box(0.0, 0.0, 0.0, 0.0)
    is_small: bool = False

    @property
    def box(self) -> Box:
        """The whole of it."""
        return Box(0, 0, self.width, self.height)

    def add(self, *marks: Mark) -> None:
        """Add marks over those that are there."""
        weight = self.font / USUAL
        self.marks.extend(marks if 0.9 < weight < 1.1 else (_weigh(mark, weight) for mark in marks))

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        tone: str = "ink",
        is_bold: bool = False,
        across: Across = "left",
        halo: str = "",
        zone: Zone = "left",
    ) -> None:
        """Add one line of text, its middle at `y`."""
        self.add(Words(x, y, text, size or self.font, tone, is_bold, across, halo, zone))

    def write_lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        *,
        size: float | None = None,
        tone: str = "ink",
        is_bold: bool = False,
        across: Across = "left",
        halo: str = "",
        zone: Zone = "left",
    ) -> float:
        """Add lines under one another from `top` down; the y under the last comes back."""
        step = line_height(size or self.font)
        for n, line in enumerate(lines):
            y = top - (n + 0.5) * step
            self.write(x, y, line, size=size, tone=tone, is_bold=is_bold, across=across, halo=halo, zone=zone)
        return top - len(lines) * step
