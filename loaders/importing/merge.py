"""What is kept and a delivery made one: the delivery takes the place of the years and territories that it covers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.pipeline import figures, parts
from loaders.pipeline.figures_csv import SORTED_BY

CELL = ("territory", "year")
# The territories whose sums count a row of a list.
COUNTED_BY = ("territory", "epci", "departement")


def are_in(rows: pd.DataFrame, given: pd.DataFrame, cell: Sequence[str]) -> pd.Series:
    """Which rows are of a cell that has some in `given`."""
    if rows.empty or given.empty:
        return pd.Series(False, index=rows.index)
    keys = pd.MultiIndex.from_frame(given[list(cell)]).unique()
    return pd.Series(pd.MultiIndex.from_frame(rows[list(cell)]).isin(keys), index=rows.index)


def merge_rows(kept: pd.DataFrame, given: pd.DataFrame, cell: Sequence[str], order: Sequence[str]) -> pd.DataFrame:
    """The rows kept of other cells than those of `given`, and `given`, in an order; all are text."""
    rest = kept[~are_in(kept, given, cell)]
    columns = [*kept.columns, *(name for name in given.columns if name not in kept)]
    every = pd.concat([rest, given], ignore_index=True).reindex(columns=columns).fillna("")
    return every.sort_values(list(order), kind="stable", ignore_index=True)


def merge_figures(kept: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Figures by year and territory, in the columns of a figures file and those that it may add."""
    merged = merge_rows(kept, given, CELL, SORTED_BY)
    optional = [name for name in figures.OPTIONAL if name in merged]
    return merged[[*figures.COLUMNS, *optional]]


def merge_parts(kept: pd.DataFrame, given: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Rows of lists: those that the sums replaced count, in `cells` (territory, year), make room for its own."""
    is_replaced = pd.Series(False, index=kept.index)
    for name in COUNTED_BY if len(kept) else ():
        is_replaced |= are_in(kept.assign(territory=kept[name]), cells, CELL) & kept[name].ne("")
    every = pd.concat([kept[~is_replaced], given], ignore_index=True).fillna("")
    columns = [*parts.COLUMNS, *(name for name in parts.VALUES if name in every)]
    return every.reindex(columns=columns).sort_values(["year", "locator", "commune"], kind="stable", ignore_index=True)
