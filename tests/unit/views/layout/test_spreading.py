"""Words moved apart: those that have room stay, others stand together, none lies on another."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.layout.scene import Box
from pages.views.layout.spreading import place_beside, spread

ROOM = Box(0, 0, 10, 10)


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread([1.0, 3.0], [0.2, 0.2], 0.0, 4.0) == [1.0, 3.0]


def test_three_labels_stand_together_round_the_mean_of_what_they_want() -> None:
    assert spread([1.0, 1.1, 1.2], [0.2, 0.2, 0.2], 0.0, 4.0) == pytest.approx([0.9, 1.1, 1.3])


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    """1, 1.1 and 1.05 stand together round 1.05, one apart; 5 is free."""
    assert spread([1.0, 1.1, 5.0, 1.05], [1.0] * 4, -9.0, 9.0) == pytest.approx([0.05, 2.05, 5.0, 1.05])


def test_labels_of_two_heights_touch_and_do_not_overlap() -> None:
    """0.2 and 0.6 high round 1: from 0.6 to 1.4."""
    assert spread([1.0, 1.0], [0.2, 0.6], 0.0, 4.0) == pytest.approx([0.7, 1.1])


def test_labels_at_an_edge_stay_inside() -> None:
    assert spread([0.0, 0.0], [0.2, 0.2], 0.0, 4.0) == pytest.approx([0.1, 0.3])
    assert spread([4.0, 4.0], [0.2, 0.2], 0.0, 4.0) == pytest.approx([3.7, 3.9])


def test_twenty_labels_spread_without_overlap_and_inside_their_room() -> None:
    places = sorted(spread([1.0 + n * 0.01 for n in range(20)], [0.2] * 20, 0.0, 4.5))
    assert all(b - a >= 0.2 - 1e-9 for a, b in itertools.pairwise(places))
    assert places[0] >= 0.1 - 1e-9
    assert places[-1] <= 4.4 + 1e-9


@given(st.lists(st.tuples(st.floats(-1, 11), st.floats(0.05, 0.4)), min_size=1, max_size=25))
def test_labels_that_have_room_together_never_overlap_nor_leave_it(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    places = spread(wanted, heights, 0.0, 10.0)
    ordered = sorted(zip(places, heights, strict=True))
    assert all(b - tb / 2 >= a + ta / 2 - 1e-6 for (a, ta), (b, tb) in itertools.pairwise(ordered))
    assert all(y - tall / 2 >= -1e-6 and y + tall / 2 <= 10 + 1e-6 for y, tall in ordered)
    by_wish = [places[n] for n in sorted(range(len(wanted)), key=wanted.__getitem__)]
    assert by_wish == sorted(places)


def test_words_stand_at_the_right_of_their_point_where_they_can() -> None:
    assert place_beside((5, 5), 2, 1, 0.5, (), ROOM) == Box(5.5, 4.5, 2, 1)


def test_words_turn_to_the_left_then_over_and_under() -> None:
    right, left, over = Box(5.5, 4.5, 2, 1), Box(2.5, 4.5, 2, 1), Box(4, 5.5, 2, 1)
    assert place_beside((5, 5), 2, 1, 0.5, (right,), ROOM) == left
    assert place_beside((5, 5), 2, 1, 0.5, (right, left), ROOM) == over
    assert place_beside((5, 5), 2, 1, 0.5, (right, left, over), ROOM) == Box(4, 3.5, 2, 1)


def test_words_stay_in_their_room() -> None:
    assert place_beside((9.5, 5), 2, 1, 0.5, (), ROOM) == Box(7, 4.5, 2, 1)


def test_words_without_a_place_have_none() -> None:
    assert place_beside((5, 5), 2, 1, 0.5, (Box(0, 0, 10, 10),), ROOM) is None


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 0, 1, 1).meets(Box(1, 0, 1, 1))
    assert Box(0, 0, 1, 1).meets(Box(0.9, 0.9, 1, 1))
