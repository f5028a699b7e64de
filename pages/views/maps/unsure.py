"""Where most of the values of a map are not final: then it is no mark among others, but said once, with the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

import pandas as pd

from geo.kept import FRAMES, keep_by_frame
from loaders.statuses import UNCERTAIN
from pages.words.french import STATUS_LABELS

Year = TypeVar("Year", bound=Hashable)


def _say(known: Iterable[tuple[Year, str]]) -> dict[Year, str]:
    counts: dict[Year, Counter[str]] = {}
    for year, status in known:
        counts.setdefault(year, Counter())[status] += 1
    found = {}
    for year, own in counts.items():
        unsure = [status for status in UNCERTAIN if own[status]]
        if 2 * sum(own[status] for status in unsure) > own.total():
            found[year] = ", ".join(STATUS_LABELS[status] for status in unsure)
    return found


@keep_by_frame(FRAMES)
def say_unsure(frame: pd.DataFrame) -> dict[int, str]:
    """« provisoire », by year: what most of the known values of the year are, where they are not final."""
    known = frame[frame["value"].notna()]
    return _say(zip(known["year"].astype(int).tolist(), known["status"].astype(str), strict=True))


def say_unsure_of(table: dict[str, Any]) -> dict[Any, str]:
    """The same of the table of a map of one period, see pages.views.data.table.tabulate."""
    (period,) = table["years"]
    return _say((period, table["statuses"].get(code, {}).get(period, "normal")) for code in table["values"])
