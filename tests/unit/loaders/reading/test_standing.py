"""A territory among its peers: the groups by name, the numbers by hand, and groups that say nothing."""

import pandas as pd
import pytest

from loaders.reading import standing
from loaders.reading.group import find_group, list_kinds, load_candidates
from loaders.reading.series import Series
from loaders.reading.standing import situate
from loaders.statistics.peers import Peers
from tests.synthetic import make_observations

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"


def place(monkeypatch: pytest.MonkeyPatch, values: dict[str, object], statuses: dict[str, str] | None = None):
    """The situation of Lens-Liévin for synthetic numbers of meeting rooms in 2021, compared as they are."""
    rows = [
        {"territory": code, "value": value, "status": (statuses or {}).get(code, "normal"), "id": f"id{code}"}
        for code, value in values.items()
    ]
    series = Series(
        "governance.member_communes", "Communes", "Communes", "communes", "communes", 0, False, make_observations(rows)
    )
    monkeypatch.setattr(standing, "_load", lambda *_: (series, series))
    others = tuple(code for code in values if code != LENS)
    return situate("governance.member_communes", "", LENS, Peers(others, "groupe synthétique"))


def test_rank_median_gap_percentile_and_average_are_those_of_the_hand_count(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, {LENS: 30.0, BETHUNE: 10.0, HENIN: 20.0, "200033579": 40.0})
    assert (found.standing.rank.place, found.standing.rank.known) == (2, 4)
    assert found.distribution.median == 25 and found.standing.gap == 5
    assert found.standing.percentile == 62.5  # two below, half of itself: 2.5 of 4
    assert found.average.value == 25 and found.average.known == found.average.members == 4


def test_a_tie_shares_the_better_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, {LENS: 30.0, BETHUNE: 30.0, HENIN: 20.0})
    assert (found.standing.rank.place, found.standing.tied) == (1, 1)


def test_the_average_is_withheld_when_too_few_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, {LENS: 30.0, BETHUNE: 10.0, HENIN: float("nan")})
    assert found.average.value is None and found.average.reason
    assert (found.standing.rank.place, found.standing.rank.known) == (1, 2)


def test_a_confidential_value_counts_for_nothing_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, {LENS: 30.0, BETHUNE: 10.0, HENIN: 99.0}, {HENIN: "confidential"})
    assert found.standing.rank.known == 2 and found.distribution.highest == 30
    assert [m.value for m in found.members if m.code == HENIN] == [None]


def test_what_does_not_apply_is_no_part_of_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, {LENS: 30.0, BETHUNE: 10.0, HENIN: float("nan")}, {HENIN: "not_applicable"})
    assert found.distribution.members == 2 and found.average.value == 20


def test_equal_values_and_a_value_alone_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "égales" in place(monkeypatch, {LENS: 5.0, BETHUNE: 5.0}).reason
    assert "aucun autre" in place(monkeypatch, {LENS: 5.0, BETHUNE: float("nan")}).reason


def test_without_any_value_of_its_own_there_is_no_situation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place(monkeypatch, {LENS: float("nan"), BETHUNE: 5.0}) is None


def test_a_group_of_one_has_its_reason() -> None:
    found = situate("housing.authorised", "", LENS, Peers((), "liste choisie", "la liste est vide"))
    assert found.reason == "la liste est vide" and found.standing.rank is None


def test_flows_are_compared_per_inhabitant_and_the_average_is_a_ratio_of_sums() -> None:
    group = find_group("liste", LENS, chosen=(BETHUNE, HENIN))
    found = situate("housing.authorised", "", LENS, group)
    from loaders.reading.series import load_series

    codes = (LENS, BETHUNE, HENIN)
    counts = load_series("housing.authorised", territories=codes).frame
    people = load_series("population.municipal", territories=codes).frame
    latest = people.sort_values("year").groupby("territory")["value"].last().sum()
    total = counts.loc[counts["year"].eq(found.year), "value"].sum()
    assert found.average.value == pytest.approx(1000 * total / latest)
    assert found.series.unit.endswith("hab.")


@pytest.mark.parametrize(
    ("kind", "label", "count"),
    [
        ("tous", "EPCI du Pas-de-Calais", 19),
        ("forme", "communautés d'agglomération, Pas-de-Calais", 6),
        ("revenu", "les 5 plus proches par revenu médian, Pas-de-Calais", 5),
        ("proches", "les 5 plus proches par population et densité, Pas-de-Calais", 5),
    ],
)
def test_a_group_is_named(kind, label, count) -> None:
    found = find_group(kind, LENS)
    assert (found.label, len(found.codes)) == (label, count)


def test_a_list_keeps_to_the_level_and_names_what_it_does_not_know() -> None:
    found = find_group("liste", LENS, chosen=(BETHUNE, "62498", "XX"))
    assert found.codes == (BETHUNE,) and "62498" in found.reason and "XX" in found.reason


def test_a_grouping_has_no_peers_and_says_so() -> None:
    assert list_kinds("grouping") == () and find_group("tous", "PMA").reason
    assert "forme" not in list_kinds("commune")


def test_the_peers_of_a_territory_elsewhere_are_those_of_its_departement() -> None:
    found = find_group("tous", "29019")
    assert "Finistère" in found.label and all(code.startswith("29") for code in found.codes)


def test_the_candidates_have_their_areas() -> None:
    table = load_candidates("epci", ("D62",))
    assert len(table) == 20 and pd.notna(table["area_km2"]).all()
