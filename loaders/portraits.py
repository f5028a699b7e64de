"""What is known of one territory: its figures by theme, its place among its peers, its grants, its surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from loaders import series, store
from loaders.catalog import load_catalog

LEVELS_OF_PEERS = ("commune", "epci", "departement")
LINE = ["indicator", "scope", "place"]


class UnknownTerritoryError(LookupError):
    """No territory has the code asked for."""


@dataclass(frozen=True)
class Portrait:
    """A territory (`row`, in the columns of store.load_territories) and what is known of it.

    `figures` are its observations, one per indicator, restriction, place and year, with `rank` and `known` where the
    figure is of the whole territory; `targets` apart; `members` its communes, or the members of a grouping; `parent`
    the EPCI of a commune; `predecessors` the territories that it took the place of; `is_inside` whether it lies in the
    deployment.
    """

    row: pd.Series
    figures: pd.DataFrame
    targets: pd.DataFrame
    grants: pd.DataFrame
    members: pd.DataFrame
    parent: pd.Series | None
    predecessors: pd.DataFrame
    is_inside: bool


def load_portrait(code: str) -> Portrait:
    """The portrait of any commune, EPCI, grouping or département. Raises UnknownTerritoryError."""
    found = store.load_territories(codes=[code])
    if found.empty:
        raise UnknownTerritoryError(code)
    row = found.iloc[0]
    level = str(row["level"])
    own = store.load_observations(None, territories=[code], place=None)
    figures = _with_ranks(pd.concat([store.prefer(own), _sums(row, own)], ignore_index=True), level, code)
    parent = store.load_territories(codes=[str(row["epci"])]) if row["epci"] else found.head(0)
    inside = set(str(row["departements"]).split(";")) & set(load_catalog().deployment.departements)
    return Portrait(
        row,
        figures,
        own[own["status"].astype(str) == "target"],
        _grants_of(row),
        _members_of(row),
        parent.iloc[0] if len(parent) else None,
        store.load_predecessors(code),
        bool(inside),
    )


@lru_cache(maxsize=64)
def load_figures(code: str) -> pd.DataFrame:
    """The figures of a territory alone, as in its portrait: what a commune shows where it has none of its own."""
    return load_portrait(code).figures


def _sums(row: pd.Series, own: pd.DataFrame) -> pd.DataFrame:
    """The sums of a grouping over its members, where all are known and it has no figure of its own."""
    members = [code for code in str(row["members"]).split(";") if code]
    if not members:
        return own.head(0)
    catalog = load_catalog()
    parts = store.load_observations(None, territories=members)
    known = parts.groupby("indicator", observed=True)["territory"].nunique()
    whole = [str(name) for name in known.index[known == len(members)] if catalog.unit_of(str(name)).additive]
    code = str(row["code"])
    sums = [series.load_series(name, territories=(code,), scopes=None).frame for name in whole]
    found = pd.concat(sums, ignore_index=True) if sums else own.head(0)
    return found[~found["id"].isin(own["id"])]


def _with_ranks(figures: pd.DataFrame, level: str, code: str) -> pd.DataFrame:
    """The figures with `rank`, 1 for the highest value, and `known`, how many peers are known that year."""
    if level not in LEVELS_OF_PEERS:
        return figures.assign(rank=pd.NA, known=0)
    ranks = rank_all(level).get(code)
    if ranks is None:
        return figures.assign(rank=pd.NA, known=0)
    return figures.merge(ranks, on=["indicator", "scope", "place", "year"], how="left")


@lru_cache(maxsize=4)
def rank_all(level: str) -> dict[str, pd.DataFrame]:
    """By territory of a level in the deployment, its ranks by indicator, restriction and year; ties share the better
    place (the rule of loaders.measures.rank_values)."""
    inside = store.load_territories_in(load_catalog().deployment.departements, [level])["code"]
    rows = store.prefer(store.load_observations(None, levels=[level]))
    rows = rows[rows["territory"].isin(inside) & rows["value"].notna()]
    groups = rows.groupby(["indicator", "scope", "year"], observed=True)["value"]
    ranked = rows.assign(
        rank=groups.rank(method="min", ascending=False).astype("Int64"), known=groups.transform("size").astype("Int64")
    )
    kept = ranked[["indicator", "scope", "place", "year", "rank", "known"]]
    return {str(code): own for code, own in kept.groupby(ranked["territory"].astype(str))}


def _grants_of(row: pd.Series) -> pd.DataFrame:
    """The grants and plan lines of a territory: its own as a beneficiary, and those of projects that lie in it."""
    grants, code = store.load_grants(), str(row["code"])
    codes = {code, *str(row["members"]).split(";")} - {""}
    return grants[grants["commune"].isin(codes) | grants["epci"].isin(codes) | grants["idBeneficiaire"].isin(codes)]


def _members_of(row: pd.Series) -> pd.DataFrame:
    """The communes of an EPCI, or the members of a grouping, the most populous first; those of a département too."""
    if row["members"]:
        found = store.load_territories(codes=str(row["members"]).split(";"))
    elif row["level"] == "epci":
        found = store.load_communes_of(str(row["code"]))
    elif row["level"] == "departement":
        found = store.load_territories_in([str(row["code"])], ["epci"])
    else:
        return store.load_territories(codes=[])
    return found.sort_values("population", ascending=False)
