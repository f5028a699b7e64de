"""The symbols of lines as paths, and as letters; all cover about as much, so that none stands out."""

from __future__ import annotations

import math

from pages.views.layout.scene import Symbol

# Corners in the radius of the circle that they stand for, y going down; several paths where there are several lists.
_SQUARE = 0.886
_TRIANGLE = 1.35
OUTLINES: dict[Symbol, tuple[tuple[tuple[float, float], ...], ...]] = {
    "square": (((-_SQUARE, -_SQUARE), (_SQUARE, -_SQUARE), (_SQUARE, _SQUARE), (-_SQUARE, _SQUARE)),),
    "diamond": (((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),),
    "triangle": (((0, -_TRIANGLE), (1.17, 0.68), (-1.17, 0.68)),),
    "wedge": (((0, _TRIANGLE), (1.17, -0.68), (-1.17, -0.68)),),
    "bow": (((-1.1, -0.95), (-1.1, 0.95), (1.1, -0.95), (1.1, 0.95)),),
    "glass": (((-0.95, -1.1), (0.95, -1.1), (-0.95, 1.1), (0.95, 1.1)),),
}
# Those that are only strokes.
STROKES: dict[Symbol, str] = {"plus": "M{l} {y}H{r}M{x} {t}V{b}", "x": "M{l} {t}L{r} {b}M{r} {t}L{l} {b}"}
FILLED = frozenset({"circle", *OUTLINES, "pentagon", "hexagon", "star", "cross", "bar"})
LETTERS: dict[Symbol, str] = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle": "▲", "wedge": "▼", "cross": "✚",
    "star": "★", "pentagon": "⬟", "hexagon": "⬢", "bow": "⧓", "glass": "⧗", "bar": "▬", "plus": "+", "x": "×",
}  # fmt: skip


def draw_symbol(symbol: Symbol, radius: float, x: float = 0.0, y: float = 0.0) -> str:
    """The data of an SVG path round (x, y)."""
    if symbol in STROKES:
        ends = {"x": x, "y": y, "l": x - radius, "r": x + radius, "t": y - radius, "b": y + radius}
        return STROKES[symbol].format(**{key: _number(value) for key, value in ends.items()})
    return "".join(_close([(x + radius * dx, y + radius * dy) for dx, dy in part]) for part in _list_corners(symbol))


def _list_corners(symbol: Symbol) -> tuple[tuple[tuple[float, float], ...], ...]:
    if symbol in ("pentagon", "hexagon"):
        return (_turn(5 if symbol == "pentagon" else 6, 1.13),)
    if symbol == "star":
        outer, inner = _turn(5, 1.45), _turn(5, 0.62, math.pi / 5)
        return (tuple(corner for pair in zip(outer, inner, strict=True) for corner in pair),)
    if symbol == "cross":
        w, e = 0.42, 1.15
        return (
            (
                (-w, -e),
                (w, -e),
                (w, -w),
                (e, -w),
                (e, w),
                (w, w),
                (w, e),
                (-w, e),
                (-w, w),
                (-e, w),
                (-e, -w),
                (-w, -w),
            ),
        )
    if symbol == "bar":
        return (((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)),)
    return OUTLINES[symbol]


def _turn(count: int, radius: float, start: float = 0.0) -> tuple[tuple[float, float], ...]:
    """The corners of a regular polygon, the first on top."""
    angles = [start + 2 * math.pi * n / count for n in range(count)]
    return tuple((radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles)


def _close(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
