"""Lists of grants, of projects and of communes beside the figures that they make: one tells the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from loaders.catalog import Catalog
from loaders.pipeline.linked import read_lines
from loaders.rules.secrecy import CONFIDENTIAL


def find_told(secret: pd.DataFrame, observations: pd.DataFrame, catalog: Catalog) -> frozenset[str]:
    """The ids of the figures that confidential grants make, or that the same lines print."""
    if secret.empty:
        return frozenset()
    return frozenset(figure for figure, own in _list_ties(secret, observations, catalog) if own)


def withhold_grants(grants: pd.DataFrame, observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The grants without those that are confidential or tell a withheld figure, nor any of their lists and plans.

    A list short of one grant would give it away by difference, and the cost of a project those of its plan.
    """
    hidden = observations[observations["status"].astype(str).eq(CONFIDENTIAL)]
    lists = [own for _, own in _list_ties(grants, observations, catalog)]
    lists += [set(own.index) for _, own in grants[grants["projet"].ne("")].groupby(["source", "projet"])]
    gone = set(grants.index[grants["status"].astype(str).eq(CONFIDENTIAL)])
    gone = gone.union(*(own for _, own in _list_ties(grants, hidden, catalog)))
    while touched := [own for own in lists if own & gone and not own <= gone]:
        gone = gone.union(*touched)
    return grants.drop(index=list(gone)).reset_index(drop=True) if gone else grants


def withhold_parts(parts: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The rows that sums are made of, without those of the years of a source or an indicator of which any is withheld.

    A list gives what its sums hide, and so does one that lacks a row.
    """
    hidden = observations[observations["status"].astype(str).eq(CONFIDENTIAL)]
    kept = parts
    for column in ("source", "indicator"):
        gone = set(zip(hidden[column].astype(str), hidden["year"].astype(int), strict=True))
        own = zip(kept[column].astype(str), kept["year"].astype(int), strict=True) if len(kept) else ()
        kept = kept.loc[[each not in gone for each in own]]
    return kept.reset_index(drop=True)


def _list_ties(grants: pd.DataFrame, observations: pd.DataFrame, catalog: Catalog) -> Iterator[tuple[str, set[int]]]:
    """Figures by id with the grants that they are the sum of by a partition, or that the same lines print."""
    by_line: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, source, locator, cost in grants[["source", "locator", "coutLines"]].itertuples(name=None):
        for line in read_lines(str(locator), str(source)) | read_lines(str(cost), str(source)):
            by_line[line].add(number)
    sources = set(grants["source"].astype(str))
    of_documents = observations[observations["source"].astype(str).isin(sources)]
    columns = ["id", "indicator", "territory", "scope", "period", "source", "locator"]
    for figure, indicator, territory, scope, period, source, locator in of_documents[columns].itertuples(
        index=False, name=None
    ):
        tied = set[int]().union(*(by_line.get(line, set()) for line in read_lines(str(locator), str(source))))
        yield str(figure), tied
        for partition in catalog.indicators[str(indicator)].partitions:
            if partition.by == "grant" and partition.whole == scope:
                own = grants[
                    grants["source"].eq(source)
                    & grants["period"].eq(period)
                    & grants["dispositifAide"].isin(partition.parts)
                    & (grants["epci"].eq(str(territory)) | grants["commune"].eq(str(territory)))
                ]
                yield str(figure), set(own.index)
