"""Ranks and changes beside the values of a map."""

from loaders.reading.series import Series
from pages.views.data import cached
from pages.views.data.geography import find_departements
from pages.views.maps.standings import list_standings

AUTHORISED = "housing.authorised"


def read_epcis() -> Series:
    return cached.read_mapped(AUTHORISED, "", "epci", False, cached.EVER, find_departements())


def test_ranks_count_the_territories_known() -> None:
    """In 2025 Lens-Liévin has 846: third of 20 after Deux Baies en Montreuillois (1 043) and Béthune-Bruay (865)."""
    found = list_standings(read_epcis())
    assert found["known"][2025] == 20
    assert [found["ranks"][code][2025] for code in ("200069029", "200072460", "246200364")] == [1, 2, 3]


def test_a_change_is_that_since_the_year_known_before() -> None:
    """846 in 2025 after 1 058 in 2024: − 20,0 %."""
    said = list_standings(read_epcis())["changes"]["246200364"]
    assert said[2025].replace("\u00a0", " ") == "− 20,0 % depuis 2024"
    assert min(said) == 2014


def test_what_may_not_be_compared_says_why() -> None:
    waste = cached.read_mapped("waste.collected", "", "epci", True, cached.EVER, find_departements())
    said = list_standings(waste)["changes"]["246200364"][2021]
    assert said == "non comparable à 2020 : périmètres ou méthodes différents"
