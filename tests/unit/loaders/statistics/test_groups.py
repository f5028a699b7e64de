"""Averages over a group: what they cover, and when they are withheld."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statistics.groups import Aggregate, average_group, average_ratio

CODES = list("ABCD")
NORMAL = pd.Series("normal", index=CODES)
EQUAL = pd.Series(100.0, index=CODES)


def series(*numbers: float | None) -> pd.Series:
    return pd.Series(numbers, index=CODES[: len(numbers)], dtype="float64")


def test_three_of_four_are_enough_and_the_average_says_what_it_is_made_of() -> None:
    found = average_group(series(1, 2, None, 6), NORMAL, CODES, EQUAL)
    assert found == Aggregate(3.0, 3, 4, 0.75, 0.75)


def test_two_of_four_are_not() -> None:
    found = average_group(series(1, None, None, 4), NORMAL, CODES, EQUAL)
    assert (found.value, found.status, found.reason) == (None, "missing", "2 connus sur 4, il en faut 75 %")


def test_three_of_four_without_the_biggest_are_withheld_too() -> None:
    found = average_group(series(1, 2, 3, None), NORMAL, CODES, series(10, 10, 10, 70))
    assert (found.value, found.coverage, found.population_coverage) == (None, 0.75, pytest.approx(0.3))
    assert found.reason == "les territoires connus ont moins de 75 % des habitants"


def test_one_unknown_population_does_not_skip_the_test_of_inhabitants() -> None:
    found = average_group(series(1, 2, 3, None), NORMAL, CODES, series(10, None, 10, 70))
    assert (found.value, found.population_coverage) == (None, pytest.approx(20 / 90))
    assert found.reason == "les territoires connus ont moins de 75 % des habitants"


def test_who_has_no_value_and_an_unknown_population_may_be_the_biggest() -> None:
    found = average_group(series(1, 2, 3, None), NORMAL, CODES, series(10, 10, 10, None))
    assert (found.value, found.reason) == (None, "les habitants d’un territoire sans donnée sont inconnus")


def test_where_no_population_is_known_territories_are_counted() -> None:
    found = average_group(series(1, 2, 3, None), NORMAL, CODES, series(None, None, None, None))
    assert (found.value, found.population_coverage) == (2.0, None)


def test_who_is_not_concerned_is_no_part_of_the_group() -> None:
    statuses = pd.Series(["normal", "normal", "not_applicable", "not_applicable"], index=CODES)
    assert average_group(series(1, 3, None, None), statuses, CODES, EQUAL) == Aggregate(2.0, 2, 2, 1.0, 1.0)


def test_a_zero_counts_and_a_confidential_value_does_not() -> None:
    statuses = pd.Series(["normal", "normal", "normal", "confidential"], index=CODES)
    assert average_group(series(0, 3, 3, 9), statuses, CODES, EQUAL).value == 2.0


def test_a_group_without_territory_has_no_average() -> None:
    assert average_group(series(1), NORMAL, [], EQUAL).reason == "groupe sans territoire concerné"


def test_the_mean_of_two_ratios_is_the_ratio_of_their_sums() -> None:
    tonnes, people = series(60, 30), series(100, 300)
    found = average_ratio(tonnes, people, NORMAL, ["A", "B"], people, factor=1000)
    assert found.value == pytest.approx(225)  # and not (600 + 100) ÷ 2 = 350


def test_a_ratio_leaves_out_who_lacks_a_term_from_both_sums() -> None:
    found = average_ratio(series(1, 2, 3, 50), series(10, 20, 30, None), NORMAL, CODES, EQUAL)
    assert (found.value, found.known) == (pytest.approx(0.1), 3)


@pytest.mark.parametrize(
    ("statuses", "whole"), [(["normal", "provisional"], "provisional"), (["provisional", "estimated"], "estimated")]
)
def test_an_average_is_as_uncertain_as_its_least_certain_value(statuses: list[str], whole: str) -> None:
    assert average_group(series(1, 2), pd.Series(statuses, index=["A", "B"]), ["A", "B"], EQUAL).status == whole


GROUPS = st.lists(st.tuples(st.none() | st.floats(0, 1e6), st.floats(1, 1e6)), min_size=1, max_size=20)


@given(GROUPS)
def test_coverage_is_a_share_and_decides_alone(group: list[tuple[float | None, float]]) -> None:
    codes = [str(n) for n in range(len(group))]
    values = pd.Series([v for v, _ in group], index=codes, dtype="float64")
    people = pd.Series([p for _, p in group], index=codes)
    found = average_group(values, pd.Series("normal", index=codes), codes, people)
    by_people = people[values.notna()].sum() / people.sum()
    assert found.coverage == pytest.approx(values.notna().mean())
    assert found.population_coverage == pytest.approx(by_people)
    if abs(by_people - 0.75) > 1e-9:
        assert (found.value is not None) == (values.notna().mean() >= 0.75 and by_people > 0.75)
    if found.value is not None:
        assert found.value == pytest.approx(np.nanmean(values))


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(1, 1e6)), min_size=1, max_size=20))
def test_the_ratio_of_a_group_is_between_those_of_its_members(pairs: list[tuple[float, float]]) -> None:
    codes = [str(n) for n in range(len(pairs))]
    above, below = (pd.Series([pair[n] for pair in pairs], index=codes) for n in (0, 1))
    found = average_ratio(above, below, pd.Series("normal", index=codes), codes, below).value
    ratios = above / below
    assert ratios.min() * (1 - 1e-9) <= found <= ratios.max() * (1 + 1e-9)
