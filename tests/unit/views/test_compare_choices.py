"""What a comparison may choose: indicators that hold data, peers that are named, measures that exist."""

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from pages.views.compared.comparison import find_items
from pages.views.compared.measure import describe_unmeasured, find_offered
from pages.views.compared.peers import find_peers, kinds_for
from pages.views.compared.years import best_years
from pages.views.data import cached
from pages.views.selection import Selection
from pages.words.peers import OF_A_COMPARISON
from tests.synthetic import make_series

LENS, BETHUNE = "246200364", "200072460"


@pytest.fixture(scope="module")
def selection() -> Selection:
    """The deployment's territories, its home chosen."""
    deployment = load_catalog().deployment
    table = cached.read_territories(deployment.departements)
    return Selection(("PMA",), (2009, 2026), False, deployment.departements, deployment.home, deployment.vintage, table)


def known(*rows: tuple[str, str, int, bool]) -> pd.DataFrame:
    """What is known: territory, indicator, year, and whether it is of the whole territory."""
    frame = pd.DataFrame(rows, columns=["territory", "indicator", "year", "is_whole"])
    return frame.assign(scope="")


def test_a_grouping_has_what_all_its_members_have_in_one_year(selection: Selection) -> None:
    members = str(selection.table.at["PMA", "members"]).split(";")
    full = [(member, "housing.authorised", 2020, True) for member in members]
    partial = [(member, "housing.started", 2020 + n, True) for n, member in enumerate(members)]
    found = find_items(known(*full, *partial), selection, frozenset({"housing.authorised", "housing.started"}))
    assert found["item"].tolist() == ["housing.authorised"]


def test_ratios_of_members_are_not_those_of_a_grouping(selection: Selection) -> None:
    members = str(selection.table.at["PMA", "members"]).split(";")
    rows = [(member, "waste.recovery_rate", 2020, True) for member in members]
    assert find_items(known(*rows), selection, frozenset()).empty


def test_a_figure_of_a_place_is_not_one_of_the_territory(selection: Selection) -> None:
    assert find_items(known(("PMA", "water.distributed", 2020, False)), selection, frozenset()).empty


@pytest.mark.parametrize("kind", OF_A_COMPARISON)
def test_a_group_of_peers_is_named_and_without_its_territory(kind: str, selection: Selection) -> None:
    chosen = Selection(**{**vars(selection), "territories": (LENS, BETHUNE)})
    found = find_peers(kind, LENS, chosen)
    assert found.label and found.codes and LENS not in found.codes


def test_the_peers_of_one_alone_are_nobody_and_it_is_said(selection: Selection) -> None:
    alone = Selection(**{**vars(selection), "territories": (LENS,)})
    found = find_peers("selection", LENS, alone)
    assert found.codes == () and found.reason


def test_a_territory_that_no_map_draws_is_compared_with_the_selection(selection: Selection) -> None:
    assert list(kinds_for(selection.level("PMA"))) == ["selection"]


def test_measures_are_offered_where_an_indicator_has_them() -> None:
    assert find_offered(["housing.authorised"]) == ["household", "km2"]
    assert find_offered(["waste.recovery_rate"]) == []


def test_an_indicator_without_the_measure_of_the_others_says_why() -> None:
    titles = {"housing.authorised": "Logements autorisés", "waste.recovery_rate": "Taux"}
    said = describe_unmeasured(titles, "km2")
    assert said == "« Taux » garde son unité : un ratio n’est pas divisé une seconde fois."
    assert describe_unmeasured(titles, "inhabitant") == ""


def test_the_best_years_are_those_that_most_indicators_know() -> None:
    one = make_series([{"year": 2019}, {"year": 2020}, {"year": 2021}])
    two = make_series([{"year": 2020}, {"year": 2021, "value": None, "status": "missing"}])
    assert best_years([one, two]) == [2020]
    assert best_years([]) == []
