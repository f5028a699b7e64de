"""What a map is drawn from, in a browser and in a picture alike: years, classes, colours, words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from geo.classes import Classes, find_breaks
from geo.kept import FRAMES, keep_by_frame
from loaders.catalog import load_catalog
from loaders.reading.series import Series
from pages.views.data.geography import find_border
from pages.views.maps.palette import choose_colors
from pages.views.slots import choose_tones
from pages.words.french import STATUS_LABELS, format_number, inflect

RADIUS = 34
Symbol = Literal["fill", "circle"]
BY_DEFAULT = Classes()
# What a map that shades results of its own has, discs and territories without outline left out.
SHADED: dict[str, Any] = {"symbol": "fill", "radius": RADIUS, "discs": [], "outside": []}
WORDS = STATUS_LABELS | {
    "singular": "territoire",
    "plural": "territoires",
    "not_comparable": "non comparable",
    "outside": "sans contour",
}


def class_labels(breaks: list[float], smallest: float, decimals: int, unit: str) -> list[str]:
    """« de 1,2 à 3,4 »: the classes in words, the unit on the first."""
    lower = [smallest, *breaks[:-1]]
    texts = [
        format_number(high, decimals)
        if low == high
        else f"{format_number(low, decimals)} – {format_number(high, decimals)}"
        for low, high in zip(lower, breaks, strict=True)
    ]
    return [f"{text} {unit}" if n == 0 else text for n, text in enumerate(texts)]


def round_down(value: float) -> float:
    """The nearest figure below with one significant digit, for a legend: 47 528 is 40 000; 0 below 1."""
    if value < 1:
        return 0.0
    step = 10.0 ** math.floor(math.log10(value))
    return math.floor(value / step) * step


def choose_symbol(series: Series, wanted: str = "auto") -> Symbol:
    """Circles for what adds up over territories, shades for the rest, unless the reader wants otherwise."""
    if wanted in ("fill", "circle"):
        return "fill" if wanted == "fill" else "circle"
    unit = load_catalog().unit_of(series.indicator)
    return "circle" if unit.additive and not series.per_inhabitant else "fill"


class Spread(NamedTuple):
    """The years of the known values of a map, the least and the greatest, the bounds of their classes."""

    years: tuple[int, ...]
    smallest: float
    largest: float
    breaks: tuple[float, ...]


@keep_by_frame(FRAMES)
def _measure(frame: pd.DataFrame, classes: Classes) -> Spread:
    known = frame["value"].dropna()
    years = sorted({int(y) for y in frame.loc[known.index, "year"]})
    least, most = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    return Spread(tuple(years), least, most, tuple(find_breaks(known, classes)))


def read_bounds(series: Series, classes: Classes, symbol: Symbol) -> tuple[float, ...]:
    """The bounds of the classes of a map, of the values of all its years and territories; none of circles."""
    return _measure(series.frame, classes).breaks if symbol == "fill" else ()


def map_data(
    series: Series,
    *,
    geometry: str,
    values: str,
    year: int | None,
    selected: tuple[str, ...],
    symbol: Symbol,
    classes: Classes = BY_DEFAULT,
    outside: Sequence[str] = (),
) -> dict[str, Any]:
    """What the browser needs beside the outlines and the values, with their classes, which it fetches.

    `outside` names the territories that have a value and no outline.

    Breaks are drawn from the values of every year and territory of the map, so that a colour keeps its meaning.
    """
    found = _measure(series.frame, classes)
    years, largest = list(found.years), found.largest
    breaks = [largest] if symbol == "circle" and years else list(found.breaks)
    return {
        # Whatever its classes are, it is the same map: its year stays.
        "key": f"{series.indicator}|{series.restriction}|{series.per_inhabitant}|{geometry}",
        "title": series.title,
        "geometry": geometry,
        "values": values,
        "years": years,
        "year": year if year in years else (years[-1] if years else None),
        "breaks": breaks,
        "labels": class_labels(breaks, found.smallest, series.decimals, series.unit) if years else [],
        "colors": choose_colors(breaks, classes.middle),
        "decimals": series.decimals,
        "unit": series.unit,
        "one": inflect(series.unit, 1),
        "symbol": symbol,
        "radius": RADIUS,
        "discs": [d for d in (largest, round_down(largest / 4)) if d > 0] if symbol == "circle" else [],
        "selected": list(selected),
        "border": find_border(tuple(selected)),
        "tones": choose_tones(selected),
        "words": WORDS,
        "outside": list(outside),
    }
