"""The values of a map for all its years, as a table that travels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from geo.classes import Classes, find_breaks
from pages.views.data.remarked import keep_remarked, sign_table
from pages.views.maps.numbers import write_numbers


def tabulate(frame: pd.DataFrame, bounds: Sequence[float] | Classes = ()) -> dict[str, Any]:
    """Years, and by territory the list of its values (None where unknown), the statuses that are not final, and the
    years with a remark where there is any.

    Values are rounded to travel; with the `bounds` of classes, or how those of each year are made, the class of each
    exact value travels beside them, see pages.views.maps.numbers.
    """
    years = sorted({int(y) for y in frame.loc[frame["value"].notna(), "year"]})
    wide = frame.pivot_table(index="territory", columns="year", values="value", observed=True).reindex(columns=years)
    values = {
        str(code): [None if pd.isna(v) else int(v) if float(v).is_integer() else round(float(v), 4) for v in row]
        for code, row in zip(wide.index, wide.to_numpy(), strict=True)
    }
    statuses: dict[str, dict[int, str]] = {}
    odd = frame[frame["status"].astype(str) != "normal"]
    for territory, year, status in zip(
        odd["territory"].astype(str), odd["year"], odd["status"].astype(str), strict=True
    ):
        statuses.setdefault(territory, {})[int(year)] = status
    remarked = keep_remarked(frame)
    signs = sign_table(zip(remarked["territory"].astype(str), map(int, remarked["year"]), strict=True))
    table: dict[str, Any] = {"years": years, "values": values, "statuses": statuses, **signs}
    if not bounds:
        return table
    exact = wide.to_numpy()
    if isinstance(bounds, Classes):
        columns = [write_numbers(own[:, None], find_breaks(own, bounds)) for own in exact.T]
        numbers = ["".join(digits) for digits in zip(*columns, strict=True)]
    else:
        numbers = write_numbers(exact, bounds)
    return table | {"classes": dict(zip(values, numbers, strict=True))}
