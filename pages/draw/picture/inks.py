"""The colours of the pictures, on white and on dark paper: those of the pages, and of what has no value."""

from __future__ import annotations

from dataclasses import dataclass

from pages.draw.plotly.charts import COLORS
from pages.views.maps.palette import COLORS as SHADES
from pages.views.maps.palette import parse_color


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


def is_dark_color(color: str) -> bool:
    """Whether white is easier to read on it than black."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parse_color(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.2
