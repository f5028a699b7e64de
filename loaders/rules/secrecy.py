"""Statistical secrecy: confidential values are withheld, and with them the complements that would give them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

CONFIDENTIAL = "confidential"
PRIMARY = "valeur confidentielle"
SECONDARY = "retenue pour ne pas révéler une valeur confidentielle"


@dataclass(frozen=True)
class Total:
    """A cell that is the sum of others: whole = Σ parts, each by its label in the index of the values."""

    whole: Hashable
    parts: tuple[Hashable, ...]


def withhold(values: pd.Series, statuses: pd.Series, totals: Sequence[Total] = ()) -> pd.DataFrame:
    """The columns value, status and reason of the same cells, safe to publish.

    A confidential cell has no value, whatever came with it. Where the totals would give one away, the smallest other
    part that is not zero is withheld too, else the total, until none can be worked out: the secondary suppression of A.
    Hundepool and others, « Statistical Disclosure Control », 2012, chapter 4. A cell can be worked out where it is
    fixed by the equations whole − Σ parts = 0, taken together, given what is published. Withheld cells are confidential
    too, with the reason; cells that were missing stay so, and protect as they are.
    """
    hidden = {label for label, status in statuses.items() if status == CONFIDENTIAL}
    numbers = values.astype("float64")
    sizes = {label: abs(float(n)) for label, n in numbers.items() if label not in hidden and not np.isnan(n)}
    protected = [label for label in values.index if label in hidden]
    added: set[Hashable] = set()
    for label in protected:
        while _is_derivable(label, totals, sizes):
            sacrifice = _choose_sacrifice(label, totals, sizes)
            if sacrifice is None:
                break
            del sizes[sacrifice]
            added.add(sacrifice)
    is_hidden = [label in hidden or label in added for label in values.index]
    reasons = [PRIMARY if label in hidden else SECONDARY if label in added else "" for label in values.index]
    return pd.DataFrame(
        {
            "value": numbers.mask(pd.Series(is_hidden, index=values.index)),
            "status": statuses.astype(str).mask(pd.Series(is_hidden, index=values.index), CONFIDENTIAL),
            "reason": reasons,
        },
        index=values.index,
    )


def _cells(total: Total) -> tuple[Hashable, ...]:
    return (total.whole, *total.parts)


def _is_derivable(label: Hashable, totals: Sequence[Total], sizes: dict[Hashable, float]) -> bool:
    """Whether the equations fix an unknown cell: its column is no combination of those of the other unknowns."""
    related = _find_related(label, totals, sizes)
    unknowns = sorted({c for total in related for c in _cells(total) if c not in sizes} - {label}, key=str)
    if not related:
        return False
    columns = {cell: n for n, cell in enumerate([*unknowns, label])}
    system = np.zeros((len(related), len(columns)))
    for row, total in enumerate(related):
        if total.whole in columns:
            system[row, columns[total.whole]] -= 1
        for part in total.parts:
            if part in columns:
                system[row, columns[part]] += 1
    return bool(np.linalg.matrix_rank(system) > (np.linalg.matrix_rank(system[:, :-1]) if unknowns else 0))


def _find_related(label: Hashable, totals: Sequence[Total], sizes: dict[Hashable, float]) -> list[Total]:
    """The totals that bear on an unknown cell: those that hold it, and those that share an unknown with one of them."""
    unknowns = {n: {cell for cell in _cells(total) if cell not in sizes} for n, total in enumerate(totals)}
    by_cell: dict[Hashable, list[int]] = defaultdict(list)
    for n, cells in unknowns.items():
        for cell in cells:
            by_cell[cell].append(n)
    related, waiting = set[int](), [label]
    while waiting:
        new = set(by_cell[waiting.pop()]) - related
        related |= new
        waiting += [cell for n in new for cell in unknowns[n]]
    return [total for n, total in enumerate(totals) if n in related]


def _choose_sacrifice(label: Hashable, totals: Sequence[Total], sizes: dict[Hashable, float]) -> Hashable | None:
    """What to withhold next: the smallest part above zero of a total that leaks, else the smallest such total.

    A total leaks where it has one unknown. Where none does, and the cell is only found by several together, any total
    that bears on it will do.
    """
    related = _find_related(label, totals, sizes)
    leaking = [t for t in related if sum(cell not in sizes for cell in _cells(t)) == 1]
    for group in (leaking, related):
        parts = {p for t in group for p in t.parts if sizes.get(p, 0) > 0}
        wholes = {t.whole for t in group if t.whole in sizes}
        zeros = {p for t in group for p in t.parts if p in sizes}
        for candidates in (parts, wholes, zeros):
            if candidates:
                return min(candidates, key=lambda cell: (sizes[cell], str(cell)))
    return None
