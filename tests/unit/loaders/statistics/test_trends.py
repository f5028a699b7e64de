"""Trends, against tables worked out by hand and the laws of Mann-Kendall and Theil-Sen."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statistics.points import Point
from loaders.statistics.tendency import APPROXIMATE, Projection, Trend, compute_trend, project, select_comparable


def make_points(values: list[float], first: int = 2010) -> list[Point]:
    return [Point(first + n, value) for n, value in enumerate(values)]


LISTS = st.lists(st.integers(-500, 500).map(float), min_size=5, max_size=15)


def test_five_rising_years_have_one_chance_in_sixty() -> None:
    trend = compute_trend(make_points([10, 12, 13, 17, 18]))
    assert trend.tau == pytest.approx(1)
    assert trend.p_value == pytest.approx(2 / 120)  # two orders of 5! are as extreme: all rising, all falling
    assert trend.method == "test de Mann-Kendall (loi exacte), pente de Theil-Sen"
    assert (trend.first, trend.last, trend.points) == (2010, 2014, 5)
    assert (trend.is_established, trend.wording) == (True, "tendance à la hausse")


def test_the_slope_is_the_median_of_those_of_all_pairs() -> None:
    values = [10.0, 12.0, 13.0, 17.0, 18.0]
    slopes = [(values[j] - values[i]) / (j - i) for i, j in combinations(range(5), 2)]
    assert compute_trend(make_points(values)).slope == pytest.approx(np.median(slopes))


def test_equal_values_use_the_approximation_and_are_named() -> None:
    assert compute_trend(make_points([1, 2, 2, 3, 4, 5])).method == APPROXIMATE
    flat = compute_trend(make_points([7] * 6))
    assert (flat.slope, flat.p_value, flat.wording) == (0, 1, "pas de tendance établie")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 année comparable"), (1, "1 année comparable"), (4, "4 années comparables")]
)
def test_under_five_points_there_is_no_trend(count: int, said: str) -> None:
    trend = compute_trend(make_points([float(n) for n in range(count)]))
    assert (trend.slope, trend.reason) == (None, f"{said} ; une tendance en demande 5")
    assert trend.wording == trend.reason
    assert project(trend, 2015).value is None


def test_only_the_years_since_the_last_break_count() -> None:
    points = make_points([1, 2, 3, 4, 5, 60, 70, 80, 90, 99])
    broken = [p._replace(break_before=p.year == 2015) for p in points]
    assert [p.year for p in select_comparable(broken)] == [2015, 2016, 2017, 2018, 2019]
    assert compute_trend(broken).first == 2015


def test_targets_and_other_scopes_are_no_part_of_it() -> None:
    points = [*make_points([1, 2, 3, 4, 5]), Point(2025, 100, "objective"), Point(2009, 50, scope="stream=glass")]
    assert (compute_trend(points).first, compute_trend(points).last) == (2010, 2014)


def test_two_values_in_a_year_are_said() -> None:
    assert (
        compute_trend([*make_points([1, 2, 3, 4, 5]), Point(2014, 6)]).reason == "plusieurs valeurs pour une même année"
    )


def test_no_forecast_beyond_three_years() -> None:
    trend = compute_trend(make_points([10, 12, 14, 16, 18]))
    assert project(trend, 2014) == Projection(2014, 18, 18, 18)
    assert project(trend, 2017) == Projection(2017, 24, 24, 24, is_forecast=True)
    assert project(trend, 2018) == Projection(2018, None, reason="pas de prévision au-delà de 2017")
    assert project(trend, 2009).reason == "avant la première année de la tendance, 2010"


@given(LISTS)
def test_the_slope_is_within_its_interval_and_tau_within_one(values: list[float]) -> None:
    trend = compute_trend(make_points(values))
    assert trend.low <= trend.slope <= trend.high
    assert -1 <= trend.tau <= 1
    assert 0 <= trend.p_value <= 1


@given(LISTS)
def test_turned_upside_down_a_series_has_the_opposite_trend(values: list[float]) -> None:
    up, down = compute_trend(make_points(values)), compute_trend(make_points([-v for v in values]))
    assert (down.slope, down.low, down.high) == pytest.approx((-up.slope, -up.high, -up.low))
    assert (down.tau, down.p_value) == pytest.approx((-up.tau, up.p_value))


@given(LISTS, st.integers(-100, 100), st.integers(1, 50))
def test_another_unit_or_origin_changes_the_slope_alike(values: list[float], shift: int, factor: int) -> None:
    own, moved = compute_trend(make_points(values)), compute_trend(make_points([factor * v + shift for v in values]))
    assert moved.slope == pytest.approx(factor * own.slope)
    assert moved.p_value == pytest.approx(own.p_value)


@given(LISTS, st.randoms())
def test_one_mad_year_does_not_carry_the_slope_away(values: list[float], random) -> None:
    values = [float(n) for n in range(9)]
    values[random.randrange(9)] = 1e6
    assert abs(compute_trend(make_points(values)).slope) <= 2


@given(st.integers(-50, 50), LISTS)
def test_a_straight_line_is_found_and_prolonged(slope: int, values: list[float]) -> None:
    trend = compute_trend(make_points([values[0] + slope * n for n in range(len(values))]))
    last = 2010 + len(values) - 1
    assert trend.slope == pytest.approx(slope)
    assert project(trend, last + 3).value == pytest.approx(values[0] + slope * (last + 3 - 2010))


@given(LISTS, st.integers(-3, 6))
def test_the_band_holds_the_line_and_is_never_drawn_too_far(values: list[float], ahead: int) -> None:
    trend = compute_trend(make_points(values))
    found = project(trend, (trend.last or 0) + ahead)
    assert (found.value is None) == (ahead > 3)
    if found.value is not None:
        assert found.low - 1e-9 <= found.value <= found.high + 1e-9
        assert found.is_forecast == (ahead > 0)


def test_an_empty_trend_says_nothing_but_its_reason() -> None:
    assert Trend(reason="raison").wording == "raison"
