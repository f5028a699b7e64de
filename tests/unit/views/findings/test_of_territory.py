"""What is told of a territory: sentences with numbers worked out by hand from the rows of data/figures."""

import datetime as dt
from functools import cache

import pytest

from pages.draw.markup.findings import findings_markup
from pages.views.contents import read_content
from pages.views.dossier.meeting import prepare_meeting
from pages.views.findings.of_territory import tell_territory
from pages.views.findings.told import Told

TODAY = dt.date(2026, 11, 26)
LENS, ARRAS, GRENOBLE, REUNION = "246200364", "200033579", "200040715", "249740119"


@cache
def sentences(code: str) -> list[str]:
    """The sentences told of a territory."""
    return [told.sentence.replace("\u00a0", " ").replace("\u202f", " ") for told in tell_territory(code, TODAY)]


def find(code: str, kind: str, subject: str = "") -> Told:
    """The first finding of a kind."""
    return next(told for told in tell_territory(code, TODAY) if told.kind == kind and subject in told.subject)


def test_the_population_comes_first_with_its_place() -> None:
    # Béthune-Bruay 275 028, Lens-Liévin 242 013, Hénin-Carvin 125 793; 241 703 five years before, 310 fewer.
    assert sentences(LENS)[0] == (
        "En 2023, Lens-Liévin compte 242 013 habitants, 2e des 20 EPCI du Pas-de-Calais : 0,1 % de plus qu’en 2018."
    )


def test_a_rounded_population_is_not_the_one_that_is_told() -> None:
    # 110 000 is quoted for 2024; the census counts 109 884 in 2023.
    assert sentences(ARRAS)[0].startswith("En 2023, Arras compte 109 884 habitants")


def test_a_change_is_told_with_both_years_and_what_it_comes_to() -> None:
    # (1 213 162,50 − 439 078) ÷ 1 213 162,50 = 63,8 %.
    said = "Lens-Liévin : dotations attribuées (DSIL) en baisse de 63,8 % de 2018 à 2019, pour atteindre 439 078 €."
    assert said in sentences(LENS)


def test_a_result_behind_the_objective_of_its_region_says_by_how_much() -> None:
    # The path of the region is at 573,5 kg in 2021: 642,9 − 573,5 = 69,4.
    assert (
        "En 2021, Lens-Liévin est à 642,9 kg par habitant, 69,4 kg par habitant au-dessus de la trajectoire de la "
        "région Hauts-de-France (573,5 kg par habitant), en retard : l’objectif est de 527,0 kg par habitant en 2030."
    ) in sentences(LENS)


def test_what_is_provisional_is_said_to_be() -> None:
    assert "(2025 provisoire)" in find(ARRAS, "changed", "Logements autorisés").sentence


@pytest.mark.parametrize("code", [LENS, ARRAS, "PMA", "246200844"])
def test_five_to_eight_findings_are_told_in_the_order_of_their_kinds(code: str) -> None:
    kinds = [told.kind for told in tell_territory(code, TODAY)]
    assert 5 <= len(kinds) <= 8
    order = ["size", "changed", "stands", "aim", "new", "contradicts"]
    assert kinds == sorted(kinds, key=order.index)


def test_elsewhere_the_census_of_the_contours_is_told() -> None:
    # 158 454 ÷ 444 533 = 35,6 %.
    first, second, third = sentences(GRENOBLE)
    assert first == "En 2017, Grenoble-Alpes-Métropole compte 444 533 habitants, 1er des 18 EPCI de l’Isère."
    assert second == "Ses 49 communes vont de 79 à 158 454 habitants : Grenoble en réunit 36 %."
    assert third.startswith("La densité de Grenoble-Alpes-Métropole est de ")


def test_overseas_too() -> None:
    assert sentences(REUNION)[0].endswith("des 5 EPCI de La Réunion.")


def test_what_has_ended_is_told_nothing_of() -> None:
    assert tell_territory("ARTOISCOMM", TODAY) == ()


def test_each_finding_leads_to_its_source_and_to_its_chart() -> None:
    for told in (*tell_territory(LENS, TODAY), *tell_territory(GRENOBLE, TODAY)):
        assert told.source or told.credit
        assert told.address.startswith("/")


def test_each_sentence_is_one_item_of_a_list() -> None:
    markup = findings_markup(tell_territory(LENS, TODAY))
    assert markup.count("<li>") == len(sentences(LENS))
    assert 'href="#chiffre-' in markup


def test_the_dossier_of_a_meeting_holds_a_view_that_can_be_read_for_each_chart() -> None:
    dossier = prepare_meeting(LENS, TODAY)
    drawn = [told for told in tell_territory(LENS, TODAY) if told.view is not None]
    assert [slide.comment for slide in dossier.slides] == [told.sentence for told in drawn]
    assert not any(read_content(slide.view).is_empty for slide in dossier.slides)
