"""Reading notes: true sentences from the data, in French typography; nothing where an input is missing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statuses import STATUSES
from pages.views.compared.ranks import rank_years
from pages.views.reading import read_dots, read_ranking, read_ranks, read_scatter, read_slope, read_table, read_trend
from pages.words.sentences import of, place_words
from tests.synthetic import make_series

NBSP = "\u00a0"


def name(code: str) -> str:
    """« la CA de A »."""
    return f"la CA de {code}"


def series(*rows: tuple[Any, ...], unit: str = "kg/hab.", decimals: int = 1, **common: Any) -> Any:
    """A series from (territory, year, value) with a status where there is a fourth."""
    keys = ("territory", "year", "value", "status")
    return make_series([common | dict(zip(keys, row, strict=False)) for row in rows], unit=unit, decimals=decimals)


def test_a_trend_reads_as_the_brief_has_it() -> None:
    known = series(("Lens-Liévin", 2020, 592.0), ("Lens-Liévin", 2021, 642.9))
    assert read_trend(known, ("Lens-Liévin",), name) == (
        f"En 2021, la CA de Lens-Liévin collecte 642,9{NBSP}kg par habitant, soit 8,6{NBSP}% de plus qu’en 2020."
    )


def test_a_fall_is_said_to_be_less() -> None:
    assert "soit 50,0\u00a0% de moins qu’en 2020" in read_trend(
        series(("A", 2020, 4.0), ("A", 2021, 2.0)), ("A",), name
    )


def test_no_change_is_not_zero_percent_more() -> None:
    assert read_trend(series(("A", 2020, 4.0), ("A", 2021, 4.0)), ("A",), name).endswith(", comme en 2020.")


def test_a_share_moves_in_points() -> None:
    share = series(("A", 2020, 40.0), ("A", 2021, 44.0), unit="%")
    assert f"soit 4,0{NBSP}points de plus qu’en 2020" in read_trend(share, ("A",), name)


def test_nothing_is_compared_across_a_break() -> None:
    broken = make_series([{"year": 2020, "value": 4.0}, {"year": 2021, "value": 8.0, "break_before": True}])
    said = read_trend(broken, ("A",), name)
    assert "sans comparaison possible avec 2020 (rupture de série)" in said
    assert "plus" not in said and "%" not in said


def test_nothing_is_compared_with_zero() -> None:
    said = read_trend(series(("A", 2020, 0.0), ("A", 2021, 8.0)), ("A",), name)
    assert "valeur de départ nulle" in said


def test_a_year_without_value_is_not_spoken_of() -> None:
    said = read_trend(series(("A", 2019, 4.0), ("A", 2021, None, "missing")), ("A",), name)
    assert said == f"En 2019, la CA de A collecte 4,0{NBSP}kg par habitant."


@pytest.mark.parametrize("status", ["missing", "confidential", "not_applicable"])
def test_a_note_without_any_value_is_withheld(status: str) -> None:
    empty = series(("A", 2020, None, status), ("A", 2021, None, status))
    assert read_trend(empty, ("A",), name) == ""
    assert read_ranking(empty, 2021, ("A",), name, total=3) == ""
    assert read_slope(empty, ("A",), (2020, 2021), name) == ""
    assert read_dots(empty, 2021, ("A",), ("B",), "EPCI", name) == ""
    assert read_scatter(empty, empty, 2021, ("A",), name) == ""
    assert read_table({"Collecte": empty}, ("A",)) == ""


def test_a_confidential_value_is_never_written() -> None:
    secret = series(("A", 2021, 77.0, "confidential"), ("B", 2021, 5.0))
    for said in (
        read_trend(secret, ("A", "B"), name),
        read_ranking(secret, 2021, ("A", "B"), name, total=2),
        read_dots(secret, 2021, ("A", "B"), ("B",), "EPCI", name),
    ):
        assert "77" not in said


def test_a_target_is_no_result() -> None:
    said = read_trend(series(("A", 2021, 5.0), ("A", 2030, 3.0, "objective")), ("A",), name)
    assert said.startswith("En 2021") and "2030" not in said


def test_a_provisional_value_is_called_so() -> None:
    assert "(valeur provisoire)" in read_trend(series(("A", 2021, 5.0, "provisional")), ("A",), name)


def test_the_extremes_are_those_of_the_same_year() -> None:
    said = read_trend(
        series(("A", 2021, 5.0), ("B", 2021, 9.0), ("C", 2021, 1.0), ("D", 2020, 99.0)), tuple("ABCD"), name
    )
    assert "des 3 EPCI connus cette année-là est celle de la CA de B" in said
    assert "la plus basse celle de la CA de C" in said and "99" not in said


def test_territories_with_one_value_are_said_to_be_equal() -> None:
    said = read_trend(series(("A", 2021, 5.0), ("B", 2021, 5.0)), ("A", "B"), name)
    assert "ont la même valeur" in said and "plus haute" not in said


def test_a_median_is_withheld_under_three_quarters() -> None:
    few = series(("A", 2021, 5.0), ("B", 2021, 9.0), ("C", 2021, 1.0))
    assert "médiane" in read_ranking(few, 2021, (), name, total=4)
    assert "médiane" not in read_ranking(few, 2021, (), name, total=5)


def test_dots_say_the_peers_their_number_and_the_gap() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    assert read_dots(known, 2021, ("A",), ("B", "C"), "communautés d’agglomération", name).endswith(
        f"soit 20,0{NBSP}% au-dessus de la médiane (10,0{NBSP}kg par habitant) de son groupe "
        "(communautés d’agglomération, 3 connus sur 3, ce territoire compris)."
    )


def test_dots_withhold_the_median_of_a_group_little_known() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    said = read_dots(known, 2021, ("A",), ("B", "C", "D", "E"), "EPCI", name)
    assert "Pas de médiane (EPCI, 3 connus sur 5, ce territoire compris)" in said and "dessus" not in said


def test_a_slope_counts_who_rises_and_falls() -> None:
    known = series(
        *[
            (c, y, v)
            for c, ends in {"A": (2, 3), "B": (4, 1), "C": (5, 9)}.items()
            for y, v in zip((2015, 2021), ends, strict=True)
        ]
    )
    said = read_slope(known, tuple("ABC"), (2015, 2021), name)
    assert said.startswith(f"De 2015 à 2021, la CA de A passe de 2,0{NBSP}kg par habitant à 3,0")
    assert said.endswith("Sur 3 territoires comparables, 2 augmentent et 1 diminue.")


def test_a_slope_where_all_rise_counts_no_fall() -> None:
    known = series(("A", 2020, 1.0), ("B", 2020, 2.0), ("A", 2021, 3.0), ("B", 2021, 4.0))
    assert read_slope(known, ("A", "B"), (2020, 2021), name).endswith("Sur 2 territoires comparables, 2 augmentent.")


def test_a_slope_that_does_not_compare_says_why() -> None:
    broken = make_series([{"year": 2020, "value": 4.0}, {"year": 2021, "value": 8.0, "break_before": True}])
    said = read_slope(broken, ("A",), (2020, 2021), name)
    assert "rupture de série" in said and "passe" not in said


def test_ranks_say_from_where_to_where() -> None:
    ranks = rank_years(series(("A", 2020, 1.0), ("B", 2020, 2.0), ("A", 2021, 3.0), ("B", 2021, 2.0)))
    assert read_ranks(ranks, ("A",), name, what="EPCI") == (
        f"De 2020 à 2021, la CA de A passe du 2e au 1er{NBSP}rang des 2 EPCI connus chaque année affichée."
    )


def test_a_scatter_says_how_many_have_both_and_claims_no_cause() -> None:
    x = series(("A", 2021, 1.0), ("B", 2021, 2.0), ("C", 2021, 3.0))
    y = series(("A", 2021, 1.0), ("B", 2021, None, "missing"), ("C", 2021, 3.0))
    said = read_scatter(x, y, 2021, ("A",), name)
    assert said.startswith("En 2021, 2 territoires ont les deux valeurs.")


def test_a_table_says_that_a_gap_is_no_zero() -> None:
    known = {"Collecte": series(("A", 2021, 0.0), ("B", 2021, None, "missing"))}
    assert read_table(known, ("A", "B")).startswith(f"Sur 2{NBSP}croisements d’un territoire et d’un indicateur, 1 a")
    assert "ce qui n’est pas zéro" in read_table(known, ("A", "B"))


@pytest.mark.parametrize(
    ("written", "level", "words"),
    [
        ("CA de Lens-Liévin", "epci", "la CA de Lens-Liévin"),
        ("CA d'Hénin-Carvin", "epci", "la CA d’Hénin-Carvin"),
        ("Pôle métropolitain de l'Artois", "grouping", "le pôle métropolitain de l’Artois"),
        ("Lens", "commune", "Lens"),
        ("Hauts-de-France", "region", "la région Hauts-de-France"),
    ],
)
def test_territories_have_their_article(written: str, level: str, words: str) -> None:
    assert place_words(written, level) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("la CA de Lens", "de la CA de Lens"),
        ("le pôle", "du pôle"),
        ("Arras", "d’Arras"),
        ("Le Touquet", "du Touquet"),
        ("Les Attaques", "des Attaques"),
        ("Lens", "de Lens"),
    ],
)
def test_de_is_contracted_and_elided(words: str, expected: str) -> None:
    assert of(words) == expected


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.integers(2015, 2021),
        st.one_of(st.none(), st.floats(-1e6, 1e9)),
        st.sampled_from(STATUSES),
    ),
    max_size=12,
    unique_by=lambda row: row[:2],
)


@given(ROWS)
def test_no_note_breaks_on_any_data_or_its_typography(rows: list[tuple[Any, ...]]) -> None:
    known = series(*rows)
    for said in (
        read_trend(known, ("A", "B", "C"), name),
        read_ranking(known, 2020, ("A",), name, total=3),
        read_slope(known, ("A", "B", "C"), (2016, 2020), name),
        read_dots(known, 2020, ("A",), ("B", "C"), "EPCI", name),
        read_scatter(known, known, 2020, ("A",), name),
        read_ranks(rank_years(known), ("A",), name, what="EPCI"),
    ):
        assert said == "" or (said[0].isupper() and said.endswith("."))
        assert "'" not in said and " %" not in said and "nan" not in said and "None" not in said
