"""Of which values the classes of a map are made: those of all its years, or those of the year shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from geo.classes import Classes, find_breaks, number_classes
from geo.kept import FRAMES, keep_by_frame
from loaders.reading.series import Series

Reference = Literal["all", "year"]
# « auto » is the one that tells more, see choose_reference.
Wanted = Literal["auto", "all", "year"]
# The bounds of all years, or how those of each year are made.
Bounds = tuple[float, ...] | Classes
# Where two classes hold more than so much of the territories of a year, the map says little of them.
MOST = 2 / 3
FEWEST = 3


def choose_reference(series: Series, classes: Classes, wanted: Wanted = "auto") -> Reference:
    """All years, so that a colour keeps its meaning from one to another, unless the reader wants otherwise.

    Unless, too, they flatten the latest year: two of its classes hold more than two thirds of its known territories,
    and fewer with classes of its own. It is judged on the latest year alone, whichever is shown, so that a map does not
    change its reference while its years go by. The bounds that a reader sets hold for all years.
    """
    if classes.method == "own":
        return "all"
    if wanted in get_args(Reference):
        return "year" if wanted == "year" else "all"
    return _choose(series.frame, classes)


@keep_by_frame(FRAMES)
def _choose(frame: pd.DataFrame, classes: Classes) -> Reference:
    known = frame[frame["value"].notna()]
    latest = known.loc[known["year"] == known["year"].max(), "value"].tolist()
    if len(latest) < FEWEST:
        return "all"
    share = measure_two(latest, find_breaks(known["value"], classes))
    return "year" if share > MOST and measure_two(latest, find_breaks(latest, classes)) < share else "all"


def measure_two(values: Sequence[float], breaks: Sequence[float]) -> float:
    """The share of the values that the two fullest classes hold."""
    counts = Counter(number_classes(values, breaks).tolist())
    return sum(count for _, count in counts.most_common(2)) / len(values)


@keep_by_frame(FRAMES)
def find_yearly(frame: pd.DataFrame, classes: Classes) -> dict[int, tuple[float, tuple[float, ...]]]:
    """By year, its least value and the bounds of its classes."""
    known = frame[frame["value"].notna()]
    groups = known.groupby("year")["value"]
    return {int(year): (float(own.min()), tuple(find_breaks(own, classes))) for year, own in groups}
