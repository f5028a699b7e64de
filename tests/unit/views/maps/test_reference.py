"""The years whose values make the classes: all, unless they flatten the latest year or the reader wants otherwise."""

import pytest

from geo.classes import Classes
from loaders.reading.series import Series
from pages.views.maps.data import BY_DEFAULT, map_data, read_bounds
from pages.views.maps.reference import Wanted, choose_reference, measure_two
from tests.synthetic import make_series


def make_years(*factors: float, count: int = 10) -> Series:
    """A year for each factor, from 2019: territories with 1, 2, 3… times it."""
    rows = [
        {"territory": f"T{n:02}", "year": 2019 + year, "value": factor * (n + 1)}
        for year, factor in enumerate(factors)
        for n in range(count)
    ]
    return make_series(rows)


def make_apart(apart: int) -> Series:
    """Values from 1 to 10 in 2019, 2020 and 2021, but from 101 to 110 in one of these years."""
    places, years = range(1, 11), (2019, 2020, 2021)
    rows = [{"territory": f"T{n}", "year": y, "value": n + 100 * (y == apart)} for y in years for n in places]
    return make_series(rows)


def test_years_alike_share_their_classes() -> None:
    assert choose_reference(make_years(1, 1.1, 0.9), BY_DEFAULT) == "all"


def test_a_latest_year_far_above_the_others_has_classes_of_its_own() -> None:
    """All of it is in the two highest of five classes."""
    assert choose_reference(make_apart(2021), BY_DEFAULT) == "year"


def test_only_the_latest_year_is_judged() -> None:
    assert choose_reference(make_apart(2019), BY_DEFAULT) == "all"


def test_a_year_that_its_own_classes_would_not_tell_better_keeps_those_of_all() -> None:
    values = {2020: range(1, 11), 2021: [5] * 10}
    rows = [{"territory": f"T{n}", "year": y, "value": v} for y, own in values.items() for n, v in enumerate(own)]
    assert choose_reference(make_series(rows), BY_DEFAULT) == "all"


def test_two_territories_are_too_few_to_judge() -> None:
    assert choose_reference(make_years(1, 100, count=2), BY_DEFAULT) == "all"


@pytest.mark.parametrize(("wanted", "found"), [("all", "all"), ("year", "year")])
def test_what_the_reader_wants_goes_first(wanted: Wanted, found: str) -> None:
    assert choose_reference(make_years(1, 1), BY_DEFAULT, wanted) == found


def test_bounds_of_the_reader_hold_for_all_years() -> None:
    assert choose_reference(make_years(1, 100), Classes("own", 5, (3.0, 6.0)), "year") == "all"


def test_the_share_of_two_classes_is_counted() -> None:
    assert measure_two([1, 1, 2, 2, 3, 4], [1, 2, 3, 4]) == pytest.approx(4 / 6)


def test_with_classes_of_the_year_each_year_has_its_own_bounds() -> None:
    series = make_years(1, 100)
    usual = {"geometry": "/g", "values": "/v", "selected": (), "symbol": "fill", "reference": "year"}
    data = map_data(series, year=2019, **usual)  # type: ignore[arg-type]
    assert data["breaks"] == data["looks"][2019]["breaks"] == pytest.approx([2.8, 4.6, 6.4, 8.2, 10])
    assert data["looks"][2020]["breaks"] == pytest.approx([280, 460, 640, 820, 1000])
    assert read_bounds(series, BY_DEFAULT, "fill", "year") == BY_DEFAULT
