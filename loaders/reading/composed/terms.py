"""What a ratio divides, where both are amounts that may be summed over the members of a territory."""

from __future__ import annotations

from typing import NamedTuple

from loaders.catalog import load_catalog
from loaders.pipeline.linked import POPULATION


class Terms(NamedTuple):
    """The two indicators that a ratio divides, and by what it is multiplied."""

    above: str
    below: str
    factor: float


def find_terms(indicator: str) -> Terms | None:
    """The terms of a ratio of which both may be summed over members; None of any other indicator."""
    catalog = load_catalog()
    entry = catalog.indicators[indicator]
    counted = {each.per_inhabitant: key for key, each in catalog.indicators.items() if each.per_inhabitant}
    above, below = entry.numerator or counted.get(indicator), entry.denominator if entry.numerator else POPULATION
    if entry.kind != "ratio" or not above or not below or not (catalog.may(above, "sum") and catalog.may(below, "sum")):
        return None
    return Terms(above, below, entry.factor)
