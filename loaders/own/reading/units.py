"""Units as offices write them: « tonnes », « k€ », « millions d'euros »; each a unit of the catalogue and a factor."""

from __future__ import annotations

import re

from geo.kept import TABLES, keep_by_frame
from loaders.catalog import Catalog
from loaders.vocabulary import list_words

# Multiples of euros alone: what else is given in thousands is refused, since « k » and « M » are read in many ways.
EURO = "EUR"
MULTIPLES = {
    "€": 1, "euro": 1, "euros": 1, "eur": 1, "k€": 1e3, "ke": 1e3, "keur": 1e3, "milliers d euros": 1e3,
    "millier d euros": 1e3, "m€": 1e6, "me": 1e6, "meur": 1e6, "million d euros": 1e6, "millions d euros": 1e6,
    "md€": 1e9, "mdeur": 1e9, "milliard d euros": 1e9, "milliards d euros": 1e9,
}  # fmt: skip


def fold_unit(text: str) -> str:
    """« m³ » and « M3 », « tonnes » and « Tonnes » alike."""
    plain = text.replace("³", "3").replace("²", "2").casefold().strip().rstrip(".")
    if not re.search(r"[€%/]", plain):
        return " ".join(list_words(plain))
    return re.sub(r"\s+", "", plain)


@keep_by_frame(TABLES)
def list_units(catalog: Catalog) -> dict[str, dict[str, float]]:
    """The units of the catalogue that each way to write one means, folded, and what a value in it is multiplied by.

    Most mean one alone; « habitats » are those of travellers and those of nature.
    """
    found: dict[str, dict[str, float]] = {}
    for key, unit in catalog.units.items():
        for text in (key, unit.symbol, unit.label, *_singular(unit.label)):
            found.setdefault(fold_unit(text), {})[key] = 1.0
    if EURO in catalog.units:
        for text, factor in MULTIPLES.items():
            found[text] = {EURO: factor}
    return found


def find_units(text: str, catalog: Catalog) -> dict[str, float]:
    """The units that a text may mean, each with its factor; none where it names no unit."""
    return list_units(catalog).get(fold_unit(text), {})


def _singular(label: str) -> list[str]:
    words = label.split()
    return [" ".join([words[0].rstrip("s"), *words[1:]]), f"nombre de {label}", f"en {label}"]
