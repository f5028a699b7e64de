"""What an audit of the figures found wrong is right: statuses, units, scopes, and what an indicator may be used for."""

import csv
from collections.abc import Iterator

import pytest

from loaders import store
from loaders.catalog import CATALOG, load_catalog
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


def test_what_is_left_out_is_nowhere_among_the_figures() -> None:
    with (CATALOG / "left_out.csv").open(encoding="utf-8", newline="") as file:
        left = [(row["source"], row["lines"], row["published"]) for row in csv.DictReader(file)]
    kept = {(row["source"], row["lines"], row["published"]) for row in read_all()}
    assert left and [row for row in left if row in kept] == []
