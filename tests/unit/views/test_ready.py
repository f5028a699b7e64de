"""The dossiers ready for a reader are of his own territory, or there are none."""

from __future__ import annotations

import pytest

from loaders.catalog import load_catalog
from pages.views.dossier import Dossier, parse_dossier
from pages.views.ready import list_ready, list_ready_of

ARRAS, HENIN, GRENOBLE, REUNION = "200033579", "246200299", "200040715", "249740119"


def open_ready(home: str) -> list[Dossier]:
    return [parse_dossier(body) for body in list_ready_of(home).values()]


@pytest.mark.parametrize("home", [load_catalog().deployment.home, HENIN])
def test_those_written_by_hand_are_for_whom_they_speak_of(home: str) -> None:
    assert list_ready_of(home) == list_ready()


def test_those_of_another_home_show_it_first_and_say_nothing_of_others() -> None:
    found = open_ready(ARRAS)
    assert [dossier.title for dossier in found] == [parse_dossier(body).title for body in list_ready().values()]
    views = [slide.view for dossier in found for slide in dossier.slides]
    assert {view.territories[0] for view in views} == {ARRAS, "D62"}
    assert not {"246200364", "200072460", HENIN} & {code for view in views for code in view.territories}
    words = [word for dossier in found for one in dossier.slides for word in (one.title, one.comment, one.notes)]
    assert set(words) == {""}
    assert "Arras" in found[0].subtitle and "Lens" not in found[0].subtitle


def test_a_view_in_which_a_home_has_nothing_is_left_out() -> None:
    kinds = [slide.view.kind for slide in open_ready(ARRAS)[0].slides]
    # No tonnage of the urban community is known: those of its département are.
    assert kinds == ["trend", "neighbours", "streams"]


def test_cards_whose_first_indicator_a_home_has_not_are_left_out_with_their_section() -> None:
    # The Anah's aids are known of three agglomerations, which the urban community is none of.
    slides = open_ready(ARRAS)[1].slides
    assert [slide.view.kind for slide in slides] == ["map", "ranking", "trend", "slope"]
    assert {slide.section for slide in slides} == {"Construire"}


@pytest.mark.parametrize("home", [GRENOBLE, REUNION])
def test_none_is_ready_for_whom_nothing_is_known_of(home: str) -> None:
    assert list_ready_of(home) == {}
