"""Statistical secrecy: confidential values are withheld, and with them all that would give them away or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from loaders.rules.bounds import Interval, Web
from loaders.rules.programs import UNBOUNDED
from loaders.rules.relations import Estimate, Ratio, Relation, Total

CONFIDENTIAL = "confidential"
PRIMARY = "valeur confidentielle"
SECONDARY = "retenue pour ne pas révéler une valeur confidentielle"
OF_WITHHELD = "retenue : elle se calcule à partir d'une valeur confidentielle"
# How near to a confidential value no reader may come, on either side: Terril's own p of a p % rule.
MARGIN = 0.1
TRIED = 12
NEGLIGIBLE = 1e-9


def withhold(values: pd.Series, statuses: pd.Series, relations: Sequence[Relation] = ()) -> pd.DataFrame:
    """The columns value, status, reason and truth of the same cells, safe to publish but for the last.

    A confidential cell has no value, whatever came with it. What a relation makes of a withheld cell goes too. Then,
    while a reader can bound a confidential cell nearer than MARGIN, the smallest part wide enough to hide it goes, else
    the total, until nothing more can be found: secondary suppression and its audit after A. Hundepool and others,
    « Statistical Disclosure Control », 2012, chapter 4. `truth` is what a confidential cell is known to be: the value
    that came with it, or what everything given tells; where that is nothing, the bounds need only lie as far apart.
    Cells that are missing stay so, and protect as they are; those that do not apply count as zero.
    """
    numbers, states = values.astype("float64"), statuses.astype(str)
    given = {label: None if np.isnan(number) else float(number) for label, number in numbers.items()}
    secrets = {label: given.pop(label) for label, status in states.items() if status == CONFIDENTIAL}
    absent = dict.fromkeys(states.index[states.eq("not_applicable")], 0.0)
    known = {label: number for label, number in given.items() if number is not None}
    keeper = Keeper(Web(relations), absent | known, secrets)
    keeper.keep()
    is_hidden = pd.Series([label in keeper.reasons for label in values.index], index=values.index)
    return pd.DataFrame(
        {
            "value": values.astype("float64").mask(is_hidden),
            "status": statuses.astype(str).mask(is_hidden, CONFIDENTIAL),
            "reason": [keeper.reasons.get(label, "") for label in values.index],
            "truth": [keeper.truths.get(label) for label in values.index],
        },
        index=values.index,
    )


def find_margin(truth: float) -> float:
    """How far from a value its bounds must lie: the tenth of it, and one at least of what is counted whole."""
    return max(MARGIN * abs(truth), 1.0 if truth == int(truth) else 0.0)


def is_safe(bounds: Interval, truth: float | None, doubt: float = 0.0) -> bool:
    """Whether bounds hide a value, known but for `doubt` on either side; of one that is not known, whether they are a
    tenth apart from their middle."""
    low, high = bounds
    spare = 1e-6 * max(abs(low) if low > -UNBOUNDED else 0, abs(high) if high < UNBOUNDED else 0, 1e-3)
    if high - low <= spare:
        return False
    if UNBOUNDED in (-low, high) and truth is None:
        return True
    if truth is None:
        return high - low + spare >= MARGIN * abs(high + low)
    margin = find_margin(truth) + doubt
    floor = truth - margin if truth < 0 else max(truth - margin, 0)
    return low <= floor + spare and high >= truth + margin - spare


def is_as_good(relation: Relation, cell: Hashable) -> bool:
    """Whether what betrays a cell by a relation would tell it if it were found itself, and no equation says so."""
    return isinstance(relation, Estimate) or (isinstance(relation, Ratio) and cell == relation.below)


class Keeper:
    """What is known to a reader while cells are withheld one after the other, each with its reason."""

    def __init__(self, web: Web, known: dict[Hashable, float], secrets: Mapping[Hashable, float | None]) -> None:
        """`known` is what would be published, `secrets` what is confidential, with the value that came along."""
        self.web, self.known = web, known
        self.reasons: dict[Hashable, str] = dict.fromkeys(secrets, PRIMARY)
        self.guarded = list(secrets)
        found = {label: self._find_truth(label, given) for label, given in secrets.items()}
        self.truths = {label: truth for label, (truth, _) in found.items()}
        self.doubts = {label: doubt for label, (_, doubt) in found.items()}

    def keep(self) -> None:
        """Withhold until no guarded cell can be found."""
        self._follow(self.guarded)
        count = -1
        while count != len(self.reasons):
            count = len(self.reasons)
            for label in list(self.guarded):
                self._guard(label)

    def _guard(self, label: Hashable) -> None:
        while not self._is_hidden(label, self.web.bound(label, self.known)):
            sacrifice = self._choose_sacrifice(label)
            if sacrifice is None:
                return
            self._hide(sacrifice, SECONDARY)
            self._follow([sacrifice])

    def _is_hidden(self, label: Hashable, bounds: Interval) -> bool:
        return is_safe(bounds, self.truths[label], self.doubts.get(label, 0.0))

    def _find_truth(self, label: Hashable, given: float | None) -> tuple[float | None, float]:
        """What a cell is known to be before anything is withheld for it, and how far from that it may be.

        By the shortest relation that tells it alone, whatever others that it shares unknowns with make of it, else by
        all of them together, but for sums of it that have more parts than another: its territory has grown since.
        """
        if given is not None:
            return given, 0.0
        own = [(len(r.cells), r.solve(self.known)) for r in self.web.of(label) if r not in self.web.false]
        alone = [(size, self.web.bound_alone(label, e)) for size, e in own if e is not None and label in e.terms]
        told = [(size, low) for size, (low, high) in alone if low == high]
        if told:
            return min(told)[1], 0.0
        sums = [r for r in self.web.of(label) if isinstance(r, Total) and r.whole == label]
        grown = {more for less, more in permutations(sums, 2) if less.is_within(more)}
        low, high = self.web.bound(label, self.known, without=grown | self.web.false)
        return (None, 0.0) if is_safe((low, high), None) else ((low + high) / 2, (high - low) / 2)

    def _hide(self, label: Hashable, reason: str) -> None:
        self.known.pop(label, None)
        self.reasons[label] = reason

    def _follow(self, labels: Iterable[Hashable]) -> None:
        """Withhold what betrays withheld cells outright, and what betrays that."""
        waiting = list(labels)
        while waiting:
            cell = waiting.pop(0)
            for relation in self.web.of(cell):
                for other in relation.find_betrayers(cell, self.known):
                    if other not in self.known:
                        continue
                    if cell in self.guarded and is_as_good(relation, cell):
                        self.guarded.append(other)
                        self.truths[other] = self.known[other]
                    self._hide(other, OF_WITHHELD if other == relation.cells[0] else SECONDARY)
                    waiting.append(other)

    def _choose_sacrifice(self, label: Hashable) -> Hashable | None:
        """What to withhold next: of the smallest sum that leaks by itself, else of those that hold the bounds."""
        related = self.web.find_related(label, self.known)
        sums = [relation for relation in related if isinstance(relation, Total)]
        leaking = [
            total
            for total in sums
            if label in (terms := related[total]).terms
            and not self._is_hidden(label, self.web.bound_alone(label, terms))
        ]
        if leaking:
            least = min(leaking, key=lambda total: (len(total.parts), str(total.whole)))
            gains = [(cell, UNBOUNDED) for cell in least.cells if cell in self.known]
        else:
            gains = self._find_gains(label, sums)
        gains = gains or [(cell, 0.0) for total in sums for cell in total.cells if cell in self.known]
        most = dict(gains)
        ranked = self._rank(label, most, {total.whole for total in sums})
        # Where no bound moves with a cell, withholding it alone is known to be of no help.
        tried = (cell for cell in ranked[:TRIED] if most[cell] > 0 and self._would_help(label, cell, leaking))
        return next(tried, next(iter(ranked), None))

    def _find_gains(self, label: Hashable, sums: Sequence[Total]) -> list[tuple[Hashable, float]]:
        """The published cells of sums that hold the bounds of another, with what the bound gains at most.

        Where a bound moves with a cell, withholding it lets the bound pass as far as the cell can go: down to zero, or
        up without limit.
        """
        gains: dict[Hashable, float] = {}
        for is_high, weights in enumerate(self.web.weigh(label, self.known)):
            moves: dict[Hashable, float] = defaultdict(float)
            for total in sums:
                for cell in total.cells:
                    if cell in self.known:
                        moves[cell] += weights.get(total, 0.0) * (1 if cell == total.whole else -1)
            for cell, move in moves.items():
                if abs(move) > NEGLIGIBLE:
                    gain = UNBOUNDED if (move > 0) == bool(is_high) else abs(move * self.known[cell])
                    gains[cell] = max(gains.get(cell, 0.0), gain)
        return sorted(gains.items(), key=lambda pair: str(pair[0]))

    def _rank(self, label: Hashable, gains: dict[Hashable, float], wholes: set[Hashable | None]) -> list[Hashable]:
        """The cells that could be withheld: parts wide enough, the smallest first, then wholes, then narrower parts."""
        wide = find_margin(self.truths[label] or 0.0) + self.doubts.get(label, 0.0)

        def place(cell: Hashable) -> tuple[int, float, str]:
            size = abs(self.known[cell])
            is_wide = size > 0 and min(size, gains[cell]) >= wide
            if is_wide and cell not in wholes:
                return 0, size, str(cell)
            return (1, size, str(cell)) if cell in wholes else (2, -size, str(cell))

        return sorted(gains, key=place)

    def _would_help(self, label: Hashable, candidate: Hashable, leaking: Sequence[Total]) -> bool:
        """Whether a cell fewer hides another: from the sum that leaks, or from all of them together."""
        value = self.known.pop(candidate)
        try:
            if leaking:
                least = min(leaking, key=lambda total: (len(total.parts), str(total.whole)))
                equation = least.solve(self.known)
                return equation is not None and self._is_hidden(label, self.web.bound_alone(label, equation))
            return self._is_hidden(label, self.web.bound(label, self.known))
        finally:
            self.known[candidate] = value
