"""Ratios, per inhabitant and others, against numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statistics.ratios import (
    POPULATION,
    TONNES,
    Denominator,
    compute_density,
    compute_per_inhabitant,
    compute_ratio,
    compute_share,
    nearest_year,
)
from tests.synthetic import make_observations

# Per inhabitant


@pytest.mark.parametrize(("asked", "found"), [(2021, 2021), (2020, 2019), (2017, 2019), (2026, 2024), (2022, 2021)])
def test_the_nearest_year_is_the_earlier_of_two_as_near(asked: int, found: int) -> None:
    assert nearest_year(np.array([2024, 2019, 2021, 2023]), asked) == found


@pytest.mark.parametrize("asked", [2016, 2027, 2030])
def test_a_year_that_is_more_than_two_away_is_too_far(asked: int) -> None:
    assert nearest_year(np.array([2024, 2019, 2021, 2023]), asked) is None


def test_no_year_known_is_no_nearest_year() -> None:
    assert nearest_year(np.array([]), 2021) is None


def divide(values: list[dict[str, object]], people: list[dict[str, object]], factor: float = 1.0) -> pd.DataFrame:
    """Synthetic values divided by synthetic populations."""
    return compute_per_inhabitant(make_observations(values), make_observations(people), factor=factor)


def test_tonnes_become_kilogrammes_per_inhabitant() -> None:
    (row,) = divide([{"value": 500}], [{"value": 1000}], 1000).to_dict("records")
    assert (row["value"], row["denominator_year"], row["note"], row["status"]) == (500, 2021, "", "normal")


def test_another_year_of_the_population_is_said_beside_the_note() -> None:
    (row,) = divide([{"value": 500, "note": "arrondi"}], [{"year": 2019, "value": 250}]).to_dict("records")
    assert (row["value"], row["denominator_year"], row["note"]) == (2, 2019, "arrondi ; population 2019")


def test_each_territory_has_its_own_denominator() -> None:
    rows = divide(
        [{"territory": "A", "value": 10}, {"territory": "B", "value": 10}],
        [{"territory": "B", "value": 5}, {"territory": "A", "value": 2}],
    )
    assert rows["value"].tolist() == [5, 2]


@pytest.mark.parametrize("people", [[], [{"value": None}], [{"value": 0}], [{"territory": "B", "value": 9}]])
def test_without_a_denominator_a_ratio_is_missing_and_not_zero(people: list[dict[str, object]]) -> None:
    (row,) = divide([{"value": 500}], people).to_dict("records")
    assert pd.isna(row["value"])
    assert row["status"] == "missing"


def test_an_unknown_population_is_said() -> None:
    rows = divide([{"value": 500}], [])
    assert rows["note"].tolist() == ["population inconnue à deux ans près sur ce périmètre"]
    assert rows["denominator_year"].isna().all()


def test_zero_per_inhabitant_is_zero_and_a_secret_stays_one() -> None:
    rows = divide([{"value": 0}, {"year": 2020, "value": None, "status": "confidential"}], [{"value": 10}])
    assert rows["value"].iloc[0] == 0
    assert rows["status"].tolist() == ["normal", "confidential"]


def test_the_values_given_are_left_as_they_were() -> None:
    values = make_observations([{"value": 500}])
    compute_per_inhabitant(values, make_observations([{"value": 10}]))
    assert values["value"].tolist() == [500]


# Other ratios


def test_tonnes_per_km2_say_no_year_of_the_area() -> None:
    (row,) = compute_density(make_observations([{"value": 500}]), pd.Series({"A": 250.0})).to_dict("records")
    assert (row["value"], row["note"]) == (2, "")


def test_a_share_needs_the_total_of_its_own_year() -> None:
    parts = make_observations([{"value": 25}, {"year": 2020, "value": 25}])
    shares = compute_share(parts, make_observations([{"value": 200}]))
    assert shares["value"].tolist()[0] == 12.5
    assert pd.isna(shares["value"].iloc[1])
    assert shares["note"].tolist() == ["", "total inconnu cette année-là"]


@pytest.mark.parametrize(("denominator", "note"), [(POPULATION, "population nulle"), (TONNES, "tonnage nul")])
def test_a_zero_denominator_gives_missing_and_says_so(denominator: Denominator, note: str) -> None:
    rows = compute_ratio(make_observations([{"value": 3}]), make_observations([{"value": 0}]), denominator)
    assert (rows["status"].tolist(), rows["note"].tolist()) == (["missing"], [note])


def test_a_confidential_value_is_never_divided() -> None:
    rows = compute_per_inhabitant(
        make_observations([{"value": 3, "status": "confidential"}]), make_observations([{"value": 10}])
    )
    assert rows["value"].isna().all()
    assert rows["status"].tolist() == ["confidential"]


@given(st.lists(st.tuples(st.floats(0, 1e9), st.floats(0.5, 1e7)), min_size=1, max_size=8))
def test_a_ratio_times_its_denominator_is_the_value(pairs: list[tuple[float, float]]) -> None:
    names = [f"T{n}" for n in range(len(pairs))]
    values = make_observations([{"territory": t, "value": v} for t, (v, _) in zip(names, pairs, strict=True)])
    below = make_observations([{"territory": t, "value": d} for t, (_, d) in zip(names, pairs, strict=True)])
    ratios = compute_ratio(values, below, TONNES)["value"].to_numpy()
    assert ratios * np.array([d for _, d in pairs]) == pytest.approx(np.array([v for v, _ in pairs]))
