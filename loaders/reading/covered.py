"""The population of what a partial sum covers: of the communes that are in it, so that a ratio has one perimeter."""

from __future__ import annotations

import pandas as pd

from geo.kept import SERIES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.preference import prefer
from loaders.statistics.ratios import compute_per_inhabitant
from loaders.territories.perimeters import read_last_perimeters

COVERED = "population des communes comptées"


def _list_communes(territory: str) -> list[str]:
    """The communes of today of an EPCI, or of the members of a grouping."""
    declared = load_catalog().territories
    epci = declared[territory].members if territory in declared and declared[territory].members else (territory,)
    perimeters = read_last_perimeters()
    return sorted(perimeters.loc[perimeters["epci"].isin(epci), "commune"])


@keep(SERIES)
def read_covered(indicator: str, population: str, territory: str, year: int) -> pd.DataFrame:
    """The populations of the communes that a partial sum of a year counts: territory, year (of the people), value.

    They are those with a value of their own that year, or in a row of the publisher's list. A year in which one of them
    has no population is left out; empty where none is counted.
    """
    communes = _list_communes(territory)
    counts = prefer(store.load_observations([indicator], territories=communes, years=(year, year), scopes=[""]))
    own = {*counts.loc[counts["value"].notna(), "territory"].astype(str)}
    known = sorted(own | {*store.list_counted(indicator, year, communes)})
    people = prefer(store.load_observations([population], territories=known, scopes=[""]))
    sums = people.groupby("year")["value"].agg(["sum", "count"])
    full = sums[sums["count"] == len(known)]
    return pd.DataFrame({"territory": territory, "year": full.index.astype(int), "value": full["sum"].to_numpy()})


def divide(
    counts: pd.DataFrame, populations: pd.DataFrame, indicator: str, population: str, *, factor: float
) -> pd.DataFrame:
    """Counts per inhabitant, in their order; one that is partial, of the inhabitants of the communes it counts."""
    is_partial = counts["status"].astype(str).eq("partial")
    tables = [compute_per_inhabitant(counts[~is_partial], populations, factor=factor)]
    for row, territory, year in counts.loc[is_partial, ["territory", "year"]].itertuples(name=None):
        covered = read_covered(indicator, population, str(territory), int(year))
        tables.append(compute_per_inhabitant(counts.loc[[row]], covered, factor=factor))
    return pd.concat(tables).loc[counts.index] if len(tables) > 1 else tables[0]
