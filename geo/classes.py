"""Class breaks of a map, apart from any drawing, on a stated reference; the tests hold them against mapclassify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.jenks import find_natural_breaks

Method = Literal["quantiles", "fisher_jenks", "equal_interval", "standard_deviation", "head_tail", "own"]
FEWEST, MOST = 3, 9
NO_CLASS = -1


class ClassError(ValueError):
    """Classes that cannot be made: the message says in French what was expected and what was found."""


@dataclass(frozen=True)
class Classes:
    """How values are put into classes: `breaks` are the reader's own bounds; `middle` parts a diverging palette."""

    method: Method = "quantiles"
    count: int = 5
    breaks: tuple[float, ...] = ()
    middle: float | None = None


def compute_breaks(
    values: npt.ArrayLike, classes: int = 5, method: Method = "quantiles", *, own: Sequence[float] = ()
) -> list[float]:
    """The upper bounds of the classes, ascending, the last being the largest value; [] where no value is known.

    Fewer bounds come back than classes were asked for where the values take fewer distinct ones: ties are never split.
    « head_tail » (Jiang 2013) decides itself how many, MOST at most; « standard_deviation » sets bounds one deviation
    apart round the mean; « own » takes the bounds in `own` that lie within the values.
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    distinct = np.unique(known)
    if method == "own" and len(distinct):
        return [*(float(b) for b in own if distinct[0] <= b < distinct[-1]), float(distinct[-1])]
    if len(distinct) <= 1 or (len(distinct) <= classes and method != "head_tail"):
        return [float(v) for v in distinct]
    if classes < 2:
        return [float(distinct[-1])]
    if method == "fisher_jenks":
        return find_natural_breaks(known, classes)
    upper = float(distinct[-1])
    bounds = {float(b) for b in _find_bounds(known, classes, method) if distinct[0] <= b < upper}
    return _merge_last([*sorted(bounds), upper], MOST)


def _find_bounds(known: npt.NDArray[np.float64], classes: int, method: Method) -> npt.NDArray[np.float64]:
    """The bounds between classes, before those equal are merged."""
    inner = np.arange(1, classes)
    if method == "quantiles":
        return np.asarray(np.quantile(known, inner / classes))
    if method == "equal_interval":
        return np.asarray(known.min() + inner * (known.max() - known.min()) / classes)
    if method == "standard_deviation":
        return np.asarray(known.mean() + (inner - classes / 2) * known.std(ddof=1))
    return np.array(_split_heads(known))


def _split_heads(known: npt.NDArray[np.float64]) -> list[float]:
    """The mean, then that of the values above it, and so on (B. Jiang, « Head/tail breaks », 2013)."""
    means: list[float] = []
    while len(known):
        mean = float(known.mean())
        if means and mean <= means[-1]:
            break
        means.append(mean)
        known = known[known > mean]
    return means


def find_breaks(values: npt.ArrayLike, classes: Classes) -> list[float]:
    """The bounds for a choice of classes; round its middle where it has one, as many on each side, an odd one on
    the side with more values."""
    if classes.middle is None:
        return compute_breaks(values, classes.count, classes.method, own=classes.breaks)
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if not len(known):
        return []
    if classes.method == "own":
        bounds = sorted({*classes.breaks, classes.middle})
        return compute_breaks(known, method="own", own=bounds if len(bounds) < MOST else classes.breaks)
    below, above = known[known <= classes.middle], known[known > classes.middle]
    count = MOST if classes.method == "head_tail" else classes.count
    shares = sorted((count // 2, count - count // 2), reverse=len(below) > len(above))
    left, right = (
        _merge_last(compute_breaks(side, share, classes.method), share)
        for side, share in zip((below, above), shares, strict=True)
    )
    return [*left[:-1], classes.middle, *right] if left and right else left or right


def _merge_last(breaks: list[float], most: int) -> list[float]:
    """As many bounds at most, the last classes taken as one."""
    return breaks if len(breaks) <= most else [*breaks[: most - 1], breaks[-1]]


def count_below(breaks: Sequence[float], middle: float) -> int:
    """How many classes lie wholly at or below the middle: those drawn with the first half of a diverging palette."""
    return sum(bound <= middle for bound in breaks)


def number_classes(values: npt.ArrayLike, breaks: Sequence[float]) -> npt.NDArray[np.int8]:
    """The class of each value, from 0: the first whose upper bound is not below it; NO_CLASS where none is known."""
    known = np.asarray(values, dtype=float)
    found = np.minimum(np.searchsorted(np.asarray(breaks, dtype=float), known, side="left"), len(breaks) - 1)
    return np.where(np.isnan(known), NO_CLASS, found).astype(np.int8)


def find_class(value: float, breaks: Sequence[float]) -> int:
    """The class of one known value."""
    return int(number_classes(value, breaks))


def count_values(values: npt.ArrayLike, edges: Sequence[float]) -> list[int]:
    """How many values lie between each edge and the next, the last interval closed: the bars of a histogram."""
    known = np.asarray(values, dtype=float)
    return [int(n) for n in np.histogram(known[np.isfinite(known)], bins=np.asarray(edges))[0]]


def check_classes(values: npt.ArrayLike, classes: Classes) -> str:
    """What a reader must know of the classes asked for, in French; "" where there is nothing to say."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    distinct = len(np.unique(known))
    if not len(known):
        return "Aucune valeur n’est connue : il n’y a pas de classes."
    if distinct == 1:
        return "Toutes les valeurs connues sont égales : une seule classe."
    if classes.method == "own":
        outside = [b for b in classes.breaks if not known.min() <= b < known.max()]
        if outside:
            return f"{len(outside)} seuil{'s' if len(outside) > 1 else ''} hors des valeurs : non dessiné."
    elif distinct < classes.count:
        return f"{distinct} valeurs différentes pour {classes.count} classes : chacune a la sienne."
    return ""


def parse_breaks(text: str) -> tuple[float, ...]:
    """The bounds that a reader writes, « 10 ; 20,5 ; 40 ». Raises ClassError naming what is wrong."""
    parts = [part.strip() for part in text.replace("\u202f", "").replace("\u00a0", "").split(";") if part.strip()]
    bounds: list[float] = []
    for part in parts:
        try:
            bound = float(part.replace(" ", "").replace(",", ".").replace("\u2212", "-"))
        except ValueError as error:
            raise ClassError(
                f"« {part[:30]} » n’est pas un nombre. Écrivez les seuils ainsi : 10 ; 20,5 ; 40."
            ) from error
        if not np.isfinite(bound):
            raise ClassError(f"« {part[:30]} » n’est pas un nombre fini. Écrivez les seuils ainsi : 10 ; 20,5 ; 40.")
        if bounds and bound <= bounds[-1]:
            raise ClassError(
                f"Les seuils vont du plus petit au plus grand : « {part[:30]} » vient après {parts[len(bounds) - 1]}."
            )
        bounds.append(bound)
    if not 1 <= len(bounds) <= MOST - 1:
        raise ClassError(
            f"De 1 à {MOST - 1} seuils sont attendus ; {len(bounds)} trouvé{'s' if len(bounds) > 1 else ''}."
        )
    return tuple(bounds)
