"""What ties figures to each other: sums, ratios, changes and estimates, as equations of what is not published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

Known = Mapping[Hashable, float]
PARTIAL = 0.1
EXACT = 1e-9


@dataclass(frozen=True)
class Equation:
    """Σ coefficient × unknown = constant."""

    terms: dict[Hashable, float]
    constant: float


@dataclass(frozen=True, eq=False)
class Total:
    """A cell that is the sum of others: whole = Σ parts, each by its label in the index of the values.

    The parts make `sum` more than the whole, nothing unless what is printed says otherwise; without `whole` they make
    `sum`: shares make 100. One that does not hold, of another perimeter, misleads a reader, and is what nothing is
    known by.
    """

    whole: Hashable | None
    parts: tuple[Hashable, ...]
    sum: float = 0.0
    holds: bool = True

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """What it ties, what it makes first."""
        return self.parts if self.whole is None else (self.whole, *self.parts)

    def solve(self, known: Known) -> Equation | None:
        """The equation of the unknowns."""
        whole = [] if self.whole is None else [(self.whole, -1.0)]
        return _sort_terms([*whole, *((part, 1.0) for part in self.parts)], self.sum, known)

    def is_within(self, other: Total) -> bool:
        """Whether its parts are some of those of another, which has more."""
        return {*self.parts} < {*other.parts}

    def may_hold(self, values: Known) -> bool:
        """Whether a whole that is known can be the sum of its parts: exactly where all are known, else no less than
        those that are."""
        whole = self.sum if self.whole is None else values[self.whole]
        known = [values[part] for part in self.parts if part in values]
        gap, spare = sum(known) - whole, EXACT * abs(whole)
        return abs(gap) <= spare if len(known) == len(self.parts) else gap <= spare or min(known) < 0

    def settle(self, values: Known) -> Total:
        """The same as the values have it, where all are known: parts that lack more than a tenth of the whole are not
        all of it, and another is unknown; a lesser gap is known, to the best informed reader. Where the parts known
        make the whole, it is of them alone: nothing of the others was counted."""
        if self.whole is not None and self.whole not in values:
            return self
        whole = self.sum if self.whole is None else values[self.whole]
        if not all(part in values for part in self.parts):
            known = tuple(part for part in self.parts if part in values)
            is_of_known = abs(sum(values[part] for part in known) - whole) <= EXACT * abs(whole)
            return replace(self, parts=known) if known and is_of_known else self
        gap = sum(values[part] for part in self.parts) - whole
        if gap < -PARTIAL * abs(whole):
            return replace(self, parts=(*self.parts, ("rest", self.cells)))
        return self if self.whole is None else replace(self, sum=gap)

    def find_betrayers(self, cell: Hashable, known: Known) -> tuple[Hashable, ...]:
        """A sum betrays through its equation alone."""
        return ()


@dataclass(frozen=True, eq=False)
class Ratio:
    """ratio × below = factor × above; without `below`, ratio = factor × above."""

    ratio: Hashable
    above: Hashable
    below: Hashable | None
    factor: float

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """What it ties, what it makes first."""
        return tuple(cell for cell in (self.ratio, self.above, self.below) if cell is not None)

    def solve(self, known: Known) -> Equation | None:
        """The equation of the unknowns; None where two of them are multiplied."""
        divisor = 1.0 if self.below is None else known.get(self.below)
        if divisor is not None:
            return _sort_terms([(self.ratio, divisor), (self.above, -self.factor)], 0.0, known)
        if self.below is not None and self.ratio in known:
            return _sort_terms([(self.below, known[self.ratio]), (self.above, -self.factor)], 0.0, known)
        return None

    def find_betrayers(self, cell: Hashable, known: Known) -> tuple[Hashable, ...]:
        """The ratio betrays its terms, whoever gives the other one; where it is withheld alone, its numerator does."""
        if cell != self.ratio:
            return (self.ratio,)
        is_alone = self.above in known and (self.below is None or self.below in known)
        return (self.above,) if is_alone else ()


@dataclass(frozen=True, eq=False)
class Change:
    """after − before = change; in percent, after = before × (1 + change ÷ 100). The only cells that may be negative."""

    change: Hashable
    before: Hashable
    after: Hashable
    is_relative: bool

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """What it ties, what it makes first."""
        return self.change, self.before, self.after

    def solve(self, known: Known) -> Equation | None:
        """The equation of the unknowns; None where two of them are multiplied."""
        if not self.is_relative:
            return _sort_terms([(self.after, 1.0), (self.before, -1.0), (self.change, -1.0)], 0.0, known)
        if self.change in known:
            return _sort_terms([(self.after, 1.0), (self.before, -1 - known[self.change] / 100)], 0.0, known)
        if self.before in known:
            before = known[self.before]
            return _sort_terms([(self.after, 1.0), (self.change, -before / 100)], before, known)
        return None

    def find_betrayers(self, cell: Hashable, known: Known) -> tuple[Hashable, ...]:
        """The change betrays both years; where it is withheld alone, they betray it."""
        if cell != self.change:
            return (self.change,)
        return (self.after,) if self.before in known and self.after in known else ()


@dataclass(frozen=True, eq=False)
class Estimate:
    """A cell worked out of others, or their copy, in words and not by a formula: each tells the others."""

    cell: Hashable
    of: tuple[Hashable, ...]

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """What it ties, what it makes first."""
        return (self.cell, *self.of)

    def solve(self, known: Known) -> Equation | None:
        """None: how the cell was worked out is not known."""
        return None

    def find_betrayers(self, cell: Hashable, known: Known) -> tuple[Hashable, ...]:
        """The estimate betrays each of its terms; where it is withheld alone, they betray it."""
        if cell != self.cell:
            return (self.cell,)
        return (self.of[0],) if all(term in known for term in self.of) else ()


Relation = Total | Ratio | Change | Estimate


def _sort_terms(terms: list[tuple[Hashable, float]], constant: float, known: Known) -> Equation:
    """The same with what is known on the right."""
    unknown: dict[Hashable, float] = defaultdict(float)
    for cell, coefficient in terms:
        value = known.get(cell)
        if value is None:
            unknown[cell] += coefficient
        else:
            constant -= coefficient * value
    return Equation(dict(unknown), constant)
