"""Outlines: rings read from their path."""

import numpy as np

from pages.views.layout.maps.ground import read_rings

# A square of 10 with a hole of 4 in its middle; y goes down.
RING = "M0 0l10 0 0 10 -10 0zm3 3l4 0 0 4 -4 0z"


def test_rings_are_read_from_relative_moves_and_closed() -> None:
    outer, hole = read_rings(RING)
    assert outer.tolist() == [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    assert hole.tolist() == [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]]


def test_numbers_without_a_blank_between_them_are_read() -> None:
    (ring,) = read_rings("M1.5-2l.5.5-1-1z")
    assert np.allclose(ring, [[1.5, -2], [2, -1.5], [1, -2.5], [1.5, -2]])
