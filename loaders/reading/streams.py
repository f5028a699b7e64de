"""Household waste by stream and destination, as départements publish it, and per inhabitant beside their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog, parse_scope
from loaders.preference import prefer
from loaders.reading.series import computed_id, read_populations
from loaders.statistics.ratios import compute_per_inhabitant

COLLECTED = "waste.collected"
KILOGRAMMES = 1000


def split_scope(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The rows restricted by exactly these dimensions, with a column of labels for each."""
    catalog = load_catalog()
    parsed = {scope: parse_scope(scope) for scope in rows["scope"].unique()}
    kept = rows.loc[[tuple(parsed[scope]) == names for scope in rows["scope"]]]
    labels = {
        name: kept["scope"].map(lambda scope, n=name: catalog.dimensions[n].members[parsed[scope][n]]) for name in names
    }
    return kept.assign(**labels)


def load_cells(departement: str) -> pd.DataFrame:
    """Tonnes of a département by stream and destination, all years, with the columns stream and destination."""
    rows = prefer(store.load_observations([COLLECTED], territories=[departement]))
    return split_scope(rows, "stream", "destination")


def load_ratios(year: int, departements: Sequence[str]) -> pd.DataFrame:
    """Kilogrammes per inhabitant of départements by stream in one year, on the population of the nearest year known."""
    rows = store.load_observations([COLLECTED], territories=departements, years=(year, year))
    people = read_populations(list(departements))
    streams = split_scope(prefer(rows), "stream").astype({"territory": str, "status": str})
    ratios = compute_per_inhabitant(streams, people, factor=KILOGRAMMES)
    return ratios.assign(
        id=[
            computed_id(COLLECTED, territory, year, scope, per_inhabitant=True)
            for territory, scope in zip(ratios["territory"], ratios["scope"], strict=True)
        ]
    )
