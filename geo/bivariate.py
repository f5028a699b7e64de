"""Two indicators crossed on one map: the thirds of each on a stated reference, and the nine cells that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.classes import ClassError, compute_breaks, find_class

THIRDS = ("tiers bas", "tiers du milieu", "tiers haut")
CELLS = 9


class Thirds(NamedTuple):
    """The two bounds that part the values of an indicator in three; a value equal to a bound is below it."""

    low: float
    high: float


def find_thirds(values: npt.ArrayLike, name: str) -> Thirds:
    """The terciles of the known values. Raises ClassError, in French and naming the indicator, where there are none."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    distinct = len(np.unique(known))
    if not distinct:
        raise ClassError(
            f"« {name} » : aucune valeur n’est connue, il n’y a pas de tiers. Choisissez un autre indicateur."
        )
    if distinct < len(THIRDS):
        found = "toutes les valeurs connues sont égales" if distinct == 1 else "2 valeurs différentes pour 3 tiers"
        raise ClassError(f"« {name} » : {found}. Choisissez un autre indicateur ou un autre niveau.")
    breaks = compute_breaks(known, len(THIRDS))
    if len(breaks) < len(THIRDS):
        raise ClassError(
            f"« {name} » : plus d’un tiers des {len(known)} valeurs sont égales, elles ne se partagent pas en trois. "
            "Choisissez un autre indicateur ou une mesure par habitant."
        )
    return Thirds(breaks[0], breaks[1])


def find_cell(first: float, second: float, thirds: Sequence[Thirds]) -> int:
    """The cell of a pair of values, from 0 (both low) to 8 (both high): the first indicator's third varies fastest."""
    column, row = (find_class(v, [*bounds, np.inf]) for v, bounds in zip((first, second), thirds, strict=True))
    return column + len(THIRDS) * row


def name_cell(cell: int, names: tuple[str, str]) -> str:
    """A cell in words: « Déchets collectés : tiers haut ; Logements autorisés : tiers bas »."""
    row, column = divmod(cell, len(THIRDS))
    return f"{names[0]} : {THIRDS[column]} ; {names[1]} : {THIRDS[row]}"
