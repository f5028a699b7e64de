"""The map of all communes of France on one canvas: the Streamlit component and what it is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from geo.classes import compute_breaks
from geo.packed import INSETS, read_members
from pages.parts import national
from pages.parts.french import inflect
from pages.parts.map import FAILED, FOLDER, RADIUS, class_labels, round_down
from pages.parts.map.palette import choose_colors
from pages.parts.scripts import join_style, read_script

CLASSES = 5


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    style = join_style(FOLDER / "national.css")
    call = f"""export default (component) => {{
const fail = () => (component.parentElement.textContent = "{FAILED}");
import(location.origin + "{read_script("national")[0]}").then((map) => map.show(component), fail);
}}"""
    return st.components.v2.component("terril_national", html='<div class="map-host"></div>', css=style, js=call)


@lru_cache(maxsize=4)
def find_classes(measure: str) -> tuple[list[float], list[str]]:
    """Bounds and labels of the classes, from the values of all years and communes: a colour keeps its meaning."""
    shown = national.MEASURES[measure]
    known = national.read_table(measure).values
    known = known[np.isfinite(known)].astype(float)
    if shown.symbol == "circle":
        return [float(known.max())], []
    breaks = compute_breaks(known, CLASSES)
    return breaks, class_labels(breaks, float(known.min()), shown.decimals, shown.unit)


def map_data(measure: str, epci: str | None) -> dict[str, Any]:
    """What the browser is told: addresses, years, classes, words, insets, and the EPCI to zoom to."""
    shown = national.MEASURES[measure]
    breaks, labels = find_classes(measure)
    largest = breaks[-1]
    return {
        "measure": measure,
        "title": shown.title,
        "geometry": national.build_communes()[0],
        "names": national.build_names()[0],
        "values": national.build_values(measure)[0],
        "years": list(national.read_table(measure).years),
        "breaks": breaks,
        "labels": labels,
        "colors": choose_colors(breaks),
        "decimals": shown.decimals,
        "unit": shown.unit,
        "one": inflect(shown.unit, 1),
        "symbol": shown.symbol,
        "radius": RADIUS,
        "discs": [largest, round_down(largest / 10), round_down(largest / 100)] if shown.symbol == "circle" else [],
        "statuses": list(national.STATUSES),
        "words": national.WORDS,
        "insets": [{"name": inset.name, "box": list(inset.box)} for inset in INSETS],
        "epci": describe_epci(epci) if epci else None,
    }


def describe_epci(siren: str) -> dict[str, Any]:
    """An EPCI to zoom to: its name, the address of its fine outlines and the codes of its communes."""
    return {
        "code": siren,
        "name": str(national.read_epcis().at[siren, "name"]),
        "url": national.build_epci(siren)[0],
        "members": list(read_members(siren, national.VINTAGE)["code"]),
    }


def show_national(measure: str, epci: str | None, *, key: str, on_epci: Callable[[str], None]) -> None:
    """Draw the map; an EPCI that the reader asks for on it comes back as a call, "" for all of France."""

    def asked() -> None:
        wanted = st.session_state[key].get("epci")
        if isinstance(wanted, str):
            on_epci(wanted)

    _component()(data=map_data(measure, epci), key=key, on_epci_change=asked)
