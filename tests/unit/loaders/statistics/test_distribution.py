"""Places, percentiles and quartiles, against hand counts and their own laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statistics.distribution import Distribution, Standing, describe_distribution, locate
from loaders.statistics.ranks import Rank

NUMBERS = st.lists(st.integers(-1000, 1000).map(float), min_size=2, max_size=30)


def index_by_name(numbers: list[float]) -> pd.Series:
    return pd.Series(numbers, index=[f"T{n:02}" for n in range(len(numbers))])


def test_quartiles_are_those_worked_out_by_hand() -> None:
    found = describe_distribution(index_by_name([1, 2, 3, 4, np.nan]))
    assert found == Distribution(4, 5, 1, 1.75, 2.5, 3.25, 4)


def test_three_values_have_a_median_and_no_quartiles() -> None:
    found = describe_distribution(index_by_name([10, 30, 20]))
    assert (found.median, found.first_quartile, found.reason) == (
        20,
        None,
        "3 valeurs connues, quatre pour des quartiles",
    )


def test_nothing_known_gives_nothing_and_says_so() -> None:
    assert describe_distribution(index_by_name([np.nan, np.inf])) == Distribution(0, 2, reason="aucune valeur connue")


def test_the_second_of_four_with_a_tie() -> None:
    standing = locate(index_by_name([40, 20, 20, 10]), "T01")
    assert standing == Standing(Rank(2, 4), 1, 50.0, 0.0, 0.0)
    assert locate(index_by_name([40, 20, 20, 10]), "T00") == Standing(Rank(1, 4), 0, 87.5, 20.0, 1.0)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [([np.nan, 3, 4], "sans donnée pour ce territoire"), ([3, np.nan, np.nan], "aucun autre territoire connu")],
)
def test_without_value_or_others_there_is_no_place(numbers: list[float], reason: str) -> None:
    assert locate(index_by_name(numbers), "T00") == Standing(reason=reason)


def test_a_median_of_zero_gives_a_gap_and_no_relative_one() -> None:
    standing = locate(index_by_name([5, 0, -5]), "T00")
    assert (standing.gap, standing.relative_gap, standing.reason) == (5, None, "médiane nulle ou négative")


@given(NUMBERS)
def test_percentiles_are_between_0_and_100_and_average_50(numbers: list[float]) -> None:
    values = index_by_name(numbers)
    percentiles = [locate(values, code).percentile or 0 for code in values.index]
    assert all(0 < p < 100 for p in percentiles)
    assert np.mean(percentiles) == pytest.approx(50)


@given(NUMBERS)
def test_equal_values_have_equal_standings_and_higher_ones_better_ranks(numbers: list[float]) -> None:
    values = index_by_name(numbers)
    found = {code: locate(values, code) for code in values.index}
    for one in values.index:
        for other in values.index:
            if values[one] == values[other]:
                assert found[one] == found[other]
            elif values[one] > values[other]:
                assert found[one].rank.place < found[other].rank.place
                assert found[one].percentile > found[other].percentile


@given(NUMBERS)
def test_half_of_the_gaps_to_the_median_are_on_each_side(numbers: list[float]) -> None:
    values = index_by_name(numbers)
    gaps = [locate(values, code).gap for code in values.index]
    assert sum(gap > 0 for gap in gaps) <= len(gaps) / 2
    assert sum(gap < 0 for gap in gaps) <= len(gaps) / 2


@given(NUMBERS.filter(lambda numbers: len(numbers) >= 4), st.randoms())
def test_quartiles_are_in_order_and_the_order_of_territories_does_not_matter(numbers: list[float], random) -> None:
    found = describe_distribution(index_by_name(numbers))
    assert found.lowest <= found.first_quartile <= found.median <= found.third_quartile <= found.highest
    shuffled = random.sample(numbers, len(numbers))
    assert describe_distribution(index_by_name(shuffled)) == found
