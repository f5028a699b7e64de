"""The rank of each territory among those known in each year kept."""

from __future__ import annotations

import pandas as pd

from loaders.reading.series import Series
from loaders.statistics.groups import THRESHOLD
from loaders.statistics.ranks import rank_values
from pages.views.reading import known_rows

FEWEST = 2


def rank_years(series: Series) -> pd.DataFrame:
    """The rows of the series that can be ranked, with `rank` and `broken` (the year before does not compare).

    Years with fewer than three quarters of the territories of the best one are left out, then the territories not
    known in each year kept: a rank among others than before would move without anyone having moved. Ties share the
    better place. Empty where fewer than two territories remain.
    """
    rows = known_rows(series)
    counts = rows.groupby("year")["territory"].nunique()
    years = counts[counts >= THRESHOLD * counts.max()].index if len(counts) else []
    kept = rows[rows["year"].isin(years)]
    seen = kept.groupby("territory")["year"].nunique()
    kept = kept[kept["territory"].isin(seen[seen == len(years)].index)]
    if kept["territory"].nunique() < FEWEST:
        return kept.head(0).assign(rank=pd.Series(dtype="Int64"), broken=pd.Series(dtype=bool))
    ranked = kept.assign(rank=kept.groupby("year")["value"].transform(rank_values).astype("Int64"))
    return ranked.assign(broken=_broken(ranked, series)).sort_values(["territory", "year"], ignore_index=True)


def _broken(ranked: pd.DataFrame, series: Series) -> list[bool]:
    """Whether a break lies between the year before of those kept and each one, in the years left out too."""
    breaks = series.frame[series.frame["break_before"]].groupby("territory")["year"].apply(set).to_dict()
    years = sorted(ranked["year"].unique())
    before = dict(zip(years[1:], years, strict=False))
    return [
        any(before.get(year, year) < broken <= year for broken in breaks.get(code, ()))
        for code, year in zip(ranked["territory"], ranked["year"], strict=True)
    ]
