"""The area of a deployment: its départements and regions, and how they are written."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.boundaries import read_attributes
from loaders.deployment import Deployment
from loaders.territories.area import ARTICLES, find_departement, make_area, of_departements, read_syndicates
from loaders.yaml_files import read_yaml


def test_an_area_holds_its_départements_and_those_of_their_regions() -> None:
    area = make_area(Deployment(departements=("D62", "D51"), home="D62"))
    assert area.departements == ("62", "51") and area.region_names == {"Hauts-de-France", "Grand Est"}
    north = dict.fromkeys(("02", "59", "60", "62", "80"), "R32")
    east = dict.fromkeys(("08", "10", "51", "52", "54", "55", "57", "67", "68", "88"), "R44")
    assert area.regions == north | east


def test_communes_overseas_and_in_corsica_are_found_in_their_département() -> None:
    assert find_departement(pd.Series(["62498", "2A004", "97411"])).tolist() == ["62", "2A", "974"]


def test_every_département_of_france_has_one_article() -> None:
    listed = [code for codes in read_yaml(ARTICLES).values() for code in codes]
    assert sorted(listed) == sorted(read_attributes("departement", 2025)["code"]) and len(listed) == 101


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["62"], "du Pas-de-Calais"),
        (["80", "59"], "du Nord et de la Somme"),
        (["02", "28", "62"], "de l'Aisne, d'Eure-et-Loir et du Pas-de-Calais"),
    ],
)
def test_départements_are_named_after_a_preposition(numbers: list[str], words: str) -> None:
    assert of_departements(numbers) == words


def test_the_syndicates_of_the_catalogue_have_their_département() -> None:
    assert read_syndicates()["200018000"] == "62"
