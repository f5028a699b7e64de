"""Which communes made up an EPCI in a given year, and which commune took the place of others."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.kept import TABLES, keep
from loaders.catalog import CATALOG
from loaders.csv_files import write_csv
from loaders.yaml_files import read_yaml

MEMBERSHIPS = CATALOG / "memberships.csv"
TERRITORIES = CATALOG / "territories.yaml"


@keep(TABLES)
def read_memberships(vintage: int, path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The members of each EPCI on 1 January of `vintage`: epci, departement (of its seat), commune, siren, as text.

    Covers the EPCIs with a commune in the départements of the installation and the neighbours that lists of grants
    name. Raises ValueError for a year without perimeter.
    """
    members = pd.read_csv(path, dtype=str)
    chosen = members[members["vintage"].eq(str(vintage))]
    if chosen.empty:
        known = ", ".join(sorted(members["vintage"].unique()))
        raise ValueError(f"{path.name} : périmètre de {vintage} demandé ; années présentes : {known}.")
    return chosen.drop(columns="vintage").reset_index(drop=True)


def read_last_perimeters(path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The communes of today of each EPCI of the memberships, on its last 1 January: epci, commune, vintage, as text."""
    members = pd.read_csv(path, dtype=str)
    kept = members[members["vintage"].eq(members.groupby("epci")["vintage"].transform("max"))]
    today = kept.assign(commune=kept["commune"].replace(read_successors()))
    return today[["epci", "commune", "vintage"]].drop_duplicates(ignore_index=True)


def write_memberships(members: pd.DataFrame, path: Path = MEMBERSHIPS) -> None:
    """Write the members of each EPCI and year: vintage, epci, departement, commune, siren."""
    write_csv(members, path)


@keep(TABLES)
def read_successors(path: Path = TERRITORIES) -> dict[str, str]:
    """The successor of each commune that merged, by INSEE code."""
    entries = read_yaml(path)
    return {
        code: str(entry["successor"])
        for code, entry in entries.items()
        if entry["level"] == "commune" and "successor" in entry
    }


def list_followed(path: Path = MEMBERSHIPS) -> frozenset[str]:
    """The EPCIs whose members are kept, of any year."""
    return frozenset(pd.read_csv(path, dtype=str, usecols=["epci"])["epci"])


def list_communes(members: pd.DataFrame, departements: tuple[str, ...], successors: dict[str, str]) -> list[str]:
    """The communes of some départements ('62') today, from members of any year; those merged give their successor."""
    communes = members.loc[members["commune"].str.startswith(departements), "commune"]
    return sorted(communes.replace(successors).unique())


def describe_codes(rows: pd.DataFrame, sums: pd.DataFrame, keys: list[str]) -> pd.Series:
    """The end of the note of each of `sums`: « , sous les codes 62447, 62549 » where merged communes are in it.

    `rows` has `former`, the code of the time, beside `territory`, that of today. Empty where both are the same.
    """
    formers = rows.groupby(keys)["former"].agg(lambda codes: ", ".join(sorted(set(codes))))
    codes = formers.reindex(pd.MultiIndex.from_frame(sums[keys])).set_axis(sums.index).fillna("")
    words = codes.str.contains(",").map({True: ", sous les codes ", False: ", sous le code "})
    return (words + codes).where(codes.ne("") & codes.ne(sums["territory"]), "")
