"""Which rows of a view tell most: those of who was chosen, of home, the extremes, the latest years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from loaders.catalog import load_catalog
from loaders.statuses import BESIDE
from pages.views.content import Content

# What makes a series of rows: one indicator of one territory, on one perimeter.
HEADLINE = ("indicator", "scope")
SERIES = (*HEADLINE, "place", "territory")
# Rows compare within an indicator, a perimeter and a level.
COMPARED = (*HEADLINE, "level")
# The tiers of rows of observations, the most telling first.
CHOSEN, CHOSEN_UNKNOWN, HOME, EXTREME, EARLIER, LATEST, OTHER, UNKNOWN = range(8)


def order_rows(content: Content) -> list[int]:
    """The places of the rows of a view, the most telling first.

    Of grants and of parts of bars the largest come first; of observations the latest of each territory chosen, those
    of home, the highest and the lowest, the earlier years of those chosen, then the others from the extremes inwards.
    Within a tier the indicators take turns, so that none hides another.
    """
    rows = content.rows
    for column, is_of in (("montant", content.is_of_grants), ("value", bool(content.parts))):
        if is_of:
            return _stable(-rows[column].astype(float).fillna(-np.inf).to_numpy())
    return _order_observations(content) if len(rows) else []


def _stable(*keys: np.ndarray) -> list[int]:
    """The places in the order of the first key, then of the next; the order of the rows decides the rest."""
    return [int(place) for place in np.lexsort(keys[::-1])]


def _order_observations(content: Content) -> list[int]:
    rows = content.rows.reset_index(drop=True)
    own = _number(rows, SERIES)
    known = rows["value"].notna()
    beside = rows["status"].astype(str).isin(BESIDE) if "status" in rows else pd.Series(False, rows.index)
    # A result comes before an aim, a known value before none, then the latest year.
    weight = known.astype(int) * 10_000_000 + (~beside).astype(int) * 1_000_000 + rows["year"].astype(int)
    is_latest = weight.eq(weight.groupby(own).transform("max"))
    codes = rows["territory"].astype(str)
    chosen = {code: n for n, code in enumerate(content.selection.territories)}
    home = {content.selection.home, *load_catalog().home_members}
    edge = _measure_edge(rows, is_latest & known)
    is_chosen = codes.isin(chosen)
    tier = np.select(
        [
            is_chosen & is_latest & known,
            is_chosen & is_latest,
            codes.isin(home) & is_latest & known,
            is_latest & known & edge.eq(1),
            is_chosen & known,
            is_latest & known,
            known,
        ],
        [CHOSEN, CHOSEN_UNKNOWN, HOME, EXTREME, EARLIER, LATEST, OTHER],
        UNKNOWN,
    )
    places = codes.map(chosen).fillna(len(chosen)).to_numpy(dtype=float)
    years = -rows["year"].to_numpy(dtype=float)
    within = np.select([tier <= CHOSEN_UNKNOWN, tier <= EXTREME, tier == LATEST], [places, edge, edge], years)
    inner = _stable(tier, within, places)
    turns = pd.DataFrame({"tier": tier, "of": _number(rows, HEADLINE)}).iloc[inner]
    turn = turns.groupby(["tier", "of"]).cumcount()
    return [inner[n] for n in _stable(turns["tier"].to_numpy(), turn.to_numpy())]


def _number(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """A number for each group of rows that are alike in the columns that there are."""
    given = [c for c in columns if c in rows]
    if not given:
        return pd.Series(0, rows.index)
    return rows.groupby(given, sort=False, observed=True, dropna=False).ngroup()


def _measure_edge(rows: pd.DataFrame, is_compared: pd.Series) -> pd.Series:
    """How far each latest value is from the nearer end of those that it compares with, which is 1 for both ends.

    Rows that do not compare are as far as can be.
    """
    values = rows["value"].astype(float).where(is_compared)
    groups = values.groupby(_number(rows, COMPARED))
    nearer = pd.concat([groups.rank(ascending=False), groups.rank()], axis=1).min(axis=1)
    return nearer.fillna(len(rows) + 1.0)
