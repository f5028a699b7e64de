"""The colours of the pictures, on white and on dark paper: those of the pages, and of what has no value."""

from __future__ import annotations

from dataclasses import dataclass

from pages.parts.charts import COLORS
from pages.parts.map import COLORS as SHADES


@dataclass(frozen=True)
class Inks:
    """`edge` outlines what is provisional, `choice` what is chosen; `shades` go from the lowest class up."""

    paper: str
    ink: str
    muted: str
    rule: str
    ground: str
    hatch: str
    edge: str
    disc: str
    accent: str
    choice: str
    shades: tuple[str, ...]
    colors: tuple[str, ...] = tuple(COLORS)


LIGHT = Inks(
    paper="#ffffff",
    ink="#1b1f24",
    muted="#59636e",
    rule="#d5d9df",
    ground="#f4f4f2",
    hatch="#b4b4b0",
    edge="#1d1d1b",
    disc="#1d5f8a",
    accent="#0b63a5",
    choice="#d9480f",
    shades=tuple(SHADES["light"]),
)
DARK = Inks(
    paper="#12161b",
    ink="#eceff3",
    muted="#a3adb9",
    rule="#39424d",
    ground="#23272e",
    hatch="#565c66",
    edge="#f5f5f3",
    disc="#6db3de",
    accent="#5fb0ea",
    choice="#ff922b",
    shades=tuple(SHADES["dark"]),
)


def parse_color(color: str) -> tuple[float, float, float]:
    """« #0b63a5 » as three shares from 0 to 1."""
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def mix_shades(shades: tuple[str, ...], count: int) -> tuple[str, ...]:
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


def is_dark_color(color: str) -> bool:
    """Whether white is easier to read on it than black."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parse_color(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.2
