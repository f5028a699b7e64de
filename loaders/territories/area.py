"""Where an installation reads figures for: its départements and their regions, as the files of publishers code them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from geo.kept import TABLES, keep
from loaders.catalog import load_catalog
from loaders.deployment import CATALOG, Deployment
from loaders.vocabulary import join_words
from loaders.yaml_files import read_yaml

ARTICLES = CATALOG / "departements.yaml"
SYNDICATES = CATALOG / "syndicates.csv"


@dataclass(frozen=True)
class Area:
    """`departements` are INSEE numbers ('01', '2A', '974'); `region_names` are as publishers write them.

    `regions` are the codes ('R84') by number of each département of these regions, those of the area among them.
    """

    departements: tuple[str, ...]
    regions: Mapping[str, str]
    region_names: frozenset[str]

    def holds(self, codes: pd.Series) -> pd.Series:
        """Whether each INSEE code of a commune, or number of a département, lies in the area."""
        return codes.str.startswith(self.departements)

    def gather_regions(self, rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
        """The rows of the regions that have all of their départements for the same `keys`, `territory` the region.

        `rows` are of départements of the area's regions, in `departement` by number.
        """
        around = rows.assign(territory=rows["departement"].map(self.regions))
        named = around.groupby([*keys, "territory"])["departement"].transform("nunique")
        return around[named.eq(around["territory"].map(pd.Series(self.regions).value_counts()))]


def make_area(deployment: Deployment, departements: Collection[str] = ()) -> Area:
    """The area of a deployment, or of some of its départements by code, by the boundaries of its vintage."""
    table = read_attributes("departement", deployment.vintage).set_index("code")
    own = table.loc[list(departements or deployment.departements)]
    around = table[table["region"].isin(own["region"])]
    return Area(
        tuple(own["insee"]), dict(zip(around["insee"], around["region"], strict=True)), frozenset(own["region_name"])
    )


def read_area() -> Area:
    """The area of this installation."""
    return make_area(load_catalog().deployment)


def find_departement(communes: pd.Series) -> pd.Series:
    """The number of the département of each commune: '62' of '62498', '974' of '97411'."""
    return communes.str[:2].where(~communes.str.startswith("97"), communes.str[:3])


@keep(TABLES)
def _read_names(path: Path = ARTICLES) -> dict[str, str]:
    """What follows « projets » for each département, by number: « du Nord », « de l'Ain »."""
    names = read_attributes("departement", load_catalog().deployment.vintage).set_index("code")
    return {
        names.at[code, "insee"]: f"{article} {names.at[code, 'name']}".replace("' ", "'")
        for article, codes in read_yaml(path).items()
        for code in codes
    }


def of_departements(numbers: Collection[str]) -> str:
    """« du Nord et de la Somme » for '59' and '80'; départements in the order of their numbers."""
    return join_words([_read_names()[number] for number in sorted(numbers)])


@keep(TABLES)
def read_syndicates(path: Path = SYNDICATES) -> dict[str, str]:
    """The number of the département of each syndicate of the catalogue, by SIREN."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["departement"].removeprefix("D") for row in csv.DictReader(lines)}


def read_groupings() -> dict[str, str]:
    """The code of each territory of the catalogue that is known to publishers by a SIREN, by that SIREN."""
    declared = load_catalog().territories
    return {entry.siren: code for code, entry in declared.items() if entry.siren is not None}
