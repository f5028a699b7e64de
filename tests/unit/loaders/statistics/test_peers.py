"""Peers: who is comparable with whom, and the words that say so."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import read_attributes
from loaders import store
from loaders.statistics.peers import (
    COMMUNE_FLOORS,
    EPCI_FLOORS,
    Peers,
    choose_own,
    describe_class,
    find_class,
    find_nearest,
    find_same_density,
    find_same_form,
    find_same_population,
)

LENS, HENIN, BETHUNE, ARRAS = "246200364", "246200299", "200072460", "200033579"


@pytest.fixture(scope="module")
def epcis() -> pd.DataFrame:
    """The EPCIs of Pas-de-Calais with their areas."""
    areas = read_attributes("epci", 2025).set_index("code")["area_km2"]
    found = store.load_territories_in(["D62"], ["epci"])
    return found.assign(area_km2=found["code"].map(areas))


def test_lens_lievin_is_compared_with_the_other_communautes_d_agglomeration(epcis: pd.DataFrame) -> None:
    peers = find_same_form(epcis, LENS)
    assert peers.label == "communautés d'agglomération"
    assert {HENIN, BETHUNE} <= set(peers.codes)
    assert {LENS, ARRAS}.isdisjoint(peers.codes)


def test_lens_lievin_is_between_the_thresholds_of_an_agglomeration_and_a_communaute_urbaine(
    epcis: pd.DataFrame,
) -> None:
    peers = find_same_population(epcis, LENS)
    assert peers.label == "EPCI, de 50\u202f000 à moins de 250\u202f000 habitants"
    assert HENIN in peers.codes
    assert BETHUNE not in peers.codes


def test_lens_lievin_and_henin_carvin_are_of_one_density(epcis: pd.DataFrame) -> None:
    peers = find_same_density(epcis, LENS)
    assert peers.label == "EPCI, de 300 à moins de 1\u202f500 habitants au km²"
    assert HENIN in peers.codes


@pytest.mark.parametrize("find", [find_same_form, find_same_population, find_same_density])
def test_a_territory_that_nobody_knows_has_no_peers_and_a_reason(find: object, epcis: pd.DataFrame) -> None:
    peers = find(epcis, "000000000")
    assert peers.codes == ()
    assert peers.reason


def test_who_is_alone_in_its_class_is_told_so(epcis: pd.DataFrame) -> None:
    alone = find_same_form(epcis[epcis["code"].eq(LENS)], LENS)
    assert (alone.codes, alone.reason) == ((), "aucun autre territoire de cette classe")


def test_the_nearest_are_so_in_standard_deviations_and_not_in_units() -> None:
    table = pd.DataFrame(
        {"people": [100, 110, 100, 500], "share": [0.1, 0.1, 0.9, 0.1]}, index=["own", "near", "share", "people"]
    )
    peers = find_nearest(table, "own", count=1, words=["population", "part"])
    assert peers == Peers(("near",), "le territoire le plus proche par population et part")


def test_who_lacks_an_indicator_is_no_neighbour_and_who_asks_is_told() -> None:
    table = pd.DataFrame({"a": [1.0, None, 3.0]}, index=["A", "B", "C"])
    assert find_nearest(table, "A", count=5, words=["a"]) == Peers(("C",), "les 5 plus proches par a (1 connu)")
    assert find_nearest(table, "B", count=1, words=["a"]).reason == "indicateur inconnu pour ce territoire"


def test_what_is_the_same_everywhere_tells_no_one_apart() -> None:
    table = pd.DataFrame({"a": [0.1, 0.1, 0.1]}, index=["A", "B", "C"])
    assert find_nearest(table, "A", count=1, words=["a"]).reason == "indicateurs sans variation"


def test_an_own_list_keeps_its_order_and_names_what_it_does_not_know(epcis: pd.DataFrame) -> None:
    assert choose_own(epcis, LENS, [BETHUNE, LENS, HENIN, BETHUNE]) == Peers(
        (BETHUNE, HENIN), "liste choisie de 2 territoires"
    )
    assert choose_own(epcis, LENS, [HENIN, "999"]).reason == "code inconnu : 999"
    assert choose_own(epcis, LENS, [LENS]).reason == "la liste est vide"


@pytest.mark.parametrize("floors", [COMMUNE_FLOORS, EPCI_FLOORS])
@given(value=st.integers(0, 10_000_000))
def test_every_population_is_in_one_class_that_its_words_describe(floors: tuple[int, ...], value: int) -> None:
    number = find_class(value, floors)
    assert floors[number] <= value
    assert number + 1 == len(floors) or value < floors[number + 1]
    assert describe_class(number, floors, "habitants").endswith(("habitants", "ou plus"))


TABLES = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=3, max_size=15)


@given(TABLES, st.floats(0.01, 1000), st.integers(-1000, 1000))
def test_the_nearest_do_not_depend_on_units(rows: list[tuple[int, int]], factor: float, shift: int) -> None:
    table = pd.DataFrame(rows, index=[f"T{n:02}" for n in range(len(rows))], columns=["a", "b"], dtype="float64")
    own = find_nearest(table, "T00", count=2, words=["a", "b"])
    moved = find_nearest(table.assign(a=table["a"] * factor + shift), "T00", count=2, words=["a", "b"])
    distances = sorted({round(d, 9) for d in _distances(table, "T00")})
    if len(distances) == len(rows) - 1:
        assert moved.codes == own.codes


def _distances(table: pd.DataFrame, code: str) -> list[float]:
    spread = table.std(ddof=0).replace(0, 1)
    gaps = (table - table.loc[code]) / spread
    return ((gaps**2).sum(axis=1) ** 0.5).drop(code).tolist()


@given(TABLES)
def test_no_one_left_out_is_nearer_than_the_farthest_neighbour(rows: list[tuple[int, int]]) -> None:
    table = pd.DataFrame(rows, index=[f"T{n:02}" for n in range(len(rows))], columns=["a", "b"], dtype="float64")
    peers = find_nearest(table, "T00", count=2, words=["a", "b"]).codes
    distances = dict(zip(table.index.drop("T00"), _distances(table, "T00"), strict=True))
    out = [d for code, d in distances.items() if code not in peers]
    if peers and out:
        assert max(distances[code] for code in peers) <= min(out) + 1e-9
