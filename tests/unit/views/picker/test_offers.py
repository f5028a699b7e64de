"""The groups that can be added at once: of whom, chosen how, and never more than a selection holds."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette

from pages.server import territories
from pages.views.picker.offers import find_neighbours, find_reference, list_offers
from pages.views.selection import MOST, make_selection
from tests.asked import get

APP = Starlette(routes=territories.routes)
LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"


def reference(*codes: str) -> str:
    return find_reference(make_selection(codes, (2009, 2026)))


def offer(code: str, label: str) -> tuple[str, tuple[str, ...]]:
    """How the group of a label was chosen, and whom it holds."""
    return next((one.detail, one.codes) for one in list_offers(code, "PMA") if one.label == label)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), LENS),
        (("PMA",), LENS),
        (("SMAV", "62498", LENS), "62498"),
        (("246201149", ARRAS), ARRAS),
        (("D62",), "D62"),
    ],
)
def test_the_groups_are_those_of_the_first_chosen_that_has_any(chosen: tuple[str, ...], expected: str) -> None:
    assert reference(*chosen) == expected


def test_neighbours_share_a_border() -> None:
    assert {ARRAS, BETHUNE, HENIN} <= set(find_neighbours(LENS))
    assert "246200729" not in find_neighbours(LENS) and LENS not in find_neighbours(LENS)
    assert all(LENS in find_neighbours(code) for code in find_neighbours(LENS))
    assert "62510" in find_neighbours("62498") and "62041" not in find_neighbours("62498")


def test_peers_say_by_which_rule_they_were_chosen() -> None:
    detail, codes = offer(LENS, "Pairs de Lens-Liévin")
    assert detail == "les 5 plus proches par population et densité, Pas-de-Calais"
    assert len(codes) == 5 and LENS not in codes


def test_of_more_epcis_than_fit_those_with_the_most_people_are_offered_and_it_is_said() -> None:
    detail, codes = offer(LENS, "EPCI du Pas-de-Calais")
    assert (detail, len(codes)) == ("les 12 plus peuplés sur 20", MOST)
    assert codes[:3] == (BETHUNE, LENS, HENIN)


def test_a_home_with_members_is_offered_with_them() -> None:
    assert offer("62498", "Pôle de l'Artois") == ("avec 3\u00a0membres", ("PMA", LENS, BETHUNE, HENIN))


def test_a_departement_is_named_with_its_article() -> None:
    assert [one.label for one in list_offers("D62", "PMA")][:2] == [
        "Pairs du Pas-de-Calais",
        "Voisins du Pas-de-Calais",
    ]


def test_no_group_is_empty_and_none_is_too_large() -> None:
    for code in (LENS, "62498", "D62", "62065"):
        offers = list_offers(code, "PMA")
        assert offers and all(len(one.codes) >= 1 for one in offers)


def test_the_groups_are_served() -> None:
    answer = get(APP, f"/territoires/groupes?de={LENS}&chez=PMA")
    assert answer.status == 200
    assert json.loads(answer.text)[1]["label"] == "Voisins de Lens-Liévin"
    assert json.loads(answer.text)[1]["codes"] == list(find_neighbours(LENS))


@pytest.mark.parametrize(
    "query", ["", "de=atlantide&chez=PMA", "de=246200364&chez=x", "de=%3Cscript%3E", "de=" + "9" * 500]
)
def test_a_territory_that_nobody_knows_has_no_groups(query: str) -> None:
    answer = get(APP, f"/territoires/groupes?{query}")
    assert (answer.status, json.loads(answer.text)) == (200, [])
