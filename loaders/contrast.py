"""Colours and how they are told apart: luminance and contrast."""

from __future__ import annotations


def parse_color(color: str) -> tuple[float, float, float]:
    """« #rrggbb » as red, green and blue from 0 to 1."""
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def measure_light(color: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parse_color(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def measure_on_white(color: str) -> float:
    """The contrast of a colour with white, from 1 to 21 (WCAG 2.2)."""
    return 1.05 / (measure_light(color) + 0.05)


def measure_contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((measure_light(one), measure_light(other)))
    return (high + 0.05) / (low + 0.05)
