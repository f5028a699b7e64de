"""Class breaks of a map, apart from any drawing; computed by mapclassify on a stated reference."""

from __future__ import annotations

import warnings
from typing import Literal

import mapclassify
import numpy as np
import numpy.typing as npt

Method = Literal["quantiles", "fisher_jenks", "equal_interval"]
_METHODS = {
    "quantiles": mapclassify.Quantiles,
    "fisher_jenks": mapclassify.FisherJenks,
    "equal_interval": mapclassify.EqualInterval,
}


def compute_breaks(values: npt.ArrayLike, classes: int = 5, method: Method = "quantiles") -> list[float]:
    """The upper bounds of the classes, ascending, the last being the largest value; [] where no value is known.

    Fewer bounds come back than classes were asked for where the values take fewer distinct ones: ties are never split.
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    distinct = np.unique(known)
    if len(distinct) <= 1:
        return [float(v) for v in distinct]
    if len(distinct) <= classes:
        return [float(v) for v in distinct]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        bins = _METHODS[method](known, k=classes).bins
    return sorted({float(b) for b in bins})
