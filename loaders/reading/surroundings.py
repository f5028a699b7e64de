"""Who is round a territory: what it is made of, what it lies in, and how its code may be written."""

from __future__ import annotations

import re

import pandas as pd

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.composed.code import is_composed


@keep(TABLES)
def read_territories() -> pd.DataFrame:
    """Every territory, indexed by code."""
    return store.load_territories().set_index("code", drop=False)


def normalise_code(text: str) -> str:
    """A code as territories write it: « pma » is PMA, « 62 » is D62, « 246 200 364 » has no spaces."""
    if is_composed(text):
        return text
    code = re.sub(r"\s", "", text).upper()
    return f"D{code}" if f"D{code}" in read_territories().index else code


def split_codes(codes: object) -> list[str]:
    """The codes that a cell of the table of territories holds, joined by `;`."""
    return [code for code in str(codes).split(";") if code]


def is_inside(row: pd.Series) -> bool:
    """Whether a territory lies in the deployment, partly at least, or is one that its catalogue declares."""
    catalog = load_catalog()
    is_near = not {*split_codes(row["departements"])}.isdisjoint(catalog.deployment.departements)
    return is_near or row["code"] in catalog.territories


def find_members(row: pd.Series) -> pd.DataFrame:
    """What a territory is made of, by name: declared members, the communes of an EPCI, the EPCIs of a département."""
    table = read_territories()
    if members := split_codes(row["members"]):
        found = table[table["code"].isin(members)]
    elif row["level"] == "epci":
        found = table[(table["epci"] == row["code"]) & (table["level"] == "commune")]
    elif row["level"] == "departement":
        found = store.load_territories_in([str(row["code"])], ["epci"])
    else:
        return table.head(0)
    return found.sort_values("short", key=lambda names: names.str.normalize("NFD"))


def find_parents(row: pd.Series) -> pd.DataFrame:
    """The EPCI of a commune, its départements, and the groupings and regions that count it as a member."""
    table = read_territories()
    declared = load_catalog().territories
    around = [str(row["epci"])] if row["epci"] else []
    around += [code for code in split_codes(row["departements"]) if row["level"] != "departement"]
    around += [code for code, entry in declared.items() if row["code"] in entry.members]
    return table.loc[[code for code in around if code in table.index]]
