"""The pairs of values of two indicators in one year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.reading.series import Series
from pages.views.reading import known_rows


def join_values(x: Series, y: Series, year: int, territories: Sequence[str]) -> pd.DataFrame:
    """One row per territory known on both sides in the year: both values, texts, figure ids and statuses."""
    sides = []
    for series in (x, y):
        known = known_rows(series)
        rows = known[(known["year"] == year) & known["territory"].isin(list(territories))]
        sides.append(rows.assign(territory=rows["territory"].astype(str)).set_index("territory"))
    return sides[0].join(sides[1], suffixes=("_x", "_y"), how="inner").sort_index()
