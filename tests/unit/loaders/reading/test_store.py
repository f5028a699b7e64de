"""The store: typed reads with filters, safe against injection, right from several threads at once."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pytest

from loaders import store
from loaders.pipeline.build import OBSERVATION_COLUMNS
from loaders.preference import prefer
from tests.synthetic import make_observations

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"


def test_waste_of_lens_lievin_in_2021_with_its_origin() -> None:
    rows = store.load_observations(["waste.collected"], territories=[LENS], years=(2021, 2021), scopes=[""])
    (row,) = rows.to_dict("records")
    assert (row["value"], row["status"], row["published"]) == (156_402, "normal", "156 402 tonnes")
    assert (row["source"], row["locator"], row["section"]) == ("000-call-2021", "4159;4173", "Gestion des déchets")


def test_observations_come_back_typed_and_sorted() -> None:
    rows = store.load_observations(["waste.collected", "housing.authorised"], territories=[LENS, BETHUNE])
    assert list(rows.columns) == [name for name in OBSERVATION_COLUMNS if name != "is_current"]
    assert (str(rows["value"].dtype), str(rows["year"].dtype)) == ("float64", "int16")
    keys = list(
        zip(rows["indicator"].astype(str), rows["scope"], rows["territory"].astype(str), rows["year"], strict=True)
    )
    assert keys == sorted(keys)
    assert {key[0] for key in keys} == {"waste.collected", "housing.authorised"}


def test_years_are_bounds_that_are_part_of_the_answer() -> None:
    rows = store.load_observations(["housing.authorised"], territories=[LENS], years=(2014, 2016), scopes=[""])
    assert rows["year"].tolist() == [2014, 2015, 2016]


def test_levels_and_scopes_narrow_the_answer() -> None:
    rows = store.load_observations(["waste.collected"], levels=["departement"], scopes=["stream=residual"])
    assert set(rows["level"].astype(str)) == {"departement"}
    assert set(rows["scope"]) == {"stream=residual"}
    assert set(rows["territory"].astype(str)) == {"D02", "D59", "D60", "D62", "D80"}


def test_an_empty_filter_keeps_nothing_and_none_keeps_all() -> None:
    assert store.load_observations(["waste.collected"], territories=[]).empty
    assert store.load_observations([]).empty
    every = store.load_observations(["waste.collected"], territories=None)
    assert set(every["territory"].astype(str)) > {LENS, "D62"}


def test_only_whole_territories_unless_places_are_wanted() -> None:
    indicators = store.load_coverage()["indicator"].astype(str).unique().tolist()
    every, whole = (store.load_observations(indicators, place=place) for place in (None, ""))
    assert set(whole["place"]) == {""}
    assert len(every[every["place"] == ""]) == len(whole) < len(every)


@pytest.mark.parametrize(
    "code",
    [
        f"{LENS}' OR '1'='1",
        "x') OR true --",
        "'; DROP VIEW observations; --",
        "%",
        f"{LENS}; SELECT * FROM read_text('/etc/hostname')",
    ],
)
def test_an_injection_as_a_territory_code_is_a_code_that_nobody_has(code: str) -> None:
    assert store.load_observations(["waste.collected"], territories=[code]).empty
    assert store.load_territories(codes=[code]).empty
    assert store.load_grants(stages=[code]).empty
    assert store.load_territories_in([code], ["commune"]).empty
    assert len(store.load_observations(["waste.collected"], territories=[LENS], scopes=[""])) == 2


def test_the_database_reads_no_other_file_and_cannot_be_unlocked() -> None:
    with pytest.raises(duckdb.PermissionException):
        store._query("SELECT * FROM read_text('/etc/hostname')", {})
    with pytest.raises(duckdb.Error):
        store._query("SET enable_external_access = true", {})


def test_eight_threads_get_the_answers_that_one_would() -> None:
    territories = [LENS, BETHUNE, HENIN, ARRAS, "D62", "62498", "62041", "62119"]
    asked = [(indicator, code) for indicator in ("housing.authorised", "population.municipal") for code in territories]

    def read(question: tuple[str, str]) -> pd.DataFrame:
        return store.load_observations([question[0]], territories=[question[1]])

    alone = {question: read(question) for question in asked}
    assert all(len(frame) > 1 for frame in alone.values())
    questions = asked * 12
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(read, questions))
    for question, answer in zip(questions, answers, strict=True):
        pd.testing.assert_frame_equal(answer, alone[question])


def test_territories_by_code_and_by_level() -> None:
    rows = store.load_territories(codes=["PMA", LENS, "62498"]).set_index("code")
    assert rows["level"].to_dict() == {LENS: "epci", "62498": "commune", "PMA": "grouping"}
    assert rows.at["PMA", "members"] == f"{LENS};{BETHUNE};{HENIN}"
    assert rows.at["62498", "epci"] == LENS
    assert set(store.load_territories(levels=["region"])["code"]) == {"R32"}


def test_territories_in_a_departement_are_its_887_communes_and_20_epcis() -> None:
    levels = store.load_territories_in(["D62"], ["commune", "epci"])["level"].astype(str).value_counts()
    successors = {"ARTOISCOMM", "246201149"}
    epcis = set(store.load_territories_in(["D62"], ["epci"])["code"]) - successors
    assert levels["commune"] == 887
    assert len([code for code in epcis if code.isdigit()]) == 20
    assert "245900758" in epcis


def test_grants_by_stage_the_largest_first() -> None:
    plans = store.load_grants(stages=["planned"]).query("epci == @ARRAS")
    assert (len(plans), plans["montant"].sum(), plans["montant"].is_monotonic_decreasing) == (7, 8_504_587, True)


def test_coverage_counts_no_target_and_no_missing_value() -> None:
    coverage = store.load_coverage().astype({"indicator": str, "level": str}).set_index(["indicator", "level"])
    rows = store.load_observations(["housing.authorised"], levels=["epci"], place=None)
    known = rows[~rows["status"].isin(["objective", "missing"])]
    said = coverage.loc[("housing.authorised", "epci")]
    assert said[["observations", "territories", "first", "last"]].tolist() == [
        len(known),
        known["territory"].nunique(),
        known["year"].min(),
        known["year"].max(),
    ]


def test_a_published_figure_comes_before_a_computed_one() -> None:
    rows = make_observations(
        [
            {"value": 3, "status": "estimated", "source": "a"},
            {"value": 1, "status": "normal", "source": "b"},
            {"value": 2, "status": "provisional", "source": "c"},
        ]
    )
    assert prefer(rows)["value"].tolist() == [1]


def test_a_provisional_figure_comes_before_an_estimate_and_both_before_a_gap() -> None:
    rows = make_observations(
        [
            {"territory": "A", "status": "missing", "value": None},
            {"territory": "A", "status": "estimated", "value": 3},
            {"territory": "B", "status": "estimated", "value": 3},
            {"territory": "B", "status": "provisional", "value": 2},
        ]
    )
    assert prefer(rows)["value"].tolist() == [3, 2]


def test_a_target_is_never_preferred() -> None:
    rows = make_observations([{"status": "objective", "value": 9}, {"year": 2020, "value": 1}])
    assert prefer(rows)[["year", "value"]].to_numpy().tolist() == [[2020, 1]]


@pytest.mark.parametrize("status", ["normal", "provisional"])
def test_a_single_year_comes_before_a_period_of_several(status: str) -> None:
    rows = make_observations([{"period": "2020-2021", "value": 9}, {"period": "2021", "value": 4, "status": status}])
    assert prefer(rows)["value"].tolist() == [4]


def test_a_period_of_several_years_is_kept_where_it_stands_alone() -> None:
    assert prefer(make_observations([{"period": "2020-2021", "value": 9}]))["value"].tolist() == [9]


def test_scopes_places_and_territories_are_kept_apart() -> None:
    rows = make_observations(
        [{}, {"scope": "stream=glass"}, {"place": "Lieu synthétique"}, {"territory": "B"}, {"year": 2020}]
    )
    assert len(prefer(rows)) == 5
