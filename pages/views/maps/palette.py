"""The colours of a map: one hue from light to dark, or two apart from a middle; safe for colour-blind readers."""

from __future__ import annotations

from collections.abc import Sequence

from geo.classes import count_below

# Sequential palettes, light to dark and dark to light: one hue, even steps of lightness.
COLORS = {
    "light": ["#d5e6f2", "#a3c9e2", "#66a5cf", "#2b7ab3", "#0b4f87"],
    "dark": ["#1d3a52", "#245a83", "#2f7fb8", "#66aede", "#b5dcf7"],
}
# Purple and orange, after ColorBrewer's PuOr: from the end of each side to its middle.
SIDES = {
    "light": (["#5e3c99", "#dcd8ec"], ["#fde0b8", "#a14e05"]),
    "dark": (["#c0b0ee", "#3d3559"], ["#5c4528", "#f6ab55"]),
}


def parse_color(color: str) -> tuple[float, float, float]:
    """« #rrggbb » as red, green and blue from 0 to 1."""
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def mix_shades(shades: Sequence[str], count: int) -> tuple[str, ...]:
    """As many shades as there are classes, spread evenly over the palette."""
    if count <= 1:
        return (shades[-1],) * count
    mixed = []
    for n in range(count):
        place = n * (len(shades) - 1) / (count - 1)
        low = min(int(place), len(shades) - 2)
        pairs = zip(parse_color(shades[low]), parse_color(shades[low + 1]), strict=True)
        parts = (round(255 * (a + (b - a) * (place - low))) for a, b in pairs)
        mixed.append("#" + "".join(f"{part:02x}" for part in parts))
    return tuple(mixed)


def choose_colors(breaks: Sequence[float], middle: float | None = None) -> dict[str, list[str]]:
    """The shades of the classes, light theme and dark: of one hue, or of two that meet at the middle."""
    if middle is None:
        return {theme: list(mix_shades(shades, len(breaks))) for theme, shades in COLORS.items()}
    below = count_below(breaks, middle)
    colors = {}
    for theme, (left, right) in SIDES.items():
        first = mix_shades(left, below) if below > 1 else (left[0],) * below
        colors[theme] = [*first, *mix_shades(right, len(breaks) - below)]
    return colors
