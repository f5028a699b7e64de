"""Linear programs of a few equations, given to HiGHS itself: scipy takes longer to hand them over than it to solve."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from geo.kept import PROGRAMS, keep

UNBOUNDED = float("inf")
NOISE = 1e-12


class Least(NamedTuple):
    """The least of a goal, and by how much each constant moves it; minus infinity where nothing holds it."""

    value: float
    weights: np.ndarray


@dataclass(frozen=True)
class Program:
    """Unknowns by number, none under its floor, in equations Σ coefficient × unknown = constant, a row each."""

    floors: tuple[float, ...]
    rows: tuple[tuple[tuple[int, float], ...], ...]
    constants: tuple[float, ...]

    def load(self, costs: tuple[float, ...]) -> Any:
        """A solver that holds the equations, and is to make the least of what the unknowns cost."""
        import highspy  # only where bounds are worked out

        entries = [entry for row in self.rows for entry in row]
        lp = highspy.HighsLp()
        lp.num_col_ = lp.a_matrix_.num_col_ = len(self.floors)
        lp.num_row_ = lp.a_matrix_.num_row_ = len(self.rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = costs, self.floors, (UNBOUNDED,) * len(self.floors)
        lp.row_lower_ = lp.row_upper_ = self.constants
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, self.rows)])
        lp.a_matrix_.index_ = [unknown for unknown, _ in entries]
        lp.a_matrix_.value_ = [own for _, own in entries]
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.passModel(lp)
        return model

    def minimise(self, model: Any, unknown: int, cost: float) -> Least | None:
        """The least of one unknown that costs something; None where the equations contradict each other."""
        from highspy import HighsModelStatus as Status

        model.changeColCost(unknown, cost)
        model.clearSolver()
        model.run()
        if model.getModelStatus() not in (Status.kOptimal, Status.kInfeasible, Status.kUnbounded):
            model.setOptionValue("presolve", "off")
            model.run()
            model.setOptionValue("presolve", "choose")
        found = model.getModelStatus()
        if found == Status.kInfeasible:
            return None
        if found != Status.kOptimal:
            return Least(-UNBOUNDED, np.zeros(len(self.rows)))
        return Least(model.getInfo().objective_function_value, np.array(model.getSolution().row_dual))


@keep(PROGRAMS)
def bound(program: Program, unknown: int) -> tuple[Least, Least] | None:
    """The least of an unknown, and that of its opposite; None where the equations contradict each other."""
    model = program.load((0.0,) * len(program.floors))
    least = program.minimise(model, unknown, 1.0)
    opposite = None if least is None else program.minimise(model, unknown, -1.0)
    return None if least is None or opposite is None else (least, opposite)


@keep(PROGRAMS)
def reconcile(program: Program) -> Program:
    """The same with the constants nearest to its own that can hold together: printed sums do not always."""
    many, wide = len(program.rows), len(program.floors)
    eased = replace(
        program,
        floors=(*program.floors, *(0.0,) * (2 * many)),
        rows=tuple((*row, (wide + n, 1.0), (wide + many + n, -1.0)) for n, row in enumerate(program.rows)),
    )
    model = eased.load((0.0,) * wide + (1.0,) * (2 * many))
    model.run()
    gaps = np.array(model.getSolution().col_value[wide:])
    gaps = np.where(gaps > NOISE, gaps, 0.0)
    return replace(program, constants=tuple((np.array(program.constants) - gaps[:many] + gaps[many:]).tolist()))
