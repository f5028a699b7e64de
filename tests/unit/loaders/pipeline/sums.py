"""The equations of a reader who looks for a withheld cell: sums, and what ties two or three cells as a sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

# The most sums, and unknowns of a system, that are gone through.
LARGEST = 400


@dataclass(frozen=True)
class Sum:
    """Σ weight × cell = constant, the cells by number."""

    cells: np.ndarray
    weights: np.ndarray
    constant: float = 0.0


def list_unknown(one: Sum, values: np.ndarray) -> set[int]:
    """The cells of a sum that are unknown."""
    return set(one.cells[np.isnan(values[one.cells])].tolist())


def turn_to_sum(tie: tuple[Any, ...], values: np.ndarray) -> Sum | None:
    """A ratio, a change or a count as a sum, where what multiplies is known; None where nothing can be made of it."""
    if len(tie) == 2:
        # Of no things there is no amount, and of no amount no things.
        one, other = tie
        return Sum(np.array([other]), np.array([1.0])) if values[one] == 0 else None
    if not isinstance(tie[3], bool):
        ratio, above, below, factor = tie
        divisor = 1.0 if below is None else values[below]
        if not np.isnan(divisor):
            return Sum(np.array([ratio, above]), np.array([divisor, -factor]))
        known = not np.isnan(values[ratio])
        return Sum(np.array([below, above]), np.array([values[ratio], -factor])) if known else None
    change, before, after, is_relative = tie
    if not is_relative:
        return Sum(np.array([after, before, change]), np.array([1.0, -1.0, -1.0]))
    if not np.isnan(values[change]):
        return Sum(np.array([after, before]), np.array([1.0, -1 - values[change] / 100]))
    if not np.isnan(values[before]):
        return Sum(np.array([after, change]), np.array([1.0, -values[before] / 100]), values[before])
    return None


def solve(secret: int, values: np.ndarray, sums: list[Sum]) -> float | None:
    """The value that the sums together give the secret, where no vector of their null space moves it."""
    cells = sorted({c for one in sums for c in one.cells.tolist() if np.isnan(values[c])})
    if secret not in cells or len(cells) > LARGEST:
        return None
    column = {c: n for n, c in enumerate(cells)}
    system, constants = np.zeros((len(sums), len(cells))), np.zeros(len(sums))
    for row, one in enumerate(sums):
        constants[row] = one.constant
        for cell, weight in zip(one.cells.tolist(), one.weights.tolist(), strict=True):
            if cell in column:
                system[row, column[cell]] += weight
            else:
                constants[row] -= weight * values[cell]
        size = np.abs(system[row]).max() or 1.0
        system[row], constants[row] = system[row] / size, constants[row] / size
    _, sizes, basis = np.linalg.svd(system)
    null = basis[(sizes > 1e-10).sum() :]
    if np.abs(null[:, column[secret]]).max(initial=0) > 1e-7:
        return None
    return float(np.linalg.lstsq(system, constants, rcond=1e-12)[0][column[secret]])
