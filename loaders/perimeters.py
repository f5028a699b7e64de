"""Which communes made up an EPCI in a given year, and which commune took the place of another."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from loaders.catalog import CATALOG, read_yaml

MEMBERSHIPS = CATALOG / "memberships.csv"
TERRITORIES = CATALOG / "territories.yaml"


@lru_cache(maxsize=8)
def read_memberships(vintage: int, path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The members of each EPCI on 1 January of `vintage`: epci, departement (of its seat), commune, siren, as text.

    Covers the EPCIs with a commune in Pas-de-Calais and the neighbours that its grant lists name. Raises ValueError
    for a year without perimeter.
    """
    members = pd.read_csv(path, dtype=str)
    chosen = members[members["vintage"].eq(str(vintage))]
    if chosen.empty:
        known = ", ".join(sorted(members["vintage"].unique()))
        raise ValueError(f"{path.name} : périmètre de {vintage} demandé ; années présentes : {known}.")
    return chosen.drop(columns="vintage").reset_index(drop=True)


@lru_cache(maxsize=4)
def read_successors(path: Path = TERRITORIES) -> dict[str, str]:
    """The successor of each commune that merged, by INSEE code."""
    entries = read_yaml(path)
    return {
        code: str(entry["successor"])
        for code, entry in entries.items()
        if entry["level"] == "commune" and "successor" in entry
    }
