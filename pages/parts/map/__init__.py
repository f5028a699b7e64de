"""The map: the Streamlit component that draws territories once and then only changes their fill."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd
import streamlit as st

from geo.classes import Classes, find_breaks
from loaders.catalog import load_catalog
from loaders.series import Series
from pages.parts.cached import keep_by_frame
from pages.parts.french import STATUS_LABELS, format_number, inflect
from pages.parts.map.palette import choose_colors
from pages.parts.scripts import join_style

FOLDER = Path(__file__).parent
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


# The map is read from an address of its own; only these lines are sent at each rerun.
FAILED = "La carte n’a pas pu être chargée. Rechargez la page."
CALL = f"""export default (component) => {{
const fail = () => (component.parentElement.textContent = "{FAILED}");
window.terrilMap.then((map) => map.show(component), fail);
}}"""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    style = join_style(FOLDER / "map.css")
    return st.components.v2.component("terril_map", html='<div class="map-host"></div>', css=style, js=CALL)


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


@keep_by_frame(32)
def _measure(frame: pd.DataFrame, classes: Classes) -> Spread:
    known = frame["value"].dropna()
    years = sorted({int(y) for y in frame.loc[known.index, "year"]})
    least, most = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    return Spread(tuple(years), least, most, tuple(find_breaks(known, classes)))


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
    """What the browser needs beside the outlines and the values, which it fetches from their addresses.

    `outside` names the territories that have a value and no outline.

    Breaks are drawn from the values of every year and territory of the map, so that a colour keeps its meaning.
    """
    found = _measure(series.frame, classes)
    years, largest = list(found.years), found.largest
    breaks = [largest] if symbol == "circle" and years else list(found.breaks)
    return {
        "key": values,
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
        "words": WORDS,
        "outside": list(outside),
    }


def show_map(
    series: Series,
    *,
    key: str,
    geometry: str,
    values: str,
    year: int | None,
    selected: tuple[str, ...],
    symbol: Symbol,
    classes: Classes = BY_DEFAULT,
    outside: Sequence[str] = (),
    on_select: Callable[[list[str]], None],
    on_year: Callable[[int], None],
) -> None:
    """Draw the map; a click and a change of year come back as calls with the whole selection and with the year."""

    def selected_anew() -> None:
        chosen = st.session_state[key].get("selection")
        if isinstance(chosen, list):
            on_select([str(code) for code in chosen])

    def moved() -> None:
        chosen = st.session_state[key].get("year")
        if isinstance(chosen, int):
            on_year(chosen)

    _component()(
        data=map_data(
            series,
            geometry=geometry,
            values=values,
            year=year,
            selected=selected,
            symbol=symbol,
            classes=classes,
            outside=outside,
        ),
        key=key,
        on_selection_change=selected_anew,
        on_year_change=moved,
    )


def show_data(data: dict[str, Any], *, key: str, on_select: Callable[[list[str]], None]) -> None:
    """Draw a map, or several, whose data are made already; a click comes back as a call with the whole selection."""

    def selected_anew() -> None:
        chosen = st.session_state[key].get("selection")
        if isinstance(chosen, list):
            on_select([str(code) for code in chosen])

    _component()(data=data, key=key, on_selection_change=selected_anew, on_year_change=lambda: None)
