"""The place of a value among others."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Rank:
    """A place among the territories known, 1 for the highest value; ties share the better place."""

    place: int
    known: int


def rank_values(values: pd.Series) -> pd.Series:
    """The place of each known value, 1 for the highest; ties share the better place; missing values have none."""
    return values.rank(method="min", ascending=False).astype("Int64")


def compute_rank(values: pd.Series, territory: str) -> Rank | None:
    """The rank of a territory in a series indexed by territory; None where its own value is missing or it is alone."""
    known = values.dropna()
    if territory not in known.index or len(known) < 2:
        return None
    return Rank(int(rank_values(known)[territory]), len(known))
