"""Which communes made up an EPCI in a given year, and which commune took the place of others."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pandas as pd

from geo.kept import TABLES, keep
from loaders.catalog import CATALOG
from loaders.csv_files import write_csv
from loaders.tabular.cells import FIRST_YEAR, LAST_YEAR
from loaders.yaml_files import CatalogError, read_yaml

MEMBERSHIPS = CATALOG / "memberships.csv"
# Share-alike, in a file of its own: see sources.yaml.
FORMER = CATALOG / "memberships_cogugaison.csv"
TERRITORIES = CATALOG / "territories.yaml"


@keep(TABLES)
def read_memberships(vintage: int, path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The members of each EPCI on 1 January of `vintage`: epci, departement (of its seat), commune, siren, as text.

    Covers the EPCIs with a commune in the départements of the installation and the neighbours that lists of grants
    name. Raises CatalogError for a year without perimeter.
    """
    members = pd.read_csv(path, dtype=str)
    chosen = members[members["vintage"].eq(str(vintage))]
    if chosen.empty:
        known = ", ".join(sorted(members["vintage"].unique()))
        raise CatalogError(f"{path.name} : périmètre de {vintage} demandé ; années présentes : {known}.")
    return chosen.drop(columns="vintage").reset_index(drop=True)


def find_vintage(year: int, path: Path = MEMBERSHIPS) -> int:
    """The year of the perimeters to read a list of `year` by: the first 1 January known from it on, else the last."""
    known = sorted({int(vintage) for vintage in pd.read_csv(path, dtype=str, usecols=["vintage"])["vintage"]})
    return next((vintage for vintage in known if vintage >= year), known[-1])


def read_last_perimeters(path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The communes of today of each EPCI of the memberships, on its last 1 January: epci, commune, vintage, as text."""
    members = pd.read_csv(path, dtype=str)
    kept = members[members["vintage"].eq(members.groupby("epci")["vintage"].transform("max"))]
    today = kept.assign(commune=kept["commune"].replace(read_successors()))
    return today[["epci", "commune", "vintage"]].drop_duplicates(ignore_index=True)


def read_every_perimeter(path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The members of each EPCI of every year: vintage, epci, departement, commune, siren, as text."""
    return pd.read_csv(path, dtype=str)


@keep(TABLES)
def list_perimeters(
    paths: tuple[Path, ...] = (FORMER, MEMBERSHIPS),
) -> dict[str, dict[tuple[str, ...], frozenset[int]]]:
    """The communes of today that each EPCI has been made of, in order, with the years whose figures are of them.

    Publishers give a year in the geography of the 1 January that follows: the last one known by then, else the first.
    """
    members = pd.concat([pd.read_csv(path, dtype=str) for path in paths])
    known = sorted({int(vintage) for vintage in members["vintage"]})
    ends = [vintage - 1 for vintage in known[1:]]
    years = dict(zip(known, pairwise([FIRST_YEAR, *ends, LAST_YEAR + 1]), strict=True))
    today = members.assign(commune=members["commune"].replace(read_successors())).drop_duplicates()
    found: dict[str, dict[tuple[str, ...], frozenset[int]]] = defaultdict(dict)
    for (epci, vintage), own in today.groupby(["epci", "vintage"])["commune"]:
        communes = tuple(sorted(own))
        found[str(epci)][communes] = found[str(epci)].get(communes, frozenset()) | frozenset(
            range(*years[int(str(vintage))])
        )
    return dict(found)


def write_memberships(members: pd.DataFrame, path: Path = MEMBERSHIPS) -> None:
    """Write the members of each EPCI and year: vintage, epci, commune, and for the DGCL's departement and siren."""
    write_csv(members, path)


def add_memberships(members: pd.DataFrame, path: Path = MEMBERSHIPS) -> None:
    """Write the members of some EPCIs in some years in the place of those kept; the others stay as they are."""
    given = members.astype("str")
    kept = read_every_perimeter(path)
    cell = ["vintage", "epci"]
    is_given = pd.MultiIndex.from_frame(kept[cell]).isin(pd.MultiIndex.from_frame(given[cell]))
    every = pd.concat([kept[~is_given], given[list(kept.columns)]])
    write_memberships(every.sort_values(["vintage", "epci", "commune"], ignore_index=True), path)


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
