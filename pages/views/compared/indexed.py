"""Series as an index 100 of a base year."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from loaders.reading.series import Series, points_of
from loaders.statistics.changes import compute_index


def index_series(series: Series, base_year: int) -> tuple[Series, dict[str, dict[str, list[int]]]]:
    """The series with each value as 100 × value ÷ that of the base year, and by territory the years that have none.

    The years are grouped by reason, in French; a year without any value is a hole already and is not listed.
    """
    values: dict[tuple[str, int], float | None] = {}
    withheld: dict[str, dict[str, list[int]]] = {}
    for territory, own in series.frame.groupby("territory"):
        index = compute_index(points_of(own), base_year)
        known = {int(year) for year in own.loc[own["value"].notna(), "year"]}
        values |= {(str(territory), year): value for year, value in index.values.items()}
        for year, reason in index.reasons.items():
            if year in known:
                withheld.setdefault(str(territory), {}).setdefault(reason, []).append(year)
    frame = series.frame.copy()
    keys = zip(frame["territory"].astype(str), frame["year"].astype(int), strict=True)
    numbers = [values.get(key) for key in keys]
    frame["value"] = pd.Series(numbers, index=frame.index, dtype="float64")
    frame["published"] = ""
    label = f"indice 100 en {base_year}"
    indexed = replace(series, unit=f"(100 en {base_year})", unit_label=label, decimals=1, frame=frame)
    return indexed, withheld
