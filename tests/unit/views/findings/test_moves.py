"""What moved, told of a whole view: never across a break, never of a partial sum."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tests.told import ARRAS, BETHUNE, HENIN, LENS, make, rows, series, tell


def test_a_trend_is_told_from_its_earliest_year_that_compares() -> None:
    known = series(rows(LENS, {2018: 100.0, 2019: 130.0, 2021: 108.0}))
    assert tell(known, kind="trend") == "En 2021, Lens-Liévin collecte 8,0 % de plus qu’en 2018"


def test_a_trend_begins_after_the_last_break() -> None:
    broken = [*rows(LENS, {2018: 10.0, 2019: 100.0}, break_before=True), *rows(LENS, {2020: 105.0, 2021: 108.0})]
    assert tell(series(broken), kind="trend") == "En 2021, Lens-Liévin collecte 8,0 % de plus qu’en 2019"


def test_a_break_before_the_last_year_leaves_nothing_to_tell() -> None:
    assert tell(series(rows(LENS, {2020: 10.0, 2021: 100.0}, break_before=True)), kind="trend") == ""


def test_a_few_things_more_or_less_are_counted_not_rated() -> None:
    assert (
        tell(series(rows(LENS, {2020: 2.0, 2021: 1.0})), kind="trend")
        == "Lens-Liévin passe de 2 à 1 t entre 2020 et 2021"
    )


def test_what_is_divided_says_by_what() -> None:
    known = series(
        rows(LENS, {2020: 200.0, 2021: 100.0}), unit="t/km²", indicator="waste.landfilled", short="Déchets enfouis"
    )
    said = "Lens-Liévin : déchets enfouis par km² en baisse de 50,0 % de 2020 à 2021"
    assert tell(known, kind="trend") == said


def test_one_year_is_no_trend() -> None:
    assert tell(series(rows(LENS, {2020: None, 2021: 100.0})), kind="trend") == ""


def test_an_objective_is_no_result() -> None:
    assert tell(series(rows(LENS, {2020: 10.0, 2025: 5.0}, status="objective")), kind="trend") == ""


def test_a_partial_sum_is_not_compared() -> None:
    known = series(rows(LENS, {2019: 100.0, 2020: 90.0, 2021: 300.0}, status="partial"))
    assert tell(known, kind="trend") == "En 2020, Lens-Liévin collecte 10,0 % de moins qu’en 2019"


def test_a_provisional_year_says_so() -> None:
    known = series(rows(LENS, {2020: 100.0, 2021: 90.0}, status="provisional"))
    assert tell(known, kind="trend") == "En 2021, Lens-Liévin collecte 10,0 % de moins qu’en 2020 (2021 provisoire)"


def test_where_the_first_territory_has_no_trend_the_next_one_is_told() -> None:
    known = series(rows(LENS, {2021: 100.0}), rows(HENIN, {2020: 100.0, 2021: 90.0}))
    said = tell(known, kind="trend", territories=(LENS, HENIN))
    assert said == "En 2021, Hénin-Carvin collecte 10,0 % de moins qu’en 2020"


def test_of_two_indicators_each_has_its_finding_and_the_view_has_none() -> None:
    one, other = series(rows(LENS, {2020: 100.0, 2021: 90.0})), series(rows(LENS, {2020: 5.0, 2021: 100.0}))
    content = make(one, other, kind="trend")
    assert [bool(said) for said in content.findings] == [True, True]
    assert content.finding == ""


def test_an_index_is_told_from_its_base() -> None:
    index = series(rows(LENS, {2015: 100.0, 2021: 115.3}), decimals=1, unit="(100 en 2015)")
    assert tell(index, kind="trend", base=2015) == "Lens-Liévin : collecte, + 15,3 % de 2015 à 2021"


def test_a_slope_is_told_between_its_two_years_only() -> None:
    known = series(rows(LENS, {2015: 50.0, 2018: 80.0, 2021: 60.0}))
    said = "En 2021, Lens-Liévin collecte 20,0 % de plus qu’en 2015"
    assert tell(known, kind="slope", years=(2015, 2021)) == said
    assert tell(known, kind="slope", years=(2016, 2021)) == ""


def test_the_place_of_a_move_is_among_those_that_compare() -> None:
    # + 50 %, + 20 %, + 10 %, and one with a break that has no place.
    known = series(
        rows(HENIN, {2015: 100.0, 2021: 150.0}),
        rows(LENS, {2015: 100.0, 2021: 120.0}),
        rows(BETHUNE, {2015: 100.0, 2021: 110.0}),
        rows(ARRAS, {2015: 1.0, 2021: 110.0}, break_before=True),
    )
    said = tell(known, kind="before_after", years=(2015, 2021), among=(LENS, HENIN, BETHUNE, ARRAS))
    assert said == "Lens-Liévin : 2e plus forte hausse des 3 EPCI qui se comparent, + 20,0 % de 2015 à 2021"


def test_of_two_that_compare_none_is_the_highest() -> None:
    known = series(rows(HENIN, {2015: 100.0, 2021: 150.0}), rows(LENS, {2015: 100.0, 2021: 120.0}))
    assert tell(known, kind="before_after", years=(2015, 2021), among=(LENS, HENIN)) == ""


def test_the_key_figure_that_changed_most_is_told() -> None:
    panels = (
        series(rows(LENS, {2020: 100.0, 2021: 90.0}), short="Collecte"),
        series(rows(LENS, {2019: 100.0, 2021: 145.0}), short="Logements autorisés"),
        series(rows(LENS, {2020: 100.0, 2021: 101.0}), short="Eau distribuée"),
    )
    said = "Plus forte évolution : logements autorisés de Lens-Liévin, + 45,0 % de 2019 à 2021"
    assert tell(*panels, kind="cards") == said


def test_a_few_more_of_a_few_is_not_the_largest_change() -> None:
    few = series(rows(LENS, {2020: 1.0, 2021: 4.0}))
    calm = series(rows(LENS, {2020: 100.0, 2021: 90.0}))
    assert tell(few, calm, calm, kind="cards") == ""


def test_a_map_of_changes_counts_rises_and_falls() -> None:
    content = make(series(rows(LENS, {2021: 1.0})), kind="change", level="epci", years=(2015, 2021))
    moved = pd.DataFrame({"territory": list("ABCD"), "change": [12.0, 3.0, -4.0, None], "status": "normal"})
    said = replace(content, rows=moved).finding.replace("\u00a0", " ")
    assert said == "De 2015 à 2021, 2 hausses et 1 baisse sur 3 EPCI qui se comparent"
