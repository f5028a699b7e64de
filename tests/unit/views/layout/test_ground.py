"""Outlines: rings read from their path, points inside told from those in a hole or outside."""

import numpy as np
import pytest

from pages.views.layout.ground import Shape, is_within, read_rings

# A square of 10 with a hole of 4 in its middle; y goes down.
RING = "M0 0l10 0 0 10 -10 0zm3 3l4 0 0 4 -4 0z"
SQUARE = Shape("A", "A", RING, (0, 0, 10, 10), (1, 1))


def test_rings_are_read_from_relative_moves_and_closed() -> None:
    outer, hole = read_rings(RING)
    assert outer.tolist() == [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    assert hole.tolist() == [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]]


def test_numbers_without_a_blank_between_them_are_read() -> None:
    (ring,) = read_rings("M1.5-2l.5.5-1-1z")
    assert np.allclose(ring, [[1.5, -2], [2, -1.5], [1, -2.5], [1.5, -2]])


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [((1, 1), True), ((9, 5), True), ((5, 5), False), ((11, 5), False), ((-1, 5), False), ((5, 11), False)],
)
def test_a_hole_is_not_inside(point: tuple[float, float], is_inside: bool) -> None:
    assert is_within(SQUARE, [point]) is is_inside


def test_all_points_must_be_inside() -> None:
    assert is_within(SQUARE, [(1, 1), (9, 9)])
    assert not is_within(SQUARE, [(1, 1), (5, 5)])


def test_two_islands_are_one_outline() -> None:
    islands = Shape("B", "B", "M0 0l2 0 0 2 -2 0zm10 0l2 0 0 2 -2 0z", (0, 0, 12, 2), (1, 1))
    assert is_within(islands, [(1, 1), (11, 1)])
    assert not is_within(islands, [(5, 1)])
