"""Territories found by what readers call them, and places that no contour has."""

import pytest

from loaders.catalog import load_catalog
from loaders.reading.places import find_namesakes, find_territories
from loaders.store import load_territories


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("arras", "200033579"),
        ("bethune", "62119"),
        ("Nœux les mines", "62617"),
        ("oeuf en ternois", "62633"),
        ("st omer", "62765"),
        ("62498", "62498"),
        ("246 200 364", "246200364"),
        ("ca de lens-liévin", "246200364"),
        ("CALL", "246200364"),
        ("Grand Arras", "200033579"),
        ("le touquet", "62826"),
        ("pas de calais", "D62"),
        ("hénin", "246200299"),
        ("toulouse", "31555"),
        ("SMAV", "SMAV"),
    ],
)
def test_a_name_a_code_or_an_abbreviation_finds_its_territory(text: str, code: str) -> None:
    found = find_territories(text)[0]
    assert (found.code, found.remark) == (code, "")


@pytest.mark.parametrize(
    ("text", "code", "remark"),
    [
        ("CA d’Arras", "200033579", "CU d'Arras : communauté urbaine, et non communauté d’agglomération"),
        (
            "communauté de communes d'arras",
            "200033579",
            "CU d'Arras : communauté urbaine, et non communauté de communes",
        ),
        ("agglo de Lens", "246200364", "EPCI de la commune Lens : CA de Lens-Liévin"),
        ("métropole de grenoble", "200040715", "EPCI de la commune Grenoble : Grenoble-Alpes-Métropole"),
    ],
)
def test_another_legal_form_finds_the_epci_and_says_so(text: str, code: str, remark: str) -> None:
    found = find_territories(text)[0]
    assert (found.code, found.remark) == (code, remark)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("75101", "75056"),
        ("75020", "75056"),
        ("Lyon 3e", "69123"),
        ("3ème arrondissement de Lyon", "69123"),
        ("69389", "69123"),
        ("Marseille 16", "13055"),
        ("13216", "13055"),
    ],
)
def test_an_arrondissement_leads_to_its_commune_and_says_so(text: str, code: str) -> None:
    found = find_territories(text)[0]
    assert found.code == code
    assert found.remark.endswith("Terril ne connaît que la commune entière.")


@pytest.mark.parametrize("text", ["97801", "98818", "Nouvelle-Calédonie", "wallis et futuna"])
def test_an_overseas_collectivity_has_no_code_here_and_says_why(text: str) -> None:
    found = find_territories(text)[0]
    assert found.code == ""
    assert "hors des départements dont Terril a les contours" in found.remark


@pytest.mark.parametrize("text", ["Marseille 17", "Paris 21e", "qqzxk", "", "CA de qqzxk"])
def test_what_does_not_exist_finds_nothing(text: str) -> None:
    assert find_territories(text) == []


def test_no_more_are_found_than_are_asked_for_and_none_twice() -> None:
    codes = [place.code for place in find_territories("saint", 5)]
    assert len(codes) == len(set(codes)) == 5


def test_the_commune_arras_is_a_namesake_of_the_urban_community() -> None:
    assert find_namesakes("200033579") == ["62041"]


def test_synonyms_name_territories_that_exist_and_other_places_are_no_territories() -> None:
    catalog, known = load_catalog(), set(load_territories()["code"])
    assert set(catalog.vocabulary.territories) <= known
    for place in catalog.other_places.values():
        assert place.leads_to is None or place.leads_to in known
        assert not [code for code in known if place.holds(code) and len(code) == 5]
