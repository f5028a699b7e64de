"""Charts to lay out, and what is read of a scene: its words, its points, its boxes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from pages.views.layout.scene import Box, Patch, Point, Scene, Stroke, Words
from pages.views.marks import Chart, Line, Mark, Shape

NBSP = "\u00a0"


def mark(x: float | str, value: float | None, status: str = "", **changes: Any) -> Mark:
    """A mark whose text is its value in tonnes; one without value is missing unless said otherwise."""
    said = status or ("missing" if value is None else "normal")
    return Mark(x, value, "" if value is None else f"{value:g}{NBSP}t", said, **changes)


def line(name: str, *values: float | None, first: int = 2020, **changes: Any) -> Line:
    """A line of some values, a year each."""
    return Line(name, tuple(mark(first + n, value) for n, value in enumerate(values)), **changes)


def chart(*lines: Line, shape: Shape = "line", **changes: Any) -> Chart:
    """A chart of tonnes."""
    return Chart(shape, "Collecte", "t", "tonnes", 0, lines, **changes)


def words_of(scene: Scene) -> list[Words]:
    """The lines of text of a scene."""
    return [one for one in scene.marks if isinstance(one, Words)]


def texts_of(scene: Scene) -> list[str]:
    """What a scene says."""
    return [one.text for one in words_of(scene)]


def points_of(scene: Scene) -> list[Point]:
    """The points of a scene."""
    return [one for one in scene.marks if isinstance(one, Point)]


def patches_of(scene: Scene) -> list[Patch]:
    """The rectangles of a scene that stand for a value."""
    return [one for one in scene.marks if isinstance(one, Patch) and one.datum]


def strokes_of(scene: Scene, n: int) -> list[Stroke]:
    """The strokes of the line at a place among those of its chart."""
    return [one for one in scene.marks if isinstance(one, Stroke) and one.line == n]


def find_overlaps(boxes: Sequence[Box], *, close: float = 1e-6) -> list[tuple[Box, Box]]:
    """The boxes that lie on one another by more than a hair, or by more than `close` inches."""
    inner = [one.cut(left=close, right=close, top=close, bottom=close) for one in boxes]
    return [(a, b) for a, b in itertools.combinations(inner, 2) if a.meets(b)]


def ink_of(one: Words) -> Box:
    """Where the letters of a line of text are, less what stands over and under them; digits are all above the line."""
    box, spare = one.box, 0.05 if any(map(str.isalpha, one.text)) else 0.2
    return box.cut(top=box.height * spare, bottom=box.height * spare)


def stand_in(boxes: Iterable[Box], room: Box) -> bool:
    """Whether all boxes are within another, to a hair."""
    return all(
        box.left >= room.left - 1e-6
        and box.right <= room.right + 1e-6
        and box.bottom >= room.bottom - 1e-6
        and box.top <= room.top + 1e-6
        for box in boxes
    )
