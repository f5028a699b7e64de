"""Natural breaks, exactly, in a second for ten thousand values; mapclassify without numba takes minutes.

Fisher, « On grouping for maximum homogeneity », Journal of the American Statistical Association 53, 1958; the best cut
never moves back as values are added, which halves the search again and again (divide and conquer).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.kept import SHAPES, keep

Floats = npt.NDArray[np.float64]


def find_natural_breaks(values: Floats, classes: int) -> list[float]:
    """The largest value of each class, ascending, for the least sum of squares within classes; equal values stay
    together. `values` are finite and take at least as many distinct ones as there are classes."""
    return list(_search(np.sort(values).tobytes(), classes))


@keep(SHAPES)
def _search(ordered: bytes, classes: int) -> tuple[float, ...]:
    distinct, weights = np.unique(np.frombuffer(ordered), return_counts=True)
    centred = distinct - np.average(distinct, weights=weights)
    sums = [np.concatenate([[0.0], np.cumsum(weights * centred**power)]) for power in (0, 1, 2)]
    count = len(distinct)
    everything = np.arange(1, count + 1)
    best = np.concatenate([[np.inf], _measure(sums, np.zeros(count, dtype=int), everything)])
    layers = []
    for _ in range(1, classes):
        best, cuts = _add_class(sums, best)
        layers.append(cuts)
    end, bounds = count, [count]
    for cuts in reversed(layers):
        end = int(cuts[end])
        bounds.append(end)
    return tuple(float(distinct[bound - 1]) for bound in reversed(bounds))


def _measure(sums: list[Floats], start: npt.NDArray[np.int_], end: npt.NDArray[np.int_]) -> Floats:
    """The sum of squares round the mean of the values from `start` to before `end`, for arrays of either."""
    weight, total, squares = (s[end] - s[start] for s in sums)
    return np.asarray(squares - total**2 / weight)


def _add_class(sums: list[Floats], best: Floats) -> tuple[Floats, npt.NDArray[np.int_]]:
    """The least cost with one class more for the first 0, 1, 2… values, and where its last class begins."""
    count = len(best) - 1
    cost, cuts = np.full(count + 1, np.inf), np.zeros(count + 1, dtype=int)
    waiting = [(1, count, 1, count - 1)]
    while waiting:
        first, last, lowest, highest = waiting.pop()
        if first > last:
            continue
        middle = (first + last) // 2
        starts = np.arange(lowest, min(middle - 1, highest) + 1)
        if len(starts):
            costs = best[starts] + _measure(sums, starts, np.full(len(starts), middle))
            place = int(np.argmin(costs))
            cost[middle], cuts[middle] = costs[place], starts[place]
            best_start = int(starts[place])
        else:
            best_start = lowest
        waiting += [(first, middle - 1, lowest, best_start), (middle + 1, last, best_start, highest)]
    return cost, cuts
