"""Linear programs of secrecy, with bounds worked out by hand."""

from loaders.rules.programs import UNBOUNDED, Least, Program, bound, reconcile

X, Y, Z = range(3)


def tell(side: Least) -> tuple[float, list[float]]:
    """The least of a goal and what moves it, to the precision of the solver."""
    return round(side.value, 9), side.weights.round(9).tolist()


def test_the_bounds_of_an_unknown_come_with_what_moves_them() -> None:
    """x + y = 10 and y + z = 7: x is 3 at least, where y is all of the 7, and 10 at most, where it is nothing."""
    program = Program((0.0,) * 3, (((X, 1.0), (Y, 1.0)), ((Y, 1.0), (Z, 1.0))), (10.0, 7.0))
    least, opposite = bound(program, X) or ()
    assert tell(least) == (3, [1, -1])
    assert tell(opposite) == (-10, [-1, 0])


def test_what_nothing_holds_has_no_bound() -> None:
    """x − y = 2, neither negative: x is 2 at least; where y may be, x may be anything."""
    rows = (((X, 1.0), (Y, -1.0)),)
    least, opposite = bound(Program((0.0, 0.0), rows, (2.0,)), X) or ()
    assert (least.value, opposite.value) == (2, -UNBOUNDED)
    least, opposite = bound(Program((-UNBOUNDED, -UNBOUNDED), rows, (2.0,)), X) or ()
    assert (least.value, opposite.value) == (-UNBOUNDED, -UNBOUNDED)


def test_equations_that_contradict_each_other_are_reconciled_with_the_least_change() -> None:
    """Two say that x is 5, one that it is 3: it is the last that is 2 off, where the others would have to move by 4."""
    program = Program((0.0,), (((X, 1.0),),) * 3, (5.0, 3.0, 5.0))
    assert bound(program, X) is None
    assert reconcile(program).constants == (5, 5, 5)
    assert [side.value for side in bound(reconcile(program), X) or ()] == [5, -5]


def test_a_coefficient_of_nothing_ties_nothing() -> None:
    """0 × y + x = 4."""
    program = Program((0.0, 0.0), (((Y, 0.0), (X, 1.0)), ((Y, 0.0),)), (4.0, 0.0))
    assert [side.value for side in bound(program, X) or ()] == [4, -4]
