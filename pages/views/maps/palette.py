"""The shades of the classes of a map: of one hue, or of two apart from a middle."""

from __future__ import annotations

from collections.abc import Sequence

from geo.classes import count_below
from loaders.contrast import parse_color
from pages.views.palette import THEMES


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
        return {theme: list(mix_shades(palette.shades, len(breaks))) for theme, palette in THEMES.items()}
    below = count_below(breaks, middle)
    colors = {}
    for theme, palette in THEMES.items():
        first = mix_shades(palette.falls, below) if below > 1 else palette.falls[:below]
        colors[theme] = [*first, *mix_shades(palette.rises, len(breaks) - below)]
    return colors
