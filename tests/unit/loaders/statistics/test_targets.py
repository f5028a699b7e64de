"""Targets: the region's household waste, 620 kg in 2009, 558 by 2025, 527 by 2030; and what deserves an alert."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import store
from loaders.statistics.points import Point
from loaders.statistics.targets import TargetPath, build_path, find_expected, is_reached, list_alerts, measure_distance
from tests.synthetic import make_observations

REGION = TargetPath((2009, 620.0), ((2025, 558.0), (2030, 527.0)), "down")


def test_the_stored_figures_give_the_region_s_path() -> None:
    rows = store.load_observations(["waste.collected_per_inhabitant"], territories=["R32"])
    scoped = rows[rows["source"].astype(str).eq("odema-objectifs")]
    assert build_path(scoped.astype({"status": str}), 2009, "down") == REGION


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2008, None), (2009, 620), (2017, 589), (2021, 573.5), (2025, 558), (2027, 545.6), (2030, 527), (2035, 527)],
)
def test_the_path_starts_from_the_reference_and_goes_from_goal_to_goal(year: int, expected: float | None) -> None:
    assert find_expected(REGION, year) == (None if expected is None else pytest.approx(expected))


def test_above_the_path_by_69_4_kg_in_2021() -> None:
    distance = measure_distance(REGION, 2021, 642.9)
    assert (distance.gap, distance.is_kept) == (pytest.approx(69.4), False)
    assert distance.relative == pytest.approx(69.4 / 573.5)


def test_a_missing_result_or_an_earlier_one_has_no_distance_and_says_why() -> None:
    assert measure_distance(REGION, 2021, None).reason == "sans donnée en 2021"
    assert measure_distance(REGION, 2005, 600).reason == "la trajectoire commence en 2009"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"year": 2025, "status": "objective"}], "aucune valeur de référence en 2009"),
        ([{"year": 2009}, {"year": 2009}], "2 valeurs de référence en 2009"),
        ([{"year": 2009}, {"year": 2005, "status": "objective"}], "aucun objectif après 2009"),
        ([{"year": 2009}, *[{"year": 2025, "status": "objective"}] * 2], "plusieurs objectifs pour une même échéance"),
    ],
)
def test_a_path_that_cannot_be_built_says_why(rows: list[dict[str, object]], reason: str) -> None:
    assert build_path(make_observations(rows), 2009, "down") == reason


def kinds_of(series: list[Point], **given_: object) -> list[str]:
    return [alert.kind for alert in list_alerts(series, **given_)]


def test_a_goal_is_missed_only_by_the_result_of_its_own_year() -> None:
    (alert,) = list_alerts([Point(2025, 600.0)], path=REGION)
    assert (alert.kind, alert.year, alert.expected, alert.found) == ("missed", 2025, 558, 600)
    assert kinds_of([Point(2025, 558.0)], path=REGION) == []
    assert kinds_of([Point(2024, 700.0)], path=REGION) == []


def test_falling_behind_is_farther_off_the_path_than_before() -> None:
    assert kinds_of([Point(2019, 590.0), Point(2021, 642.9)], path=REGION) == ["falling_behind"]
    assert kinds_of([Point(2019, 700.0), Point(2021, 642.9)], path=REGION) == []
    assert kinds_of([Point(2019, 590.0), Point(2021, 642.9, break_before=True)], path=REGION) == []


def test_a_figure_is_stale_the_day_after_it_was_expected() -> None:
    points, due = [Point(2021, 1.0)], dt.date(2024, 6, 30)
    assert kinds_of(points, today=due, expected_on=due) == []
    assert kinds_of(points, today=dt.date(2024, 7, 1), expected_on=due) == ["stale"]


def test_ten_points_from_the_median_are_far_and_nine_are_not() -> None:
    assert kinds_of([Point(2021, 60.1)], median=50.1) == ["far_from_median"]
    assert kinds_of([Point(2021, 41.0)], median=50.0) == []


def test_a_change_of_sign_is_seen_and_zero_is_no_sign() -> None:
    assert kinds_of([Point(2020, -1.0), Point(2021, 2.0)]) == ["changed_sign"]
    assert kinds_of([Point(2020, 0.0), Point(2021, 2.0)]) == []
    assert kinds_of([Point(2020, -1.0), Point(2021, 2.0, scope="autre")]) == []


def test_nothing_known_gives_no_alert() -> None:
    assert list_alerts([Point(2021, None, "missing")], path=REGION, median=3) == []


GOALS = st.tuples(st.integers(2000, 2020), st.integers(1, 30), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))


@given(GOALS, st.integers(0, 40))
def test_the_path_never_leaves_the_reference_and_the_goal(goal: tuple[int, int, float, float], after: int) -> None:
    start, duration, before, value = goal
    path = TargetPath((start, before), ((start + duration, value),), "down")
    expected = find_expected(path, start + after)
    assert min(before, value) - 1e-6 <= expected <= max(before, value) + 1e-6
    assert find_expected(path, start) == before
    assert find_expected(path, start + duration) == value


@given(GOALS, st.floats(-1e6, 1e6))
def test_turned_upside_down_a_result_is_as_far_on_the_same_side(
    goal: tuple[int, int, float, float], found: float
) -> None:
    start, duration, before, value = goal
    year = start + duration // 2
    down = measure_distance(TargetPath((start, before), ((start + duration, value),), "down"), year, found)
    up = measure_distance(TargetPath((start, -before), ((start + duration, -value),), "up"), year, -found)
    assert up.is_kept == down.is_kept
    assert up.gap == pytest.approx(-down.gap)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_goal_without_a_good_side_is_neither_reached_nor_missed(value: float, goal: float) -> None:
    assert is_reached(value, goal, "neutral") is None
    assert is_reached(value, goal, "up") or is_reached(value, goal, "down")
