"""What the browser is told of the map of all communes."""

from __future__ import annotations

from typing import Any

from geo.packed import INSETS, read_members
from pages.views.france import figures, sent
from pages.views.france.classes import find_classes
from pages.views.france.remarked import read_said
from pages.views.maps.data import round_down
from pages.views.maps.palette import choose_colors
from pages.words.french import inflect

# In pixels on a map of France.
RADIUS = 34


def map_data(measure: str, epci: str | None) -> dict[str, Any]:
    """What the browser is told: addresses, years, classes, words, insets, and the EPCI to zoom to."""
    shown = figures.MEASURES[measure]
    breaks, labels = find_classes(measure)
    largest = breaks[-1]
    return {
        "measure": measure,
        "title": shown.title,
        "geometry": sent.build_communes()[0],
        "names": sent.build_names()[0],
        "values": sent.build_values(measure)[0],
        "years": list(figures.read_table(measure).years),
        "breaks": breaks,
        "labels": labels,
        "colors": choose_colors(breaks),
        "decimals": shown.decimals,
        "unit": shown.unit,
        "one": inflect(shown.unit, 1),
        "symbol": shown.symbol,
        "radius": RADIUS,
        "discs": [largest, round_down(largest / 10), round_down(largest / 100)] if shown.symbol == "circle" else [],
        "statuses": list(figures.STATUSES),
        "words": figures.WORDS,
        "insets": [{"name": inset.name, "box": list(inset.box)} for inset in INSETS],
        "epci": describe_epci(epci) if epci else None,
        "year": figures.POPULATION_YEAR,
        "table": {"remarked": {code: [figures.POPULATION_YEAR] for code in read_said(measure)}},
    }


def describe_epci(siren: str) -> dict[str, Any]:
    """An EPCI to zoom to: its name, the address of its fine outlines and the codes of its communes."""
    return {
        "code": siren,
        "name": str(figures.read_epcis().at[siren, "name"]),
        "url": sent.build_epci(siren)[0],
        "members": list(read_members(siren, figures.VINTAGE)["code"]),
    }
