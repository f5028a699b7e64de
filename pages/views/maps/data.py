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
from pages.views.maps.discs import find_scale
from pages.views.maps.palette import choose_colors
from pages.views.maps.reference import Bounds, Reference, find_yearly
from pages.views.maps.unsure import say_unsure
from pages.views.slots import choose_tones
from pages.words.french import REMARKED, STATUS_LABELS, format_number, inflect

Symbol = Literal["fill", "circle"]
BY_DEFAULT = Classes()
# What a map that shades results of its own has, discs and territories without outline left out.
SHADED: dict[str, Any] = {"symbol": "fill", "discs": [], "outside": []}
WORDS = STATUS_LABELS | {
    "remarked": REMARKED,
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
    """The years of the known values of a map, the least of them, the bounds of their classes, the largest disc."""

    years: tuple[int, ...]
    smallest: float
    breaks: tuple[float, ...]
    scale: float


@keep_by_frame(FRAMES)
def _measure(frame: pd.DataFrame, classes: Classes) -> Spread:
    known = frame.loc[frame["value"].notna(), ["territory", "year", "value"]]
    years = sorted({int(y) for y in known["year"]})
    least = float(known["value"].min()) if len(known) else 0.0
    scale = find_scale(known["value"], known["territory"].astype(str).tolist())
    return Spread(tuple(years), least, tuple(find_breaks(known["value"], classes)), scale)


def read_bounds(series: Series, classes: Classes, symbol: Symbol, reference: Reference = "all") -> Bounds:
    """The bounds of the classes of a map, of the values of all its years and territories, or how those of each year
    are made; none of circles."""
    if symbol != "fill":
        return ()
    return classes if reference == "year" else _measure(series.frame, classes).breaks


def _look(breaks: Sequence[float], smallest: float, series: Series, symbol: Symbol, classes: Classes) -> dict[str, Any]:
    """Bounds, their words and their shades."""
    return {
        "breaks": list(breaks),
        "labels": class_labels(list(breaks), smallest, series.decimals, series.unit)
        if symbol == "fill" and breaks
        else [],
        "colors": choose_colors(breaks, classes.middle),
    }


def map_data(
    series: Series,
    *,
    geometry: str,
    values: str,
    year: int | None,
    selected: tuple[str, ...],
    symbol: Symbol,
    classes: Classes = BY_DEFAULT,
    reference: Reference = "all",
    outside: Sequence[str] = (),
) -> dict[str, Any]:
    """What the browser needs beside the outlines and the values, with their classes, which it fetches.

    `outside` names the territories that have a value and no outline.

    Breaks are drawn from the values of every year and territory of the map, so that a colour keeps its meaning; where
    the `reference` is the year, from those of each, and `looks` has those of every year.
    """
    found = _measure(series.frame, classes)
    years, scale = list(found.years), found.scale
    shown = year if year in years else (years[-1] if years else None)
    whole = _look([scale] if symbol == "circle" and years else found.breaks, found.smallest, series, symbol, classes)
    looks = {}
    if symbol == "fill" and reference == "year":
        yearly = find_yearly(series.frame, classes)
        looks = {one: _look(breaks, least, series, symbol, classes) for one, (least, breaks) in yearly.items()}
    return {
        # Whatever its classes are, it is the same map: its year stays.
        "key": f"{series.indicator}|{series.restriction}|{series.per_inhabitant}|{geometry}",
        "title": series.title,
        "geometry": geometry,
        "values": values,
        "years": years,
        "year": shown,
        **(looks.get(shown, whole) if shown is not None else whole),
        **({"looks": looks} if looks else {}),
        "unsure": say_unsure(series.frame),
        "decimals": series.decimals,
        "unit": series.unit,
        "one": inflect(series.unit, 1),
        "symbol": symbol,
        "discs": [d for d in (scale, round_down(scale / 4)) if d > 0] if symbol == "circle" else [],
        "selected": list(selected),
        "border": find_border(tuple(selected)),
        "tones": choose_tones(selected),
        "words": WORDS,
        "outside": list(outside),
    }
