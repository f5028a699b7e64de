"""What pages offer: no fact of a territory on a map, in a ranking, in a comparison or among peers."""

import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.portraits import load_portrait
from loaders.reading.relative import find_obstacle
from loaders.reading.series import POPULATION, load_series
from loaders.reading.standing import situate
from loaders.statistics.peers import Peers
from pages.views.choice import LEVELS, find_options
from pages.views.compared.comparison import read_items
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import find_departements
from pages.views.maps.choice import find_partner, list_items
from pages.views.record import ViewError
from pages.views.view import KINDS
from tests.make_view import make_view

LENS, BETHUNE, PMA = "246200364", "200072460", "PMA"
FACT = "culture.clea_structures"
EVER = (1990, 2040)


def facts(use):
    """The indicators that may not be put to a use."""
    return {key for key in load_catalog().indicators if not load_catalog().may(key, use)}


def indicators_of(items) -> set[str]:
    """The indicators of items, whatever they are restricted to."""
    return {item.partition("@")[0] for item in items}


def test_what_may_not_be_mapped_is_known_for_territories_that_maps_have() -> None:
    assert facts("map") & set(store.load_map_coverage()["indicator"])


def test_no_theme_offers_the_map_of_a_fact() -> None:
    offered = set(find_options(tuple(load_catalog().themes), find_departements())[0])
    assert "waste.collected" in offered
    assert not offered & facts("map")


def test_the_page_of_maps_offers_no_fact() -> None:
    offered = set.union(*(indicators_of(list_items(level, find_departements())) for level in LEVELS))
    assert "housing.authorised" in offered
    assert not offered & facts("map")


def test_what_is_mapped_on_the_page_of_a_theme_is_ranked_beside_it() -> None:
    assert set(find_options(tuple(load_catalog().themes), find_departements())[0]) & facts("rank") == set()


def test_nothing_is_compared_that_is_a_fact() -> None:
    held, without = read_items((LENS, BETHUNE, PMA), EVER)
    assert "housing.authorised" in held
    assert not indicators_of([*held, *without]) & facts("compare")


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.USE])
def test_a_view_that_compares_a_fact_says_why_not(kind: str) -> None:
    indicators = (FACT, "housing.authorised")[: 1 if kind in ("maps", "change") else 2]
    with pytest.raises(ViewError, match="propre à chaque territoire : ses valeurs ne se comparent pas"):
        read_content(make_view(kind=kind, indicators=indicators, territories=(LENS, BETHUNE)))


def test_a_fact_keeps_its_trend() -> None:
    content = read_content(make_view(kind="trend", indicators=(FACT,), territories=(LENS,)))
    assert content.rows["value"].notna().any()


def test_a_fact_has_no_peers() -> None:
    assert cached.read_peers("staff.interns", "", False, find_departements()).frame.empty
    assert situate("culture.clea_structures", "", LENS, Peers((BETHUNE,), "groupe synthétique")) is None


def test_no_line_of_a_portrait_ranks_a_fact() -> None:
    lines = [line for section in load_portrait(LENS).sections for line in section.whole]
    ranked = {line.indicator for line in lines if line.rank}
    assert "housing.authorised" in ranked
    assert not ranked & facts("rank")


def test_nothing_goes_per_inhabitant_whose_unit_has_no_such_ratio() -> None:
    catalog = load_catalog()
    refused = [key for key in catalog.indicators if not catalog.may_per_inhabitant(key)]
    assert {"governance.strategy_axes", "governance.assembly_meetings", "agriculture.label_duration"} <= {*refused}
    assert all(find_obstacle(key, "", "inhabitant") for key in refused)


@pytest.mark.parametrize("indicator", ["governance.strategy_axes", "culture.events", "employment.event_participants"])
def test_a_count_of_axes_or_events_stays_as_it_is_where_a_reader_asks_for_per_inhabitant(indicator: str) -> None:
    plain = load_series(indicator, scopes=None)
    asked = load_series(indicator, scopes=None, per_inhabitant=True)
    assert (asked.per_inhabitant, asked.unit) == (False, plain.unit)
    assert asked.frame["value"].equals(plain.frame["value"])


def test_an_amount_goes_per_inhabitant() -> None:
    assert load_series("subsidies.received_amount", scopes=("fund=detr",), per_inhabitant=True).per_inhabitant
    assert not load_series(POPULATION, territories=(LENS,), per_inhabitant=True).per_inhabitant


def test_an_indicator_is_crossed_with_the_best_known_of_its_theme() -> None:
    """All 20 EPCIs have dwellings started; 9 have a share of vacant ones that enough communes tell."""
    others = ["housing.long_vacant_dwellings", "population.municipal", "housing.started"]
    assert find_partner("housing.authorised", others, "epci", ("D62",)) == "housing.started"
    assert find_partner("housing.authorised", others[:2], "epci", ("D62",)) == "population.municipal"
