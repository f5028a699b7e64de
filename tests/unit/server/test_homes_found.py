"""What is found for « Votre territoire »: EPCIs by their names, codes and communes, each once."""

import pytest

from pages.server.home import find_homes


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("lens-lievin", "246200364"),
        ("bethune", "200072460"),
        ("CA d'Arras", "200033579"),
        ("arras", "200033579"),
        ("62498", "246200364"),
        ("246 200 364", "246200364"),
        ("grenoble", "200040715"),
        ("oeuf", "200069672"),
        ("saint denis", "249740119"),
    ],
)
def test_the_first_found_is_the_one_meant(query: str, code: str) -> None:
    assert find_homes(query)[0]["code"] == code


def test_a_commune_leads_to_its_epci_and_says_so() -> None:
    found = {one["code"]: one["remark"] for one in find_homes("achicourt")}
    assert found["200033579"] == "EPCI de la commune Achicourt"


def test_another_legal_form_is_said() -> None:
    assert "communauté urbaine, et non communauté d’agglomération" in find_homes("CA d'Arras")[0]["remark"]


def test_each_is_found_once() -> None:
    codes = [one["code"] for one in find_homes("arras")]
    assert len(codes) == len(set(codes))


def test_nonsense_finds_nothing() -> None:
    assert find_homes("zzzz qqq") == []
