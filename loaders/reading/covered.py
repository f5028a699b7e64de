"""The population of what a partial sum covers: of the communes that are in it, so that a ratio has one perimeter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.kept import SERIES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.preference import prefer
from loaders.territories.perimeters import read_last_perimeters

COVERED = "population des communes comptées"


def _list_communes(territory: str) -> list[str]:
    """The communes of today of an EPCI, or of the members of a grouping."""
    declared = load_catalog().territories
    epci = declared[territory].members if territory in declared and declared[territory].members else (territory,)
    perimeters = read_last_perimeters()
    return sorted(perimeters.loc[perimeters["epci"].isin(epci), "commune"])


@keep(SERIES)
def read_covered(indicator: str, population: str, territory: str) -> pd.DataFrame:
    """The populations of the communes of a territory that have a value of the indicator: territory, year, value.

    A year in which one of them has no population is left out; empty where none of them has a value.
    """
    communes = _list_communes(territory)
    counts = prefer(store.load_observations([indicator], territories=communes, scopes=[""]))
    known = sorted(counts.loc[counts["value"].notna(), "territory"].astype(str).unique())
    people = prefer(store.load_observations([population], territories=known, scopes=[""]))
    sums = people.groupby("year")["value"].agg(["sum", "count"])
    full = sums[sums["count"] == len(known)]
    return pd.DataFrame({"territory": territory, "year": full.index.astype(int), "value": full["sum"].to_numpy()})


def cover_partial(populations: pd.DataFrame, counts: pd.DataFrame, indicator: str, population: str) -> pd.DataFrame:
    """The populations, those of territories whose counts are partial being of the communes counted."""
    partial: Sequence[str] = sorted(
        counts.loc[counts["status"].astype(str) == "partial", "territory"].astype(str).unique()
    )
    if not partial:
        return populations
    covered = [read_covered(indicator, population, territory) for territory in partial]
    kept = populations[~populations["territory"].astype(str).isin(partial)]
    return pd.concat([kept, *covered], ignore_index=True)
