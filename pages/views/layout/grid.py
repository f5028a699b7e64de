"""The legend of two indicators crossed: a square of nine shades with how many territories each has, and its axes."""

from __future__ import annotations

from typing import Any

from pages.views.layout.maps.plan import Plan
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.scene import Box, Patch, Scene

SIDE = 3
# Of a cell, in the height of a line: wide enough for a count, high enough to tell its shade.
WIDE, TALL = 3.0, 1.4
AXIS = 13.0


def measure_grid(grid: dict[str, Any], size: float) -> tuple[float, float]:
    """The width and the height that the square asks for with its words, in inches."""
    line = line_height(size)
    row = max(measure_text(third, size) for third in _name_thirds(grid)) + 0.08
    width = max(row + SIDE * WIDE * line, AXIS * line)
    words = sum(len(wrap_text(f"↑ {axis}", size, width, is_bold=True)) for axis in _name_axes(grid))
    return width, (SIDE * TALL + 1 + words) * line + 0.2


def _name_axes(grid: dict[str, Any]) -> list[str]:
    """The names of both indicators; their units stand over the map."""
    return [str(axis).partition(", en ")[0] for axis in grid["axes"]]


def _name_thirds(grid: dict[str, Any]) -> list[str]:
    """« bas », « milieu », « haut »: the thirds in a word each."""
    return [third.rpartition(" ")[2] for third in grid["thirds"]]


def lay_grid(scene: Scene, box: Box, plan: Plan, shades: tuple[str, ...], size: float) -> float:
    """The square from the top of the box; the y under it comes back."""
    grid = plan.grid or {}
    line = line_height(size)
    thirds = _name_thirds(grid)
    left = box.left + max(measure_text(third, size) for third in thirds) + 0.08
    wide, tall = min(WIDE * line, (box.right - left) / SIDE), TALL * line
    across, up = _name_axes(grid)
    y = scene.write_lines(
        box.left, box.top, wrap_text(f"↑ {up}", size, box.width, is_bold=True), size=size, is_bold=True
    )
    for row in reversed(range(SIDE)):
        scene.write(left - 0.06, y - tall / 2, thirds[row], size=size, across="right")
        for column in range(SIDE):
            n = SIDE * row + column
            cell = Box(left + column * wide, y - tall, wide, tall)
            scene.add(Patch(cell, shades[n], "paper", 1.0))
            scene.write(
                cell.left + wide / 2,
                y - tall / 2,
                str(plan.classes[n]),
                size=size,
                across="center",
                tone=f"on:{shades[n]}",
            )
        y -= tall
    for column, third in enumerate(thirds):
        scene.write_lines(left + (column + 0.5) * wide, y, [third], size=size, across="center")
    y -= line
    words = wrap_text(f"→ {across}", size, box.width, is_bold=True)
    return scene.write_lines(box.left, y, words, size=size, is_bold=True) - 0.12
