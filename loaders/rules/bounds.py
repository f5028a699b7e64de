"""Between which bounds a reader can put an unpublished cell, by what ties it to what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence

from loaders.rules.programs import UNBOUNDED, Program, bound, reconcile
from loaders.rules.relations import Change, Equation, Known, Relation, Total

Interval = tuple[float, float]
# A bound, and by how much each equation moves it.
Side = tuple[float, list[float]]


class Web:
    """Relations by the cells that they tie."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.by_cell: dict[Hashable, list[Relation]] = defaultdict(list)
        for relation in dict.fromkeys(relations):
            for cell in dict.fromkeys(relation.cells):
                self.by_cell[cell].append(relation)
        self.false = {one for one in relations if isinstance(one, Total) and not one.holds}
        self.signed = {relation.change for relation in relations if isinstance(relation, Change)}

    def of(self, cell: Hashable) -> Sequence[Relation]:
        """The relations that tie a cell."""
        return self.by_cell.get(cell, ())

    def find_related(
        self, cell: Hashable, known: Known, *, without: Collection[Relation] = ()
    ) -> dict[Relation, Equation]:
        """The relations that bear on an unknown cell: its own, and those that share an unknown with one of them."""
        related: dict[Relation, Equation] = {}
        seen, waiting = {cell}, [cell]
        while waiting:
            for relation in self.of(waiting.pop()):
                equation = None if relation in related or relation in without else relation.solve(known)
                if equation is not None:
                    related[relation] = equation
                    waiting += [other for other in equation.terms if other not in seen]
                    seen |= equation.terms.keys()
        return related

    def bound(self, cell: Hashable, known: Known, *, without: Collection[Relation] = ()) -> Interval:
        """The least and the most that an unknown cell may be, all that bears on it taken together."""
        equations = list(self.find_related(cell, known, without=without).values())
        if len(equations) == 1:
            return self.bound_alone(cell, equations[0])
        low, high = self._optimise(cell, equations)
        return low[0], high[0]

    def weigh(self, cell: Hashable, known: Known) -> tuple[dict[Relation, float], dict[Relation, float]]:
        """By how much the least and the most move with the constant of each relation: what holds the bounds."""
        related = self.find_related(cell, known)
        low, high = self._optimise(cell, list(related.values()))
        return dict(zip(related, low[1], strict=True)), dict(zip(related, high[1], strict=True))

    def bound_alone(self, cell: Hashable, equation: Equation) -> Interval:
        """The same by one equation: the others of its unknowns are anything that is not negative."""
        own = equation.terms[cell]
        least = UNBOUNDED if cell in self.signed else 0.0
        if not own:
            return -least if least else 0.0, UNBOUNDED
        pulls = [(c / own, other in self.signed) for other, c in equation.terms.items() if other != cell]
        value = equation.constant / own
        low = -UNBOUNDED if any(c > 0 or (c and signed) for c, signed in pulls) else value
        high = UNBOUNDED if any(c < 0 or (c and signed) for c, signed in pulls) else value
        return (low, high) if cell in self.signed else (max(low, 0.0), max(high, 0.0))

    def _optimise(self, cell: Hashable, equations: Sequence[Equation]) -> tuple[Side, Side]:
        """By linear programming: the audit of a table in « Statistical Disclosure Control » (2012), chapter 4."""
        if not equations:
            return (-UNBOUNDED if cell in self.signed else 0.0, []), (UNBOUNDED, [])
        columns = {c: n for n, c in enumerate(dict.fromkeys(c for e in equations for c in e.terms))}
        scale = max(max(abs(e.constant) for e in equations), 1.0)
        sizes = [max(map(abs, e.terms.values()), default=0.0) or 1.0 for e in equations]
        program = Program(
            floors=tuple(-UNBOUNDED if c in self.signed else 0.0 for c in columns),
            rows=tuple(
                tuple((columns[c], own / size) for c, own in e.terms.items() if own)
                for e, size in zip(equations, sizes, strict=True)
            ),
            constants=tuple(e.constant / size / scale for e, size in zip(equations, sizes, strict=True)),
        )
        sides = bound(program, columns[cell]) or bound(reconcile(program), columns[cell])
        if sides is None:
            raise ArithmeticError(f"bornes de {cell} : un système compatible est attendu, il ne l'est pas.")
        low, high = sides
        least, most = scale * low.value, -scale * high.value
        return (least, list(low.weights / sizes)), (max(least, most), list(-high.weights / sizes))
