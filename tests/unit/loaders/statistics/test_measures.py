"""Changes, ranks, sums and indices, against numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statistics.changes import Change, compute_change, compute_change_between, compute_index
from loaders.statistics.groups import GroupSum, sum_over_group
from loaders.statistics.points import Point
from loaders.statistics.ranks import Rank, compute_rank

# Change


def test_waste_of_lens_lievin_rose_by_8_58_percent() -> None:
    change = compute_change([Point(2020, 144_037, "estimated"), Point(2021, 156_402)])
    assert change.value == pytest.approx(12_365 / 144_037)
    assert f"{100 * (change.value or 0):.2f}" == "8.58"
    assert (change.base_year, change.points, change.reason) == (2020, 12_365, "")


def test_a_fall_is_negative_whatever_the_order_of_the_points() -> None:
    assert compute_change([Point(2021, 150), Point(2019, 400), Point(2020, 200)]).value == -0.25


def test_the_year_of_the_base_is_the_last_one_known() -> None:
    change = compute_change([Point(2018, 100), Point(2019, None), Point(2020, float("nan")), Point(2021, 110)])
    assert (change.base_year, change.value) == (2018, pytest.approx(0.1))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (Point(2020, 10), Point(2021, 12, break_before=True), "rupture de série"),
        (Point(2020, 10), Point(2021, 12, "objective"), "un objectif n'est pas un résultat"),
        (Point(2020, 10, "objective"), Point(2021, 12), "un objectif n'est pas un résultat"),
        (Point(2020, 10, "planned"), Point(2021, 12), "une prévision n'est pas un résultat"),
        (Point(2020, 10), Point(2021, 12, "threshold"), "un seuil n'est pas un résultat"),
        (Point(2020, 10), Point(2021, 12, "offer"), "une offre n'est pas un résultat"),
        (Point(2020, 10, scope="stream=glass"), Point(2021, 12), "périmètres ou méthodes différents"),
        (Point(2020, 10, publisher="Ademe"), Point(2021, 12, publisher="Insee"), "sources différentes"),
        (Point(2020, 0), Point(2021, 12), "valeur de départ nulle"),
    ],
)
def test_no_change_is_computed_and_the_reason_is_said(before: Point, after: Point, reason: str) -> None:
    assert compute_change([before, after]) == Change(None, 2020, reason)


def test_a_break_in_a_year_without_value_still_parts_the_series() -> None:
    points = [Point(2019, 10), Point(2020, None, "missing", break_before=True), Point(2021, 12)]
    assert compute_change(points).reason == "rupture de série"


def test_a_break_before_the_base_does_not_matter() -> None:
    points = [Point(2018, 50), Point(2019, 10, break_before=True), Point(2020, 12)]
    assert compute_change(points).value == pytest.approx(0.2)


def test_a_value_computed_here_goes_with_any_publisher() -> None:
    assert compute_change([Point(2020, 10, publisher=""), Point(2021, 11, publisher="Ademe")]).value == pytest.approx(
        0.1
    )


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ([], "aucune année connue"),
        ([Point(2021, None, "missing")], "aucune année connue"),
        ([Point(2021, 3), Point(2020, None, "missing")], "une seule année connue"),
    ],
)
def test_one_year_or_none_gives_no_change(points: list[Point], reason: str) -> None:
    assert compute_change(points) == Change(None, None, reason)


# Rank


def test_ties_share_the_better_place() -> None:
    values = pd.Series({"A": 30.0, "B": 20.0, "C": 20.0, "D": 10.0})
    assert [compute_rank(values, code) for code in "ABCD"] == [Rank(1, 4), Rank(2, 4), Rank(2, 4), Rank(4, 4)]


def test_a_missing_value_has_no_rank_and_is_not_counted_but_zero_is() -> None:
    values = pd.Series({"A": 30.0, "B": np.nan, "C": 0.0})
    assert compute_rank(values, "B") is None
    assert compute_rank(values, "C") == Rank(2, 2)


def test_who_is_alone_or_unknown_has_no_rank() -> None:
    assert compute_rank(pd.Series({"A": 30.0, "B": np.nan}), "A") is None
    assert compute_rank(pd.Series({"A": 30.0, "B": 2.0}), "Z") is None


# Sums


def test_a_sum_is_given_where_every_member_is_known() -> None:
    values, statuses = pd.Series({"A": 1.0, "B": 2.5, "C": 99.0}), pd.Series("normal", index=list("ABC"))
    assert sum_over_group(values, statuses, ("A", "B")) == GroupSum(3.5, 2, 2, "normal")


def test_a_sum_is_withheld_where_one_member_is_unknown() -> None:
    statuses = pd.Series("normal", index=list("ABC"))
    assert sum_over_group(pd.Series({"A": 1.0, "B": 2.0}), statuses, ("A", "B", "C")).value is None
    withheld = sum_over_group(pd.Series({"A": 1.0, "B": np.nan, "C": 3.0}), statuses, ("A", "B", "C"))
    assert withheld == GroupSum(None, 2, 3, "missing")


def test_a_sum_is_withheld_even_where_nine_members_in_ten_are_known() -> None:
    members = tuple("ABCDEFGHIJ")
    values, statuses = pd.Series(1.0, index=list(members[:9])), pd.Series("normal", index=list(members))
    assert sum_over_group(values, statuses, members) == GroupSum(None, 9, 10, "missing")


def test_a_group_without_members_has_no_sum() -> None:
    assert sum_over_group(pd.Series({"A": 1.0}), pd.Series({"A": "normal"}), ()).value is None


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (("normal", "normal"), "normal"),
        (("normal", "provisional"), "provisional"),
        (("provisional", "estimated"), "estimated"),
    ],
)
def test_a_sum_is_as_uncertain_as_its_least_certain_member(statuses: tuple[str, str], whole: str) -> None:
    values = pd.Series({"A": 1.0, "B": 2.0})
    assert sum_over_group(values, pd.Series(statuses, index=["A", "B"]), ("A", "B")).status == whole


def test_a_sum_is_withheld_where_a_member_is_confidential_even_if_its_value_came_along() -> None:
    statuses = pd.Series({"A": "normal", "B": "confidential"})
    assert sum_over_group(pd.Series({"A": 1.0, "B": 2.0}), statuses, ("A", "B")).value is None


# Changes from below zero, between two years, index 100

YEARS = st.lists(st.integers(1990, 2030), min_size=2, max_size=12, unique=True).map(sorted)
VALUES = st.floats(0.01, 1e9)


@st.composite
def draw_series(draw: st.DrawFn) -> list[Point]:
    """A comparable series of positive values, in any order."""
    return draw(st.permutations([Point(year, draw(VALUES)) for year in draw(YEARS)]))


def ends_of(series: list[Point]) -> tuple[int, int]:
    years = [p.year for p in series]
    return min(years), max(years)


def test_no_rate_from_below_zero() -> None:
    assert compute_change([Point(2020, -10), Point(2021, -5)]).reason == "valeur de départ négative"


def test_a_confidential_value_gives_no_change() -> None:
    points = [Point(2019, 10), Point(2020, 20, "confidential"), Point(2021, 11)]
    assert compute_change(points).base_year == 2019
    assert compute_change_between(points, 2020, 2021) == Change(None, 2020, "sans donnée en 2020")


def test_a_year_without_value_is_not_replaced_by_another() -> None:
    points = [Point(2019, 10), Point(2021, 11)]
    assert compute_change_between(points, 2018, 2020).reason == "sans donnée en 2018 et 2020"
    assert compute_change_between(points, 2021, 2019).reason == "deux années différentes, dans l'ordre, sont attendues"


@given(draw_series(), st.floats(0.001, 1000))
def test_changes_and_indices_do_not_depend_on_the_unit(series: list[Point], factor: float) -> None:
    first, last = ends_of(series)
    scaled = [p._replace(value=(p.value or 0) * factor) for p in series]
    assert compute_change(scaled).value == pytest.approx(compute_change(series).value, rel=1e-6, abs=1e-6)
    assert compute_index(scaled, first).values[last] == pytest.approx(compute_index(series, first).values[last])


@given(draw_series(), st.data())
def test_the_index_is_100_in_its_base_year_and_keeps_every_ratio(series: list[Point], data: st.DataObject) -> None:
    base = data.draw(st.sampled_from([p.year for p in series]))
    index = compute_index(series, base)
    values = {p.year: p.value or 0 for p in series}
    assert index.values[base] == 100
    assert all(index.values[y] == pytest.approx(100 * values[y] / values[base]) for y in values)
    assert index.reasons == {}


@given(draw_series(), st.data())
def test_a_break_parts_changes_and_indices(series: list[Point], data: st.DataObject) -> None:
    first, last = ends_of(series)
    broken_in = data.draw(st.sampled_from(sorted({p.year for p in series} - {first})))
    broken = [p._replace(break_before=p.year == broken_in) for p in series]
    assert compute_change_between(broken, first, last).reason == "rupture de série"
    index = compute_index(broken, last)
    assert all((index.values[p.year] is None) == (p.year < broken_in) for p in series)


def test_an_index_leaves_a_hole_and_says_why() -> None:
    points = [Point(2019, 50), Point(2020, None, "missing"), Point(2021, 60), Point(2025, 40, "objective")]
    index = compute_index(points, 2019)
    assert index.values == {2019: 100, 2020: None, 2021: pytest.approx(120)}
    assert index.reasons == {2020: "sans donnée en 2020"}
    assert set(compute_index(points, 2018).reasons.values()) == {"sans donnée en 2018"}
