"""New years whose totals cannot be those of the same thing: a unit that changed, a column that stands for another."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.statuses import BESIDE

# Between two years a total of the same territories is not multiplied by more than this. It may well fall: a list of few
# projects is one, and a file that is not whole has fewer rows.
MOST = 5.0
# Fewer territories than this may well see one project, or one strike.
FEWEST = 3
SERIES = ["indicator", "scope"]


@dataclass(frozen=True)
class Leap:
    """A total of a year that is `ratio` times that of a year known before, of the same territories."""

    indicator: str
    scope: str
    year: int
    before: int
    ratio: float


def find_leaps(kept: pd.DataFrame, given: pd.DataFrame) -> list[Leap]:
    """The leaps of the years given that are not kept, each from the last year kept before it; both are text."""
    if kept.empty or given.empty:
        return []
    old, new = _read(kept), _read(given)
    leaps = []
    for key, rows in new.groupby(SERIES):
        own = old[(old["indicator"] == key[0]) & (old["scope"] == key[1])]
        for year in sorted(set(rows["year"]) - set(own["year"])):
            earlier = own.loc[own["year"].lt(year), "year"]
            if earlier.empty:
                continue
            before = int(earlier.max())
            both = own[own["year"].eq(before)].merge(rows[rows["year"].eq(year)], on="territory")
            was, now = both["value_x"].sum(), both["value_y"].sum()
            if len(both) >= FEWEST and was > 0 and now > was * MOST:
                leaps.append(Leap(str(key[0]), str(key[1]), int(year), before, now / was))
    return leaps


def _read(rows: pd.DataFrame) -> pd.DataFrame:
    """Values by series, territory and year, without what is beside results and what is of a place alone.

    Of what has a total that alone: a rest (« autres », « non précisé ») leaps from one year to the next.
    """
    results = rows[rows["value"].ne("") & rows["place"].eq("") & ~rows["status"].isin(BESIDE)]
    read = results.assign(value=pd.to_numeric(results["value"]), year=results["year"].astype("int64"))
    has_whole = read["indicator"].isin(read.loc[read["scope"].eq(""), "indicator"].unique())
    read = read[read["scope"].eq("") | ~has_whole]
    return read.groupby([*SERIES, "territory", "year"], as_index=False)["value"].first()
