"""Which facts of a territory are told: declared rules, checked with numbers worked out by hand."""

import pytest

from loaders.reading.facts import (
    Fact,
    choose_facts,
    find_root,
    is_beyond_chance,
    measure_change,
)
from loaders.statistics.points import Point


def fact(kind: str, indicator: str, weight: float = 0.5, scope: str = "") -> Fact:
    """A fact of a kind, without figures."""
    return Fact(kind, indicator, scope, 2024, weight)  # type: ignore[arg-type]


def told(*facts: Fact) -> list[tuple[str, str]]:
    """What is told of some facts, in order."""
    return [(one.kind, one.indicator) for one in choose_facts(facts)]


def test_a_rate_is_a_fraction_of_the_first_value() -> None:
    assert measure_change(Point(2020, 200.0), Point(2021, 150.0), is_share=False) == 0.25


def test_a_share_moves_by_a_fraction_of_a_hundred_points() -> None:
    assert measure_change(Point(2020, 40.0), Point(2021, 52.0), is_share=True) == 0.12


def test_less_than_two_per_cent_is_no_change() -> None:
    assert measure_change(Point(2020, 1000.0), Point(2021, 1019.0), is_share=False) == 0.0


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Point(2020, 100.0, "partial"), Point(2021, 200.0)),
        (Point(2020, 100.0), Point(2021, 200.0, "partial")),
        (Point(2020, 0.0), Point(2021, 200.0)),
    ],
)
def test_nothing_is_told_from_a_partial_sum_or_from_zero(first: Point, last: Point) -> None:
    assert measure_change(first, last, is_share=False) == 0.0


@pytest.mark.parametrize(
    ("first", "last", "is_told"), [(16, 25, False), (100, 130, False), (100, 131, True), (0, 5, True)]
)
def test_counts_differ_beyond_chance_from_two_standard_deviations_on(first: int, last: int, is_told: bool) -> None:
    # 2 √41 = 12.8 is more than 9, 2 √230 = 30.3 more than 30; 2 √231 = 30.4 is less than 31, 2 √5 = 4.5 less than 5.
    assert is_beyond_chance(first, last) is is_told


def test_a_ratio_by_inhabitant_tells_of_what_it_divides() -> None:
    assert find_root("waste.collected_per_inhabitant") == "waste.collected"
    assert find_root("waste.change_on_previous_year") == "waste.collected"
    assert find_root("housing.authorised") == "housing.authorised"


def test_facts_are_told_by_kind_then_by_weight() -> None:
    facts = (
        fact("stands", "population.median_income", 0.9),
        fact("changed", "housing.authorised", 0.2),
        fact("changed", "waste.collected", 0.7),
        fact("size", "population.municipal"),
    )
    assert told(*facts) == [
        ("size", "population.municipal"),
        ("changed", "waste.collected"),
        ("changed", "housing.authorised"),
        ("stands", "population.median_income"),
    ]


def test_no_two_facts_tell_of_one_thing() -> None:
    facts = (fact("changed", "waste.collected", 0.7), fact("stands", "waste.collected_per_inhabitant", 0.9))
    assert told(*facts) == [("changed", "waste.collected")]


def test_an_objective_is_told_beside_the_change_of_its_result() -> None:
    facts = (fact("changed", "waste.collected"), fact("aim", "waste.collected_per_inhabitant"))
    assert [kind for kind, _ in told(*facts)] == ["changed", "aim"]


def test_a_theme_has_two_facts_unless_too_few_are_told() -> None:
    water = [fact("changed", f"water.{name}", 0.9) for name in ("distributed", "produced", "lost", "network_length")]
    others = [fact("stands", "population.median_income"), fact("aim", "waste.collected_per_inhabitant")]
    assert [name for _, name in told(*water, *others)].count("water.lost") == 1
    more = [*others, fact("new", "housing.authorised"), fact("size", "population.municipal")]
    assert [name for kind, name in told(*water, *more) if kind == "changed"] == ["water.distributed", "water.produced"]


def test_eight_facts_are_told_at_most() -> None:
    names = ["waste.collected", "water.lost", "housing.authorised", "staff.headcount", "sport.pools"]
    facts = [
        fact("size", "population.municipal"),
        *(fact("changed", name) for name in names),
        *(
            fact("stands", name, 0.9)
            for name in ("population.median_income", "culture.music_students", "social.rsa_households")
        ),
        fact("aim", "waste.collected_per_inhabitant"),
        fact("new", "energy.heat_networks"),
        fact("contradicts", "health.medical_interns"),
    ]
    assert len(choose_facts(facts)) == 8
