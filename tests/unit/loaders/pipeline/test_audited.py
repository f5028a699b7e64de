"""What an audit of the figures found wrong is right: statuses, units, scopes, and what an indicator may be used for."""

import csv
from collections.abc import Iterator

import pytest

from loaders import store
from loaders.catalog import CATALOG, load_catalog
from loaders.reading.latest import latest_of
from loaders.reading.series import list_points, load_series, points_of
from loaders.statistics.changes import compute_change, compute_change_between
from loaders.statuses import split_warnings
from tests.unit.loaders.pipeline.test_transcribed import DOCUMENTS, find_row, read_document

COSTS = ("finance.project_cost", "finance.project_funding", "sanitation.works_cost")
# Not of one territory beside another: a number of headings, of sessions, of what a plan announces.
FACTS = (
    "biodiversity.action_fields",
    "culture.training_topics",
    "energy.plan_measures",
    "finance.operating_cost_reduction",
    "governance.pound_animals",
    "health.pmi_consultations",
    "sanitation.forum_sessions",
    "water.flood_structures",
)

# The sums of a note, not the figure, are rounded there.
SUMS = {("000-call-2021", "295"), ("001-cabbalr-2022", "1104-1106")}
# All that the documents set as an aim; a plan, a budget or a rule is none.
AIMS = {
    ("000-call-2021", "45 000"),
    ("000-call-2021", "40"),
    ("000-call-2021", "1 000 nouveaux emplois"),
    ("000-call-2021", "plus de 2500 contrôles annuels"),
    ("001-cabbalr-2022", "35 communes"),
    ("001-cabbalr-2022", "30%"),
    ("001-cabbalr-2022", "100 bornes"),
    ("001-cabbalr-2022", "1000 examens"),
    ("001-cabbalr-2022", "100"),
    ("001-cabbalr-2022", "10"),
    ("001-cabbalr-2022", "20"),
    ("003-cd62-fit-2024", "8 à 10 km"),
    ("003-cd62-fit-2024", "10 km"),
    ("003-cd62-fit-2024", "plus de 30%"),
    ("003-cd62-fit-2024", "plus de 79%"),
}


def read_all() -> Iterator[dict[str, str]]:
    for document in DOCUMENTS:
        yield from read_document(document)


def test_a_cost_in_a_plan_is_no_objective() -> None:
    costs = {row["status"] for row in read_all() if row["indicator"] in COSTS}
    assert costs and "objective" not in costs


def test_studies_that_were_done_are_a_result_and_those_of_the_plan_are_planned() -> None:
    done = find_row("003-cd62-fit-2024", "2115-2116", "44 130 €")
    assert (done["status"], done["scope"]) == ("normal", "Études réalisées")
    assert find_row("003-cd62-fit-2024", "2161", "44 130 €")["status"] == "planned"


def test_the_aims_of_the_documents_are_these() -> None:
    assert {(row["source"], row["published"]) for row in read_all() if row["status"] == "objective"} == AIMS


def test_people_are_people_and_a_part_is_not_a_stream_of_the_whole() -> None:
    helped = find_row("001-cabbalr-2022", "2428-2431", "7 porteurs")
    assert (helped["indicator"], helped["unit"]) == ("subsidies.beneficiary_people", "people")
    assert find_row("000-call-2021", "4193", "+ 47,44 %")["scope"] == "Végétaux en porte-à-porte"


def test_more_towns_than_the_year_before_are_no_towns_of_their_own() -> None:
    rows = [row for row in read_all() if row["indicator"] == "subsidies.beneficiary_communes"]
    (found,) = [row for row in rows if row["source"] == "000-call-2021" and row["lines"] == "3202"]
    assert (found["published"], found["value"], found["scope"]) == ("17 villes", "17", "Lecture pour tous")
    assert "4 villes" not in {row["published"] for row in rows}
    (before,) = [row for row in read_document("derived") if row["indicator"] == "subsidies.beneficiary_communes"]
    assert (before["value"], before["year"], before["status"]) == ("13", "2020", "estimated")


def test_buildings_are_no_dwellings() -> None:
    with (CATALOG / "left_out.csv").open(encoding="utf-8", newline="") as file:
        (reason,) = [row["reason"] for row in csv.DictReader(file) if row["source"] == "france-3-erbm-2023"]
    assert "rien ne dit combien de logements ils comptent" in reason


def test_what_works_change_is_of_the_year_in_which_they_end() -> None:
    saved = find_row("003-cd62-fit-2024", "3321-3322;7111-7113", "de l'ordre de 50 %")
    assert (saved["year"], saved["period"], saved["status"]) == ("2024", "après travaux", "estimated")
    assert "quatrième trimestre 2024" in saved["note"]


def test_an_interest_expressed_is_left_out() -> None:
    with (CATALOG / "left_out.csv").open(encoding="utf-8", newline="") as file:
        (reason,) = [row["reason"] for row in csv.DictReader(file) if row["published"] == "environ 3 800m²"]
    assert "ni bâtie, ni prévue" in reason


@pytest.mark.parametrize(
    "indicator",
    ["agriculture.label_duration", "culture.action_duration", "subsidies.completion_deadline", "subsidies.notice"],
)
def test_the_term_of_a_contract_is_a_feature_of_it(indicator: str) -> None:
    entry = load_catalog().indicators[indicator]
    assert (entry.kind, entry.uses) == ("feature", ())


def test_a_number_of_consultations_is_no_ratio() -> None:
    entry = load_catalog().indicators["health.pmi_consultations"]
    assert (entry.kind, entry.numerator, entry.denominator) == ("flow", None, None)


def test_what_a_note_says_of_its_figure_a_caveat_says_too() -> None:
    for row in read_all():
        note, said = row["note"].lower(), split_warnings(row["warning"])
        if "arrondi" in note and (row["source"], row["lines"]) not in SUMS:
            assert "rounded" in said, row
        if "année non imprimée" in note or "année n'est pas imprimée" in note:
            assert {"undated", "no_due_year"} & set(said), row
        if "échéance non imprimée" in note:
            assert "no_due_year" in said, row


@pytest.mark.parametrize("indicator", FACTS)
def test_a_fact_is_offered_for_no_comparison(indicator: str) -> None:
    assert load_catalog().indicators[indicator].uses == ()


def test_a_population_that_a_deliberation_quotes_is_of_no_year_of_the_series() -> None:
    rows = store.load_observations(["population.municipal"], territories=["62032"])
    legal = rows[rows["scope"].astype(str) == ""]
    assert legal.loc[legal["year"] == 2020, "value"].tolist() == [4777] and 2024 not in set(legal["year"])


def test_a_year_that_a_text_gives_to_another_census_stands_apart() -> None:
    rows = store.load_observations(["population.municipal"], territories=["62249"])
    of_2019 = rows[(rows["year"] == 2019) & (rows["scope"].astype(str) == "")]
    assert of_2019["value"].tolist() == [8104]


def test_the_population_of_arras_changes_from_one_census_to_the_next_whoever_passes_it_on() -> None:
    arras = "200033579"
    series = load_series("population.municipal", territories=(arras,))
    latest = latest_of(series, arras, since=2006, until=2026)
    assert latest is not None
    assert (latest.year, latest.value, latest.source) == (2023, 109884, "insee-population")
    # 109 781 inhabitants in 2022, from the DGCL; 105 023 in 2006, from COGugaison.
    assert (latest.change.reason, latest.change.base_year) == ("", 2022)
    assert latest.change.value == pytest.approx(103 / 109781)
    assert compute_change_between(points_of(series.frame), 2006, 2023).value == pytest.approx(4861 / 105023)


@pytest.mark.parametrize("level", ["commune", "epci", "departement", "region"])
def test_no_population_is_of_another_source_than_the_census_before(level: str) -> None:
    series = load_series("population.municipal", levels=(level,))
    changes = [
        compute_change(list_points(own.to_dict("records")))
        for _, own in series.frame.groupby("territory", observed=True)
    ]
    assert changes and "sources différentes" not in {change.reason for change in changes}


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("urban_renewal.completed_operations", "il ne dit pas si le nombre est annuel ou cumulé depuis le début"),
        ("subsidies.granted_files", "une par dossier, non par bénéficiaire"),
    ],
)
def test_a_definition_says_what_one_is_and_over_which_time(indicator: str, said: str) -> None:
    assert said in load_catalog().indicators[indicator].definition


def test_what_is_left_out_is_nowhere_among_the_figures() -> None:
    with (CATALOG / "left_out.csv").open(encoding="utf-8", newline="") as file:
        left = [(row["source"], row["lines"], row["published"]) for row in csv.DictReader(file)]
    kept = {(row["source"], row["lines"], row["published"]) for row in read_all()}
    assert left and [row for row in left if row in kept] == []
