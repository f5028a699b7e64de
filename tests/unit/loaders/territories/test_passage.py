"""Counts and ratios carried to the communes of today: summed, shared out, computed again, and said."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sources import sitadel
from loaders.statistics.ratios import POPULATION
from loaders.territories.cog import Cog, Move, make_cog, read_cog
from loaders.territories.passage import carry_counts, carry_ratios
from loaders.territories.perimeters import read_memberships
from loaders.territories.succession import Predecessor, compare_perimeters
from tests.samples import SAMPLES
from tests.synthetic import make_observations

SITADEL = SAMPLES / "sitadel" / "sitadel.json.gz"
CAPSO, CALAIS, CALAISIS, OPALE = "200069037", "200090751", "246201149", "200072478"
LILLE, LILLE_BEFORE = "200093201", "245900410"


@pytest.fixture(scope="module")
def cog() -> Cog:
    """The communes of 2025, as on the maps."""
    return read_cog(2025)


def carry_rows(rows: list[dict[str, object]], cog: Cog) -> list[dict[str, object]]:
    usual = {"level": "commune", "year": 2013}
    return carry_counts(make_observations([usual | row for row in rows]), cog).to_dict("records")


# Counts


def test_communes_that_merged_are_summed_and_the_note_says_so(cog: Cog) -> None:
    (row,) = carry_rows([{"territory": "62294", "value": 3}, {"territory": "62295", "value": 4}], cog)
    assert (row["territory"], row["value"], row["status"]) == ("62295", 7, "normal")
    assert row["note"] == (
        "Somme des codes 62294, 62295 ; 62294 réunie dans 62295 (Enquin-lez-Guinegatte) le 01/01/2017"
    )


def test_a_sum_that_lacks_a_commune_is_missing_and_names_it(cog: Cog) -> None:
    (row,) = carry_rows([{"territory": "62154", "value": 5}], cog)
    assert pd.isna(row["value"])
    assert (row["status"], row["note"]) == ("missing", "sans donnée pour 62210")


def test_after_the_merger_the_commune_stands_alone(cog: Cog) -> None:
    (row,) = carry_rows([{"territory": "62154", "year": 2019, "value": 5}], cog)
    assert (row["value"], row["note"]) == (5, "")


def test_a_confidential_part_makes_the_sum_confidential(cog: Cog) -> None:
    parts = [{"territory": "62294", "value": 3, "status": "confidential"}, {"territory": "62295", "value": 4}]
    (row,) = carry_rows(parts, cog)
    assert pd.isna(row["value"])
    assert row["status"] == "confidential"


def test_a_zero_stays_a_zero_and_a_provisional_part_makes_a_provisional_sum(cog: Cog) -> None:
    parts = [{"territory": "62294", "value": 0, "status": "provisional"}, {"territory": "62295", "value": 0}]
    (row,) = carry_rows(parts, cog)
    assert (row["value"], row["status"]) == (0, "provisional")


def test_a_commune_that_was_split_is_shared_out_and_estimated(cog: Cog) -> None:
    rows = carry_rows([{"territory": "85084", "year": 2020, "value": 8931}], cog)
    assert {row["territory"]: row["value"] for row in rows} == pytest.approx(
        {"85084": 6471, "85165": 1201, "85212": 1259}
    )
    assert {row["status"] for row in rows} == {"estimated"}


def test_a_code_that_nobody_knows_keeps_its_row_without_value(cog: Cog) -> None:
    (row,) = carry_rows([{"territory": "99999", "value": 5, "note": "arrondi"}], cog)
    assert (row["territory"], row["status"]) == ("99999", "missing")
    assert row["note"] == "arrondi ; 99999 n'est pas un code de commune depuis 2010"


# Ratios


def test_the_ratio_of_a_merger_is_computed_again_from_the_sums(cog: Cog) -> None:
    parts = [{"territory": code, "year": 2013, "level": "commune"} for code in ("62294", "62295")]
    tonnes = make_observations([part | {"value": n} for part, n in zip(parts, (60, 30), strict=True)])
    people = make_observations([part | {"value": n} for part, n in zip(parts, (100, 300), strict=True)])
    (row,) = carry_ratios(tonnes, people, POPULATION, cog, factor=1000).to_dict("records")
    assert row["value"] == pytest.approx(225)  # and not (600 + 100) ÷ 2 = 350


# Real figures


@pytest.mark.skipif(not SITADEL.exists(), reason="Le fichier de Sitadel n'est pas à côté du dépôt : rien à comparer.")
def test_saint_omer_authorised_503_dwellings_in_2013_and_not_488(cog: Cog) -> None:
    frame = sitadel.read(SITADEL)
    year = frame[frame["year"].eq(2013)].rename(columns={"commune": "territory", "LOG_AUT": "value"})
    rows = year.assign(status=year["value"].isna().map({True: "missing", False: "normal"}), note="")
    members = read_memberships(2025)
    communes = set(members.loc[members["epci"].eq(CAPSO), "commune"])
    pas_de_calais = rows[rows["territory"].str.startswith("62")]
    carried = carry_counts(pas_de_calais[["territory", "year", "value", "status", "note"]], cog)
    own = carried[carried["territory"].isin(communes)]
    assert pas_de_calais.loc[pas_de_calais["territory"].isin(communes), "value"].sum() == 488
    assert own["value"].sum() == 503
    assert len(own) == 53
    assert own["value"].notna().all()


# Laws


@st.composite
def draw_country(draw: st.DrawFn) -> tuple[Cog, pd.DataFrame]:
    """Ten communes of 2010 that merge and split at random, with a count each."""
    alive, number = [f"0100{n}" for n in range(10)], 10
    rows = make_observations(
        [{"territory": c, "year": 2010, "level": "commune", "value": draw(st.integers(0, 10**6))} for c in alive]
    )
    moves = []
    for year in sorted(draw(st.lists(st.integers(2011, 2024), max_size=6, unique=True))):
        whole, part = draw(st.permutations(alive))[:2]
        if draw(st.booleans()) and len(alive) > 2:
            moves += [Move(f"{year}-06-01", "merged", code, whole, code, whole) for code in (whole, part)]
            alive.remove(part)
        else:
            new = f"01{number:03}"
            moves += [Move(f"{year}-06-01", "split", whole, code, whole, code) for code in (whole, new)]
            alive.append(new)
            number += 1
    people = {code: draw(st.integers(1, 1000)) for code in sorted({*alive, *(m.after for m in moves)})}
    now = {code: people.get(code, 1) for code in alive}
    return make_cog(moves, now, 2025, former_populations=dict(people)), rows


@given(draw_country())
def test_no_one_is_lost_and_no_one_counted_twice(country: tuple[Cog, pd.DataFrame]) -> None:
    cog, rows = country
    carried = carry_counts(rows, cog)
    assert carried["value"].sum() == pytest.approx(rows["value"].sum())
    assert set(carried["territory"]) <= set(cog.populations)
    assert not carried["territory"].duplicated().any()


@given(draw_country())
def test_carried_again_nothing_changes(country: tuple[Cog, pd.DataFrame]) -> None:
    cog, rows = country
    once = carry_counts(rows, cog).assign(year=2025)
    again = carry_counts(once, cog)
    assert json.loads(again[["territory", "value", "status"]].to_json()) == json.loads(
        once[["territory", "value", "status"]].to_json()
    )


# EPCIs


def test_the_calaisis_changed_its_siren_and_took_four_communes_of_the_pays_d_opale(cog: Cog) -> None:
    found = compare_perimeters(CALAIS, read_memberships(2019), read_memberships(2022), (2019, 2022), cog)
    assert found.predecessors == (Predecessor(CALAISIS, 10, 10), Predecessor(OPALE, 4, 27))
    assert not found.is_same_perimeter
    assert found.note == (
        f"SIREN {CALAISIS} devenu {CALAIS} ; 10 communes en 2019, 14 en 2022 ; entrées : 62156, 62654, 62657, 62769"
    )


def test_the_pays_d_opale_went_from_27_to_23_communes(cog: Cog) -> None:
    found = compare_perimeters(OPALE, read_memberships(2019), read_memberships(2022), (2019, 2022), cog)
    assert (found.communes_before, found.communes_after) == (27, 23)
    assert (found.gained, found.lost) == ((), ("62156", "62654", "62657", "62769"))


def test_lille_changed_its_siren_and_took_five_communes(cog: Cog) -> None:
    found = compare_perimeters(LILLE, read_memberships(2019), read_memberships(2025), (2019, 2025), cog)
    assert found.predecessors == (Predecessor(LILLE_BEFORE, 90, 90),)
    assert len(found.gained) == 5


def test_a_merger_inside_an_epci_leaves_its_perimeter_as_it_was(cog: Cog) -> None:
    """The 7 Vallées: 62447, 62461, 62549 and 62743 became one commune in 2025."""
    before, after = read_memberships(2024), read_memberships(2025)
    epci = after.loc[after["commune"].eq("62447"), "epci"].item()
    found = compare_perimeters(epci, before, after, (2024, 2025), cog)
    assert found.communes_before - found.communes_after == 3
    assert (found.is_same_perimeter, found.note) == (True, "")


def test_a_perimeter_that_is_not_known_is_said(cog: Cog) -> None:
    members = read_memberships(2019)
    assert (
        compare_perimeters(CALAIS, members, members, (2019, 2019), cog).note == f"périmètre de {CALAIS} inconnu en 2019"
    )
    alone = members[members["epci"].eq(CAPSO)]
    other = compare_perimeters(OPALE, alone, members, (2019, 2019), cog)
    assert other.reason == "aucun EPCI de 2019 connu sur ce périmètre"


@pytest.mark.parametrize("year", [2019, 2022, 2024, 2025])
def test_from_a_year_to_itself_no_epci_changes(cog: Cog, year: int) -> None:
    members = read_memberships(year)
    for epci in members["epci"].unique():
        found = compare_perimeters(epci, members, members, (year, year), cog)
        assert found.is_same_perimeter
        assert found.note == ""
