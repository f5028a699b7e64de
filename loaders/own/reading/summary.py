"""What was understood of a file, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.catalog import Catalog
from loaders.levels import NAMES
from loaders.own.reading.files.refusals import write_count
from loaders.own.reading.places import Places

MOST_NAMED = 6
STATUSES = {
    "missing": ("donnée inconnue", "données inconnues"),
    "confidential": ("secret", "secrets"),
    "objective": ("objectif", "objectifs"),
    "planned": ("prévision", "prévisions"),
    "provisional": ("valeur provisoire", "valeurs provisoires"),
    "estimated": ("valeur estimée", "valeurs estimées"),
}


def summarise(figures: pd.DataFrame, catalog: Catalog, places: Places, rows: int, in_error: int) -> Iterator[str]:
    """« 3 212 valeurs de 4 indicateurs, 36 communes, 2019-2024. », then what each indicator has, then what is left."""
    if len(figures):
        counts = figures["indicator"].value_counts()
        yield (
            f"{_count(len(figures), 'valeur', 'valeurs')} de {_count(len(counts), 'indicateur', 'indicateurs')}, "
            f"{_count_territories(figures, places)}, {_span(figures['year'])}."
        )
        for indicator, own in figures.groupby("indicator", sort=False):
            if len(counts) <= MOST_NAMED:
                entry = catalog.indicators[str(indicator)]
                unit = catalog.units[entry.unit].label
                yield f"{entry.label}, en {unit} : {_count(len(own), 'valeur', 'valeurs')}, {_span(own['year'])}."
        told = [
            _count(count, *STATUSES[str(status)])
            for status, count in figures["status"].value_counts().items()
            if status in STATUSES
        ]
        if told:
            yield f"Dont {', '.join(told)}."
    else:
        yield "Aucune valeur ne peut être lue."
    if in_error:
        verb = "a une erreur et n’est pas comprise" if in_error == 1 else "ont une erreur et ne sont pas comprises"
        yield f"{_count(in_error, 'ligne', 'lignes')} sur {write_count(rows)} {verb}."


def _count(number: int, one: str, several: str) -> str:
    return f"{write_count(number)} {several if number > 1 else one}"


def _span(years: pd.Series) -> str:
    first, last = min(known := years.unique()), max(known)
    return str(first) if first == last else f"{first}-{last}"


def _count_territories(figures: pd.DataFrame, places: Places) -> str:
    levels = pd.Series(figures["territory"].unique()).map(places.levels).fillna("commune").value_counts()
    return ", ".join(
        _count(int(levels[level]), name.singular, name.plural) for level, name in NAMES.items() if level in levels
    )
