"""Discs: their largest radius by how close the places are, and values so far above the others that none has them."""

from pages.views.maps.discs import LARGEST, SMALLEST, find_radius, find_scale

NAMES = [f"T{n}" for n in range(20)]


def test_places_far_apart_have_the_largest_discs_and_close_ones_the_smallest() -> None:
    assert find_radius([(0, 0), (500, 0), (1000, 0)]) == LARGEST
    assert find_radius([(0, 0), (2, 0), (4, 0)]) == SMALLEST
    assert find_radius([(0, 0), (20, 0), (40, 0), (60, 0)]) == 36.0
    assert find_radius([(5, 5)]) == LARGEST


def test_the_scale_ends_at_the_largest_value_where_it_is_not_far_above_the_next() -> None:
    assert find_scale(range(1, 21), NAMES) == 20
    assert find_scale([*range(1, 20), 4 * 19], NAMES) == 76


def test_one_value_more_than_four_times_the_next_is_beyond_the_scale() -> None:
    assert find_scale([*range(1, 20), 4 * 19 + 1], NAMES) == 19


def test_of_two_hundred_territories_two_may_be_beyond() -> None:
    names = [f"T{n}" for n in range(200)]
    assert find_scale([*range(1, 199), 5000, 6000], names) == 198
    assert find_scale([*range(1, 198), 4000, 5000, 6000], names) == 6000


def test_all_years_of_a_territory_count_as_one() -> None:
    assert find_scale([1, 2, 100, 101], ["A", "B", "C", "C"]) == 2


def test_nothing_known_and_zeros_have_a_scale() -> None:
    assert find_scale([], []) == 0
    assert find_scale([0, 0, 7], ["A", "B", "C"]) == 7
