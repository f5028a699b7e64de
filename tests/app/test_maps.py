"""The page of maps without a browser: each kind, and what an address asks for that cannot be drawn."""

import pytest

from tests.app.opening import open_page, read_maps, read_page, visit


def test_the_page_opens_with_nine_small_maps_at_most() -> None:
    app = open_page("maps")
    (data,) = read_maps(app)
    assert not app.exception
    assert len(data["panels"]) == 9
    assert data["common"]["symbol"] == "circle"


def test_per_inhabitant_the_small_maps_are_shaded_in_the_same_classes() -> None:
    (data,) = read_maps(open_page("maps", per_inhabitant=True))
    assert (data["common"]["symbol"], len(data["common"]["breaks"])) == ("fill", 5)
    assert "Classes : quantiles, sur toutes les valeurs de 2013-2025 des 20 EPCI de la carte." in read_page(
        open_page("maps", per_inhabitant=True)
    )


@pytest.mark.parametrize("years", [(2009, 2010)])
def test_years_without_data_get_a_sentence(years: tuple[int, int]) -> None:
    app = open_page("maps", years=years)
    assert "Aucune année de 2009 à 2010 n’a assez de territoires connus." in read_page(app)
    assert not read_maps(app)


def test_an_indicator_that_is_a_fact_gets_a_sentence_and_another_map() -> None:
    app = visit("cartes", premier="Structures du contrat local d'éducation artistique")
    said = "est propre à chaque territoire : ses valeurs ne se comparent pas."
    assert any(said in box.value for box in app.info)
    assert read_maps(app) and not app.warning and not app.exception


def test_an_address_that_asks_for_the_map_of_a_fact_gets_a_sentence() -> None:
    app = visit("", indicateur="Propriétaires accompagnés pour la rénovation de leur logement")
    said = "est propre à chaque territoire : ses valeurs ne se comparent pas."
    assert any(said in box.value for box in app.info)
    assert read_maps(app) and not app.warning and not app.exception
