"""Titles that say what was found, with numbers worked out by hand; nothing where a title would not be honest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.series import Series
from pages.words.findings import Who, count_known, tell_certainty, tell_certainty_of_many, tell_move, tell_place
from pages.words.sentences import quantity
from tests.synthetic import make_series

LENS = Who("Lens-Liévin", "epci")
PLAIN = replace(make_series([]), indicator="housing.started", short="Logements commencés", unit="logements")
COLLECTED = replace(make_series([]), unit="kg/hab.", decimals=1)
SHARE = replace(PLAIN, indicator="water.lost_share", short="Part d'eau perdue", unit="%", decimals=1)


def move(series: Series, start: float, end: float, who: Who = LENS, last: str = "normal") -> str:
    """The finding of a move from 2015 to 2021, in plain spaces."""
    said = tell_move(who, series, ((2015, start), (2021, end)), {2015: "normal", 2021: last})
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_verb_of_the_catalogue_says_what_a_territory_does() -> None:
    # 642.9 / 592 = 1.08598…
    assert move(COLLECTED, 592.0, 642.9) == "En 2021, Lens-Liévin collecte 8,6 % de plus par habitant qu’en 2015"


def test_a_counted_thing_is_named_between_its_rate_and_its_way() -> None:
    authorised = replace(PLAIN, indicator="housing.authorised")
    assert move(authorised, 200, 150) == "En 2021, Lens-Liévin autorise 25,0 % de logements de moins qu’en 2015"


def test_without_a_verb_the_subject_rises_or_falls() -> None:
    assert move(PLAIN, 400, 300) == "Lens-Liévin : logements commencés en baisse de 25,0 % de 2015 à 2021"


def test_a_departement_heads_its_sentence_for_want_of_an_article() -> None:
    somme = Who("Somme", "departement")
    assert move(COLLECTED, 592.0, 642.9, somme) == "Somme : collecte par habitant en hausse de 8,6 % de 2015 à 2021"
    assert move(PLAIN, 10, 30, somme) == "Somme : 10 logements en 2015, 30 logements en 2021"


def test_a_grouping_has_its_article() -> None:
    pole = Who("Pôle métropolitain de l'Artois", "grouping")
    said = "Le pôle métropolitain de l’Artois : logements commencés en baisse de 25,0 % de 2015 à 2021"
    assert move(PLAIN, 400, 300, pole) == said


def test_from_twice_as_much_on_both_values_are_said() -> None:
    assert move(PLAIN, 10, 20) == "Lens-Liévin passe de 10 à 20 logements entre 2015 et 2021"
    assert move(PLAIN, 0, 7) == "Lens-Liévin passe de 0 à 7 logements entre 2015 et 2021"
    assert move(PLAIN, 7, 0) == "Lens-Liévin passe de 7 à 0 logement entre 2015 et 2021"


def test_a_share_moves_in_points() -> None:
    assert move(SHARE, 12.0, 15.2) == "Lens-Liévin : part d’eau perdue en hausse de 3,2 points de 2015 à 2021"
    assert move(SHARE, 12.0, 10.9) == "Lens-Liévin : part d’eau perdue en baisse de 1,1 point de 2015 à 2021"


def test_what_does_not_move_is_no_rise_of_nothing() -> None:
    assert move(PLAIN, 40, 40) == "Lens-Liévin : logements commencés au même niveau en 2021 qu’en 2015"
    assert move(PLAIN, 100_000, 100_020).startswith("Lens-Liévin : logements commencés à peu près au même niveau")


def test_values_that_read_alike_are_not_said_to_move() -> None:
    assert move(COLLECTED, 0.41, 0.44) == ""


def test_a_value_that_is_not_final_says_so_with_its_year() -> None:
    assert move(PLAIN, 400, 300, last="provisional").endswith("de 2015 à 2021 (2021 provisoire)")
    assert tell_certainty({2021: "estimated", 2019: "provisional", 2020: "normal"}) == " (2019 provisoire, 2021 estimé)"


def test_a_name_with_a_colon_brings_no_second_one() -> None:
    works = replace(PLAIN, short="Eau potable : travaux", unit="€")
    assert move(works, 100, 90) == "Lens-Liévin : eau potable, travaux en baisse de 10,0 % de 2015 à 2021"


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_rise_is_told_only_where_the_printed_value_rises(start: float, end: float) -> None:
    said = move(COLLECTED, start, end)
    printed = [
        float(quantity(value, COLLECTED).split("\u00a0")[0].replace("\u202f", "").replace(",", "."))
        for value in (start, end)
    ]
    if "de plus" in said or "en hausse" in said:
        assert printed[1] > printed[0]
    if "de moins" in said or "en baisse" in said:
        assert printed[1] < printed[0]


@pytest.mark.parametrize(
    ("place", "is_tied", "said"),
    [
        (3, False, "Arras est 3e des 19 EPCI"),
        (3, True, "Arras est 3e ex æquo des 19 EPCI"),
        (1, False, "Arras est en tête des 19 EPCI"),
        (1, True, "Arras est en tête ex æquo des 19 EPCI"),
    ],
)
def test_a_place_is_said_without_an_agreement_to_get_wrong(place: int, is_tied: bool, said: str) -> None:
    assert tell_place(Who("Arras", "epci"), place, "19 EPCI", is_tied=is_tied) == said


def test_a_departement_has_its_place_after_a_comma() -> None:
    assert tell_place(Who("Somme", "departement"), 2, "5 départements", is_tied=False) == "Somme, 2e des 5 départements"


def test_those_known_are_counted_with_their_gender() -> None:
    assert count_known(15, 19, "epci") == "15 EPCI connus"
    assert count_known(887, 887, "commune") == "887 communes"
    assert count_known(2, 887, "commune") == "2 communes connues"
    assert count_known(1, 887, "commune") == "1 commune connue"


def test_a_map_says_whether_all_its_values_or_some_are_not_final() -> None:
    assert tell_certainty_of_many(["normal", "normal"]) == ""
    assert tell_certainty_of_many(["provisional", "provisional"]) == " (valeurs provisoires)"
    assert (
        tell_certainty_of_many(["normal", "provisional", "estimated"]) == " (dont des valeurs provisoires et estimées)"
    )
