"""The figures of the five documents: dated where a year is printed, and only there; what is aimed at says when."""

from collections import defaultdict
from functools import cache

import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.figures import COLUMNS, OPTIONAL, read_rows
from loaders.statuses import RESULTS, split_warnings
from loaders.tables import DATA

DOCUMENTS = tuple(sorted(path.stem for path in (DATA / "figures").glob("00*.csv")))


@cache
def read_document(name: str) -> tuple[dict[str, str], ...]:
    return tuple(row for _, row in read_rows(DATA / "figures" / f"{name}.csv", COLUMNS, OPTIONAL))


def find_row(name: str, lines: str, published: str) -> dict[str, str]:
    [found] = [row for row in read_document(name) if (row["lines"], row["published"]) == (lines, published)]
    return found


def test_every_document_is_read() -> None:
    assert [len(read_document(name)) for name in DOCUMENTS] == [609, 467, 3, 188, 33]


@pytest.mark.parametrize(
    ("document", "lines", "published", "warning"),
    [
        ("000-call-2021", "264", "2 fins de contrat", "undated"),
        ("000-call-2021", "264-265", "6 agents en Service Civique", "undated"),
        ("000-call-2021", "296", "76 agents", "undated"),
        ("000-call-2021", "1943", "297 700 €", "undated"),
        ("000-call-2021", "1944", "160 300 €", "undated"),
        ("000-call-2021", "4109", "575 ml", "undated"),
        ("001-cabbalr-2022", "1829-1830", "une cinquantaine d’œuvres", "rounded;undated"),
        # « A C T I O N S  E N G A G É E S  E N  2 0 2 2 » is the heading of the list.
        ("001-cabbalr-2022", "2567-2569", "252 874€", ""),
        ("001-cabbalr-2022", "2569-2571", "138 074€", ""),
        # « Fin des travaux 06/2024 »
        ("003-cd62-fit-2024", "4390", "60cm", ""),
    ],
)
def test_what_a_second_reading_found_wrong_is_right(document: str, lines: str, published: str, warning: str) -> None:
    assert find_row(document, lines, published)["warning"] == warning


@pytest.mark.parametrize("document", DOCUMENTS)
def test_figures_of_the_same_lines_are_all_dated_or_none(document: str) -> None:
    dated: defaultdict[tuple[str, ...], set[bool]] = defaultdict(set)
    for row in read_document(document):
        if row["status"] in RESULTS:
            dated[row["lines"], row["year"], row["period"]].add("undated" not in split_warnings(row["warning"]))
    assert [place for place, found in dated.items() if len(found) > 1] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_printed_end_of_works_is_a_due_year(document: str) -> None:
    ends = [row for row in read_document(document) if "fin des travaux prévue" in row["note"].lower()]
    assert [row["lines"] for row in ends if {"no_due_year", "undated"} & set(split_warnings(row["warning"]))] == []


def test_what_works_are_to_bring_is_of_after_them_and_says_when_they_end() -> None:
    rows = read_document("003-cd62-fit-2024")
    gains = ("energy.consumption_saving", "energy.consumption_division", "energy.annual_saving", "water.savings_amount")
    assert {row["period"] for row in rows if row["indicator"] in gains} == {"après travaux"}
    after = [row for row in rows if row["period"] == "après travaux"]
    assert len(after) == 14
    assert [row["lines"] for row in after if "fin des travaux prévue" not in row["note"].lower()] == []


def test_what_a_standard_agreement_lays_down_is_a_threshold() -> None:
    rules = [row for row in read_document("003-cd62-fit-2024") if row["place"] == "Convention financière type"]
    assert [row["status"] for row in rules] == ["threshold"] * 13


def test_plans_and_benefits_are_no_people() -> None:
    units = {row["published"]: row["unit"] for row in read_document("003-cd62-fit-2024")}
    assert (units["4 522"], units["2 346"], units["727 prestations"]) == ("aid_plans", "aid_plans", "benefits")


def test_an_indicator_is_undated_as_a_whole_where_each_of_its_figures_is() -> None:
    undated = {key for key, entry in load_catalog().indicators.items() if "undated" in entry.warnings}
    dated = {
        row["indicator"]
        for path in sorted((DATA / "figures").glob("*.csv"))
        if not path.name.startswith("grants")
        for _, row in read_rows(path, COLUMNS, OPTIONAL)
        if "undated" not in split_warnings(row["warning"])
    }
    assert len(undated) == 27
    assert not undated & dated
