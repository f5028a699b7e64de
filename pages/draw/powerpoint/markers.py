"""Markers of native charts: the nearest that these programs have to our symbols."""

from __future__ import annotations

from typing import Any

from pages.draw.powerpoint.frames import Ground
from pages.views.layout.looks import color_of, symbol_of
from pages.views.layout.scene import Symbol
from pages.views.marks import Line

# The marker of each symbol; all others are discs.
NEAR: dict[Symbol, str] = {
    "square": "SQUARE",
    "diamond": "DIAMOND",
    "triangle": "TRIANGLE",
    "wedge": "TRIANGLE",
    "star": "STAR",
    "cross": "PLUS",
    "bar": "DASH",
    "x": "X",
    "plus": "PLUS",
}


def find_style(symbol: Symbol) -> Any:
    """The marker that is nearest to a symbol."""
    from pptx.enum.chart import XL_MARKER_STYLE

    return getattr(XL_MARKER_STYLE, NEAR.get(symbol, "CIRCLE"))


def dress_marker(marker: Any, line: Line, ground: Ground, *, size: int) -> None:
    """The marker of a line, in its colour; a disc for those that are only there to compare with."""
    color = ground.rgb(color_of(line))
    marker.style, marker.size = find_style("circle" if line.is_other else symbol_of(line.slot)), size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = color
    marker.format.line.color.rgb = color


def hollow(marker: Any, ground: Ground) -> None:
    """The marker of a value that is not final."""
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = ground.rgb("paper")


def cross(marker: Any, color: Any, symbol: Symbol) -> None:
    """The marker of what stands beside results."""
    marker.style, marker.size = find_style(symbol), 10
    marker.format.fill.background()
    marker.format.line.color.rgb = color
