"""The pages that show themes: declared by address in a file, refused with file and entry where that is wrong."""

from pathlib import Path
from typing import get_args

import pytest

import dashboard
from loaders.catalog import load_catalog
from loaders.yaml_files import CatalogError
from pages.views.data.cached import list_indicators
from pages.views.data.geography import find_departements
from pages.views.theme_pages import (
    SectionName,
    find_first_level,
    find_page,
    list_headlined,
    list_others,
    read_pages,
)
from pages.widgets.sections import SECTIONS
from tests.synthetic import write_catalog

PAGES = """
/: {title: Ensemble}
/dechets: {title: Déchets, themes: [waste], sections: [{show: cards}, {show: trend, heading: Tonnages}]}
/themes: {title: Autres, sections: [{show: cards}]}
"""


def refusal(folder: Path, right: str, wrong: str) -> str:
    """What is said of the synthetic pages once `right` is written `wrong`."""
    assert right in PAGES
    with pytest.raises(CatalogError) as caught:
        read_pages(write_catalog(folder, pages=PAGES.replace(right, wrong)))
    return str(caught.value)


def test_a_section_is_a_name_or_has_a_heading(tmp_path: Path) -> None:
    cards, trend = read_pages(write_catalog(tmp_path, pages=PAGES))["/dechets"].sections
    assert (cards.show, cards.heading) == ("cards", None)
    assert (trend.show, trend.heading) == ("trend", "Tonnages")


def test_an_unknown_section_is_refused_with_its_place(tmp_path: Path) -> None:
    said = refusal(tmp_path, "[{show: cards}, {show: trend", "[{show: cards}, {show: tendances")
    assert said.startswith("pages.yaml, /dechets.sections.1.show : attendu, 'cards', 'map', ")
    assert said.endswith("; trouvé, 'tendances'.")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("themes: [waste], ", "", "page /dechets : un thème au moins est attendu, aucun trouvé."),
        (", sections: [{show: cards}]", "", "page /themes : une section au moins est attendue, aucune trouvée."),
        ("[waste]", "[wast]", "page /dechets : le thème « wast » n'existe pas dans le catalogue."),
        ("/dechets", "dechets", "page dechets : une adresse d'un seul mot, comme /dechets, est attendue."),
        ("show: trend", "show: cards", "page /dechets : la section « cards » y est deux fois."),
        ("show: trend", "show: water_balance", "page /dechets : la section « water_balance » attend indicators."),
        (
            "heading: Tonnages",
            "indicators: [waste.collected]",
            "page /dechets : la section « trend » ne prend pas indicators.",
        ),
        (
            "title: Déchets",
            "title: Déchets, first: waste.colected",
            "page /dechets : l'indicateur « waste.colected » n'existe pas dans le catalogue.",
        ),
        (
            "{title: Ensemble}",
            "{title: Ensemble, sections: [{show: cards}]}",
            "page / : a son propre contenu, sans sections.",
        ),
        (
            "Autres,",
            "Autres, themes: [waste],",
            "page /themes : montre les thèmes d'aucune page, sans themes.",
        ),
    ],
)
def test_a_page_that_cannot_be_drawn_is_refused_with_its_address(
    right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    assert f"pages.yaml, {said}" in refusal(tmp_path, right, wrong).splitlines()


def test_a_theme_on_two_pages_is_refused_with_both(tmp_path: Path) -> None:
    said = refusal(
        tmp_path, "/themes:", "/ordures: {title: Ordures, themes: [waste], sections: [{show: cards}]}\n/themes:"
    )
    assert said == "pages.yaml, page /ordures : le thème « waste » est déjà sur la page /dechets."


def test_the_page_of_the_other_themes_cannot_be_left_out(tmp_path: Path) -> None:
    assert refusal(tmp_path, "/themes", "/autres").startswith("pages.yaml : la page « /themes » est attendue.")


def test_every_section_that_can_be_declared_can_be_drawn() -> None:
    assert set(SECTIONS) == set(get_args(SectionName))


def test_the_menu_keeps_its_addresses_and_their_order() -> None:
    assert {path: page.title for path, page in read_pages().items()} == {
        "/": "Vue d’ensemble",
        "/dechets": "Déchets",
        "/eau": "Eau",
        "/logement": "Logement",
        "/subventions": "Subventions",
        "/themes": "Autres thèmes",
    }


def test_no_page_has_the_address_of_something_that_is_no_page() -> None:
    assert not set(read_pages()) & {route.path for part in dashboard.PARTS for route in part.routes}


@pytest.mark.parametrize(
    ("theme", "path"), [("waste", "/dechets"), ("sanitation", "/eau"), ("population", "/"), ("finance", "/themes")]
)
def test_a_theme_leads_to_the_page_that_lists_it_or_to_that_of_the_others(theme: str, path: str) -> None:
    assert find_page(theme) == path
    assert (theme in list_others()) == (path == "/themes")


def test_the_overview_shows_the_main_figures_of_the_themes_with_a_page() -> None:
    assert list_headlined() == ("waste", "water", "housing", "subsidies")


@pytest.mark.parametrize(
    ("path", "level"),
    [("/", "commune"), ("/dechets", "departement"), ("/eau", "epci"), ("/logement", "epci"), ("/comparer", "epci")],
)
def test_the_outlines_asked_for_first_are_those_of_the_first_map(path: str, level: str) -> None:
    assert find_first_level(path, find_departements()) == level


def test_every_theme_of_the_catalogue_has_one_page() -> None:
    listed = [theme for page in read_pages().values() for theme in page.themes]
    assert sorted([*listed, *list_others()]) == sorted(load_catalog().themes)


def test_an_indicator_whose_first_figures_are_awaited_is_in_no_list() -> None:
    listed = set(list_indicators())
    assert {"water.billed", "sanitation.price"} <= set(load_catalog().indicators) - listed


def test_one_with_figures_one_of_aims_alone_and_one_that_is_computed_are_listed() -> None:
    waste = list_indicators(("waste",))
    assert waste[:2] == ("waste.collected", "waste.collected_per_inhabitant")
    assert "waste.collective_composters" in waste and not [key for key in waste if not key.startswith("waste.")]


def test_the_indicators_of_a_theme_are_as_many_as_its_figures_name() -> None:
    assert len(list_indicators(("finance",))) == 16
