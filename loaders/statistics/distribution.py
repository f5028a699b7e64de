"""Where a territory stands among others: place, percentile, gap to the median; and how the values are spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.statistics.ranks import Rank, compute_rank

QUARTILES_FROM = 4


@dataclass(frozen=True)
class Distribution:
    """How values are spread, in their own unit; `known` of `members` territories have one.

    The quartiles are None under four values, everything where none is known, with the reason.
    """

    known: int
    members: int
    lowest: float | None = None
    first_quartile: float | None = None
    median: float | None = None
    third_quartile: float | None = None
    highest: float | None = None
    reason: str = ""


def describe_distribution(values: pd.Series) -> Distribution:
    """The extremes, quartiles and median of the known values of a series indexed by territory.

    Quartiles interpolate linearly between ranks, x at 1 + (n − 1) p: definition 7 of Hyndman and Fan, « Sample
    Quantiles in Statistical Packages », The American Statistician 50 (1996), that of numpy, R and spreadsheets.
    """
    known = _known(values)
    count = len(known)
    if not count:
        return Distribution(0, len(values), reason="aucune valeur connue")
    numbers = known.to_numpy(dtype=float)
    lowest, highest, median = float(numbers.min()), float(numbers.max()), float(np.quantile(numbers, 0.5))
    if count < QUARTILES_FROM:
        reason = f"{count} valeur{'s' if count > 1 else ''} connue{'s' if count > 1 else ''}, quatre pour des quartiles"
        return Distribution(count, len(values), lowest=lowest, median=median, highest=highest, reason=reason)
    first, third = (float(np.quantile(numbers, share)) for share in (0.25, 0.75))
    return Distribution(count, len(values), lowest, first, median, third, highest)


@dataclass(frozen=True)
class Standing:
    """Where a territory stands: `rank` 1 for the highest, `tied` others with its value, `percentile` from 0 to 100.

    `gap` is its value less the median, in the unit; `relative_gap` the same as a fraction of the median. None where it
    may not be computed, with the reason.
    """

    rank: Rank | None = None
    tied: int = 0
    percentile: float | None = None
    gap: float | None = None
    relative_gap: float | None = None
    reason: str = ""


def locate(values: pd.Series, territory: str) -> Standing:
    """The standing of a territory among the known values of a series indexed by territory, its own included.

    The percentile is the share of values below its own, and half of those equal to it: 100 × (below + equal ÷ 2) ÷ n
    (the mid-rank definition of Roscoe, « Fundamental Research Statistics », 1975), so that values that are all equal
    are all at 50. A median of zero or less gives no relative gap.
    """
    known = _known(values)
    if territory not in known.index:
        return Standing(reason="sans donnée pour ce territoire")
    rank = compute_rank(known, territory)
    if rank is None:
        return Standing(reason="aucun autre territoire connu")
    own, numbers = float(known[territory]), known.to_numpy(dtype=float)
    equal = int((numbers == own).sum())
    percentile = 100 * (int((numbers < own).sum()) + equal / 2) / len(numbers)
    median = float(np.quantile(numbers, 0.5))
    relative = (own - median) / median if median > 0 else None
    return Standing(
        rank, equal - 1, percentile, own - median, relative, "" if median > 0 else "médiane nulle ou négative"
    )


def _known(values: pd.Series) -> pd.Series:
    """The finite values, as floats; an infinite one comes of a division by zero and is no value."""
    numbers = pd.to_numeric(values).astype("float64")
    return numbers[np.isfinite(numbers)]
