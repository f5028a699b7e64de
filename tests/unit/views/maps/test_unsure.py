"""What most of the values of a map are, where they are not final, by year."""

from pages.views.maps.unsure import say_unsure, say_unsure_of
from tests.synthetic import make_observations


def test_a_year_is_told_where_more_than_half_of_its_known_values_are_not_final() -> None:
    statuses = {
        2019: ["provisional", "provisional", "normal"],
        2020: ["provisional", "normal"],
        2021: ["provisional", "estimated", "normal"],
        2022: ["normal", "missing", "missing"],
    }
    rows = [
        {"territory": f"T{n}", "year": year, "status": status, "value": None if status == "missing" else 1}
        for year, each in statuses.items()
        for n, status in enumerate(each)
    ]
    assert say_unsure(make_observations(rows)) == {2019: "provisoire", 2021: "provisoire, estimé"}


def test_a_map_of_one_period_says_the_same() -> None:
    table = {"years": ["2013-2021"], "values": {"A": [1], "B": [2]}, "statuses": {"A": {"2013-2021": "provisional"}}}
    assert say_unsure_of(table) == {}
    assert say_unsure_of(table | {"values": {"A": [1]}}) == {"2013-2021": "provisoire"}
