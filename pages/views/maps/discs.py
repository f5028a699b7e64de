"""Discs on a map: how large the largest may be where places are close, and which values are beyond their scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

# In the units of the outlines, whose map is 1,000 wide.
SMALLEST, LARGEST = 16.0, 54.0
# The radius of the largest disc, in the distance from a place to the one next to it.
SHARE = 1.8
# A value so many times as large as the one after it would leave to all others discs of less than half its radius.
FAR = 4.0
# So many of a hundred territories, and one at least, may be beyond the scale of the others.
FEW = 0.01


def find_radius(points: Sequence[Sequence[float]]) -> float:
    """The radius of the largest disc of a map, in the median distance between neighbours, within bounds."""
    if len(points) < 2:
        return LARGEST
    placed = shapely.points(np.asarray(points, dtype=float))
    tree = shapely.STRtree(placed)
    _, distances = tree.query_nearest(placed, exclusive=True, return_distance=True, all_matches=False)
    return round(float(np.clip(SHARE * np.median(distances), SMALLEST, LARGEST)), 1)


def find_scale(values: npt.ArrayLike, territories: Sequence[str]) -> float:
    """The value of the largest disc: the greatest of all, unless those of very few territories are far above the next.

    Territories are put in order by their greatest value; where one of the first few is more than FAR times the next,
    the scale ends at the next. 0 where nothing is known.
    """
    greatest = pd.Series(np.abs(np.asarray(values, dtype=float))).groupby(list(territories)).max().dropna()
    sorted_ = greatest.sort_values(ascending=False).to_numpy()
    if not len(sorted_):
        return 0.0
    few = max(1, int(FEW * len(sorted_)))
    ends = [n for n in range(min(few, len(sorted_) - 1)) if sorted_[n] > FAR * sorted_[n + 1] > 0]
    return float(sorted_[max(ends) + 1] if ends else sorted_[0])
