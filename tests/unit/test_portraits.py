"""Portraits: every territory of the deployment has one, and what it says is what was published."""

import re

import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.portraits import UnknownTerritoryError, load_portrait
from pages.parts.portrait import portrait_markup
from pages.parts.portrait_map import draw_picture
from tests.app.opening import read_words

DEPARTEMENTS = load_catalog().deployment.departements
LENS, AVONDANCE = "246200364", "62066"


def words_of(code: str) -> str:
    """The words of a portrait."""
    return read_words(portrait_markup(load_portrait(code)))


@pytest.mark.parametrize(("level", "count"), [("epci", 20), ("commune", 887)])
def test_every_territory_of_the_deployment_has_a_portrait_and_a_map(level: str, count: int) -> None:
    territories = store.load_territories_in(DEPARTEMENTS, [level])
    drawn = {code: portrait_markup(load_portrait(code)) for code in territories["code"]}
    assert len(drawn) == count
    for code, name in zip(territories["code"], territories["name"], strict=True):
        assert read_words(drawn[code]).splitlines()[0] == name
        assert draw_picture(code) is not None


@pytest.mark.parametrize("code", ["PMA", "SMAV", "D62", "D59", "R32", "75056", "246201149"])
def test_a_portrait_of_any_level_opens(code: str) -> None:
    assert words_of(code)


def test_an_epci_shows_its_published_figures_each_a_way_to_its_line() -> None:
    markup = portrait_markup(load_portrait(LENS))
    assert re.search(r'href="#chiffre-[0-9a-f]{10}"[^>]*>156\u202f402\u00a0t<', markup)
    assert "36\u00a0communes" in read_words(markup)


def test_a_commune_without_a_figure_shows_those_of_its_epci_and_says_so() -> None:
    words = words_of(AVONDANCE)
    assert "La commune n’a pas de chiffre propre sur ce thème" in words
    assert "CC du Haut Pays du Montreuillois" in words
    assert "EPCI connus" in words


def test_a_grouping_has_the_sums_of_its_members() -> None:
    assert "2\u202f167\u00a0logements" in words_of("PMA")


def test_a_rank_counts_the_peers_known_that_year() -> None:
    figures = load_portrait(LENS).figures
    row = figures[(figures["indicator"].astype(str) == "housing.authorised") & (figures["year"] == 2025)].iloc[0]
    peers = store.load_observations(["housing.authorised"], levels=["epci"], years=(2025, 2025), scopes=[""])
    inside = peers[peers["territory"].isin(store.load_territories_in(DEPARTEMENTS, ["epci"])["code"])]
    assert row["known"] == inside["value"].notna().sum()
    assert row["rank"] == (inside["value"] > row["value"]).sum() + 1


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownTerritoryError):
        load_portrait("99999")
