"""The group that a territory is compared with on its portrait: who may be in it, who is, and where they are from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

import pandas as pd

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.levels import OUTLINED, OutlinedLevel
from loaders.preference import prefer
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_overlapped
from loaders.reading.composed.resolving import read_row
from loaders.reading.relative import read_areas
from loaders.reading.surroundings import read_territories, split_codes
from loaders.statistics import peers
from loaders.statistics.peers import Peers
from loaders.territories.area import of_departements

INCOME = "population.median_income"
Kind = Literal["tous", "forme", "population", "densite", "revenu", "proches", "liste"]


def list_kinds(level: str) -> tuple[Kind, ...]:
    """The kinds of groups that a level has; none for what has no fellow: a grouping, a region, a site."""
    return (*peers.KINDS[level], "liste") if level in OUTLINED else ()


def make_candidates(territories: pd.DataFrame) -> pd.DataFrame:
    """Territories as those who may be peers: code, level, legal_form, population, area_km2, median_income."""
    rows = territories[["code", "level", "legal_form", "population"]].reset_index(drop=True)
    return rows.assign(area_km2=rows["code"].map(read_areas()), median_income=rows["code"].map(_read_incomes()))


@keep(TABLES)
def _read_incomes() -> pd.Series:
    """The last median income known of each territory, by code."""
    rows = prefer(store.load_observations([INCOME], scopes=[""])).dropna(subset="value").sort_values("year")
    last = rows.drop_duplicates("territory", keep="last")
    return last.set_index(last["territory"].astype(str))["value"]


@keep(TABLES)
def load_candidates(level: OutlinedLevel, departements: tuple[str, ...]) -> pd.DataFrame:
    """The territories of a level in some départements; all those with figures for a département."""
    table = read_territories()
    if level == "departement":
        known = set(store.load_coverage_of_territories())
        return make_candidates(table[(table["level"] == level) & table["code"].isin(known)])
    return make_candidates(table.loc[store.load_territories_in(departements, [level])["code"]])


def find_group(kind: Kind, code: str, *, chosen: Sequence[str] = ()) -> Peers:
    """The peers of a territory, named; those of `chosen` for a list of one's own.

    They are looked for in the deployment, or in the territory's own départements where it lies elsewhere.
    """
    table, row = read_territories(), read_row(code)
    if row["successor"]:
        return Peers((), "pairs", "ce territoire n’existe plus")
    if is_composed(code):
        return _find_beside(code, row)
    if row["level"] not in OUTLINED:
        return Peers((), "pairs", "seuls une commune, un EPCI et un département ont des pairs")
    level = cast(OutlinedLevel, row["level"])
    if kind == "liste":
        return peers.choose_own(table[table["level"] == level].reset_index(drop=True), code, chosen)
    departements, own = load_catalog().deployment.departements, tuple(split_codes(row["departements"]))
    if not {*own} & {*departements}:
        departements = own
    found = peers.find_among(kind, load_candidates(level, departements), code, level)
    if kind == "tous":
        numbers = [one.removeprefix("D") for one in departements]
        where = "de la région" if level == "departement" else of_departements(numbers)
        return replace(found, label=f"{found.label} {where}")
    where = "la région" if level == "departement" else _name_all(departements)
    return replace(found, label=f"{found.label}, {where}")


def _find_beside(code: str, row: pd.Series) -> Peers:
    """The EPCIs of the deployment, or of its own départements elsewhere, that share no commune with a territory that a
    reader composed."""
    departements, own = load_catalog().deployment.departements, tuple(split_codes(row["departements"]))
    if not {*own} & {*departements}:
        departements = own
    every = [str(one) for one in load_candidates("epci", departements)["code"]]
    codes = tuple(one for one in every if one not in find_overlapped(code))
    where = of_departements([one.removeprefix("D") for one in departements])
    return Peers(codes, f"EPCI {where} qui n’ont aucune commune de ce territoire")


def _name_all(departements: Sequence[str]) -> str:
    table = read_territories()
    return " et ".join(str(table.at[code, "name"]) for code in departements if code in table.index)
