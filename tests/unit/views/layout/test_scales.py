"""Axes: round steps written in French, from zero wherever values come near it, ranks from 1."""

import pytest

from pages.views.layout.scales import Scale, lay_across, lay_axis, lay_values, measure_stacks, nice_ticks, pick_words
from pages.views.layout.scene import Box
from pages.views.marks import Chart, Guide, Line, Mark, Shape


def make_chart(*values: float | None, shape: Shape = "line", **changes: object) -> Chart:
    """A chart of one line of some values, a year each."""
    marks = tuple(Mark(2020 + n, value, "") for n, value in enumerate(values))
    return Chart(shape, "T", "t", "tonnes", 0, (Line("A", marks),), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1737, [0, 500, 1000, 1500, 2000]),
        (0, 156_402, [0, 50_000, 100_000, 150_000, 200_000]),
        (0, 0.3, [0, 0.1, 0.2, 0.3]),
        (-12, 7, [-15, -10, -5, 0, 5, 10]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 12, [0, 5, 10, 15]),
        (0, 120, [0, 25, 50, 75, 100, 125]),
        (100, 110, [100, 102, 104, 106, 108, 110]),
    ],
)
def test_ticks_are_round_and_hold_the_values(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


def test_ticks_are_written_in_french_with_the_decimals_that_tell_them_apart() -> None:
    assert lay_axis([0, 1737]).words == ("0", "500", "1\u202f000", "1\u202f500", "2\u202f000")
    assert lay_axis([0, 0.3]).words == ("0,0", "0,1", "0,2", "0,3")
    assert lay_axis([0.9, 1.0], is_from_zero=False).words == ("0,90", "0,92", "0,94", "0,96", "0,98", "1,00")


def test_an_amount_is_measured_from_zero() -> None:
    assert lay_axis([100, 110]).ticks == (0, 25, 50, 75, 100, 125)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([100, 110], 100, 110), ([4, 10], 4, 10), ([3, 9], 0, 10), ([-9, -3], -10, 0), ([-10, -4], -10, -4)],
)
def test_a_fitted_axis_begins_at_zero_where_values_come_within_half_their_span(
    values: list[float], low: float, high: float
) -> None:
    """3 to 9 span 6, and 3 is half of it: from zero. 4 to 10 span 6 too, and 4 is more: fitted."""
    axis = lay_axis(values, is_from_zero=False)
    assert (axis.low, axis.high) == (low, high)


def test_numbers_are_written_as_often_as_they_have_room_and_zero_always() -> None:
    """« −15 » of 10 points and a digit are (1196 + 3 × 1139) ÷ 2048 × 10 ÷ 72 = 0.313 inches wide."""
    axis = lay_axis([-12, 7])
    assert [word for _, word in pick_words(axis, 0.32, 10)] == ["−15", "−10", "−5", "0", "5", "10"]
    assert [word for _, word in pick_words(axis, 0.30, 10)] == ["−10", "0", "10"]
    assert [word for _, word in pick_words(axis, 0.12, 10)] == ["−15", "0"]


def test_no_value_at_all_still_has_an_axis() -> None:
    assert (lay_axis([]).low, lay_axis([]).high) == (0, 1)


def test_the_axis_of_a_chart_holds_what_lies_beside_its_values() -> None:
    path = Guide("path", ((2009, 620), (2030, 527)))
    assert lay_values(make_chart(400, guides=(path,))).high == 800
    assert lay_values(make_chart(400)).high == 400


def test_charts_that_share_a_scale_go_as_high_as_the_highest_of_all() -> None:
    assert lay_values(make_chart(4.0, top=38.0)).high == 40


def test_an_index_is_fitted_and_an_amount_is_not() -> None:
    assert lay_values(make_chart(96, 104, is_from_zero=False)).low == 96
    assert lay_values(make_chart(96, 104)).low == 0


def test_ranks_are_whole_and_begin_at_1() -> None:
    axis = lay_values(make_chart(3, 7, 2, is_inverted=True))
    assert (axis.low, axis.high, axis.words) == (1, 7, ("1", "2", "3", "4", "5", "6", "7"))


def test_many_ranks_are_written_every_few() -> None:
    """29 steps in at most 9: one rank in four."""
    assert lay_values(make_chart(30, is_inverted=True)).words == ("1", "5", "9", "13", "17", "21", "25", "29")


def test_a_stack_reaches_as_far_as_its_parts_on_each_side_of_zero() -> None:
    up = Line("A", (Mark("x", 3.0, ""), Mark("y", None, "")))
    more = Line("B", (Mark("x", 4.0, ""), Mark("y", 2.0, "")))
    down = Line("C", (Mark("x", -5.0, ""), Mark("y", 0.0, "")))
    chart = Chart("stack", "T", "t", "tonnes", 0, (up, more, down), ("x", "y"))
    assert measure_stacks(chart) == [7, -5, 2, 0]
    assert (lay_values(chart).low, lay_values(chart).high) == (-5, 10)


def test_the_axis_across_a_scatter_is_fitted_to_its_numbers() -> None:
    line = Line("A", (Mark(100.0, 1.0, ""), Mark(110.0, 2.0, "")))
    axis = lay_across(Chart("scatter", "T", "t", "tonnes", 0, (line,)))
    assert (axis.low, axis.high) == (100, 110)


def test_a_value_stands_at_its_share_of_the_plot() -> None:
    scale = Scale(Box(1.0, 2.0, 4.0, 8.0), (2010, 2020), (0, 100))
    assert (scale.x(2010), scale.x(2015), scale.x(2020)) == (1, 3, 5)
    assert (scale.y(0), scale.y(25), scale.y(100)) == (2, 4, 10)


def test_the_first_rank_stands_on_top() -> None:
    scale = Scale(Box(0, 0, 1, 6.0), (0, 1), (1, 4), is_inverted=True)
    assert (scale.y(1), scale.y(2), scale.y(4)) == (6, 4, 0)
