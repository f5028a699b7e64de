"""The map: the Streamlit component that draws territories once and then only changes their fill."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from geo.classes import compute_breaks
from loaders.series import Series
from pages.parts.french import STATUS_LABELS, format_number, inflect

FOLDER = Path(__file__).parent
# Sequential palettes, light to dark and dark to light: one hue, even steps of lightness, safe for colour-blind readers.
COLORS = {
    "light": ["#d5e6f2", "#a3c9e2", "#66a5cf", "#2b7ab3", "#0b4f87"],
    "dark": ["#1d3a52", "#245a83", "#2f7fb8", "#66aede", "#b5dcf7"],
}
RADIUS = 34
Symbol = Literal["fill", "circle"]


# The map is read from an address of its own; only these lines are sent at each rerun.
FAILED = "La carte n’a pas pu être chargée. Rechargez la page."
CALL = f"""export default (component) => {{
const fail = () => (component.parentElement.textContent = "{FAILED}");
window.terrilMap.then((map) => map.show(component), fail);
}}"""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    style = (FOLDER / "map.css").read_text(encoding="utf-8")
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


def map_data(
    series: Series,
    *,
    geometry: str,
    values: str,
    year: int | None,
    selected: tuple[str, ...],
    symbol: Symbol,
) -> dict[str, Any]:
    """What the browser needs beside the outlines and the values, which it fetches from their addresses.

    Breaks are quantiles of the values of every year and
    territory of the map, so that a colour keeps its meaning.
    """
    known = series.frame["value"].dropna()
    years = sorted({int(y) for y in series.frame.loc[known.index, "year"]})
    largest = float(known.max()) if len(known) else 0.0
    breaks = compute_breaks(known, classes=len(COLORS["light"]))
    if symbol == "circle" and len(known):
        breaks = [largest]
    return {
        "key": values,
        "title": series.title,
        "geometry": geometry,
        "values": values,
        "years": years,
        "year": year if year in years else (years[-1] if years else None),
        "breaks": breaks,
        "labels": class_labels(breaks, float(known.min()), series.decimals, series.unit) if len(known) else [],
        "colors": COLORS,
        "decimals": series.decimals,
        "unit": series.unit,
        "one": inflect(series.unit, 1),
        "symbol": symbol,
        "radius": RADIUS,
        "discs": [d for d in (largest, round_down(largest / 4)) if d > 0] if symbol == "circle" else [],
        "selected": list(selected),
        "words": STATUS_LABELS | {"singular": "territoire", "plural": "territoires"},
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
        ),
        key=key,
        on_selection_change=selected_anew,
        on_year_change=moved,
    )
