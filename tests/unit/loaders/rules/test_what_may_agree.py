"""What is no contradiction for all that it differs; parts larger than their whole; jumps between neighbouring years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from loaders.catalog import Acknowledged, Catalog
from loaders.rules.contradictions import find_contradictions, find_useless
from loaders.rules.jumps import describe_jumps
from loaders.rules.printed import read_printed
from tests.contradicted import Finder, make_tables


@pytest.mark.parametrize("caveats", ["undated", "undated;definition_varies"])
def test_an_undated_figure_never_contradicts_that_of_another_publisher(find: Finder, caveats: str) -> None:
    undated = {"published": "4777", "warning": caveats}
    assert not find("repeated", undated, {"published": "4842", "source": "other"})
    assert find("repeated", undated, {"published": "4842"})


def test_a_round_figure_contradicts_an_exact_one_of_another_publisher_beyond_its_zeros_only(find: Finder) -> None:
    counted = {"indicator": "waste.people"}
    exact = counted | {"published": "109776", "source": "other"}
    assert not find("repeated", counted | {"published": "110000"}, exact)
    assert find("repeated", counted | {"published": "120000"}, exact)
    assert find("repeated", counted | {"published": "110000"}, exact | {"source": "report"})


@pytest.mark.parametrize(("printed", "count"), [("7918", 0), ("8300", 1), ("7500", 1)])
def test_a_population_may_be_dated_by_its_census_three_years_before(find: Finder, printed: str, count: int) -> None:
    legal = [
        {"indicator": "waste.inhabitants", "published": said, "year": year, "source": "other"}
        for said, year in (("7630", 2019), ("8104", 2022), ("8400", 2023))
    ]
    assert (
        len(find("repeated", {"indicator": "waste.inhabitants", "published": printed, "year": 2019}, *legal)) == count
    )


def test_acts_are_not_compared_with_the_persons_who_receive_them(find: Finder) -> None:
    people = {"indicator": "waste.people", "value": 699.0}
    acts = people | {"published": "727 prestations", "value": 727.0}
    assert not find("repeated", people | {"published": "699 bénéficiaires"}, acts)
    assert find("repeated", people | {"published": "699 prestations"}, acts)


def test_two_labels_given_by_the_order_of_a_legend_are_not_compared(find: Finder) -> None:
    drawn = {"indicator": "waste.share", "warning": "chart_text"}
    assert not find("repeated", drawn | {"published": "3"}, drawn | {"published": "0"})
    assert find("repeated", drawn | {"published": "3"}, {"indicator": "waste.share", "published": "0"})


@pytest.mark.parametrize(("printed", "count"), [("250", 0), ("240", 0), ("230", 1), ("260", 1)])
def test_a_population_of_another_publisher_may_be_the_municipal_or_the_total_one(
    find: Finder, printed: str, count: int
) -> None:
    municipal = {"indicator": "waste.inhabitants", "published": "400000", "source": "other"}
    collected = {"published": "100000"}
    assert len(find("ratio", {"indicator": "waste.each", "published": printed}, collected, municipal)) == count


def test_the_population_that_the_document_itself_prints_has_nothing_to_spare(find: Finder) -> None:
    own = {"indicator": "waste.inhabitants", "published": "400000"}
    assert find("ratio", {"indicator": "waste.each", "published": "240"}, {"published": "100000"}, own)


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({}, 1),
        ({"locator": "30-31"}, 1),
        ({"locator": "400"}, 0),
        ({"scope": "Cumul depuis 2019"}, 0),
        ({"published": "76"}, 0),
        ({"status": "objective"}, 0),
        ({"source": "other"}, 0),
    ],
)
def test_a_part_is_not_larger_than_the_whole_of_its_passage(find: Finder, more: dict[str, object], count: int) -> None:
    whole = {"indicator": "waste.people", "published": "76"}
    assert len(find("part", whole, whole | {"published": "91", "scope": "Formés en groupe"} | more)) == count


def test_shares_have_no_part_larger_than_a_whole(find: Finder) -> None:
    share = {"indicator": "waste.share", "published": "40"}
    assert not find("part", share, share | {"published": "60", "scope": "stream=glass"})


@pytest.mark.parametrize(
    ("before", "after", "more", "count"),
    [
        ("100", "501", {}, 1),
        ("501", "100", {}, 1),
        ("100", "500", {}, 0),
        ("0", "500", {}, 0),
        ("100", "501", {"year": 2022}, 1),
        ("100", "501", {"year": 2023}, 0),
        ("100", "501", {"break_before": True}, 0),
        ("100", "501", {"status": "objective"}, 0),
        ("100", "501", {"source": "other"}, 0),
        ("100", "501", {"period": "2020-2021"}, 0),
    ],
)
def test_a_jump_of_more_than_five_times_between_neighbouring_years_is_found(
    find: Finder, before: str, after: str, more: dict[str, object], count: int
) -> None:
    assert len(find("jump", {"published": before, "year": 2020}, {"published": after, "year": 2021} | more)) == count


def test_jumps_are_explained_for_a_whole_series_and_counted(catalog: Catalog) -> None:
    tables = make_tables(({"published": "100", "year": 2020}, {"published": "600", "year": 2021}))
    reason = Acknowledged(reason="Peu de projets.", date=dt.date(2026, 1, 1))
    explained = replace(catalog, acknowledged={"jump:waste.collected:report": reason})
    findings = find_contradictions(explained, tables)
    assert [finding.rule for finding in findings] == []
    assert find_useless(explained, findings) == []
    assert describe_jumps(read_printed(explained, tables)).endswith(
        "1 expliqués pour toute leur série, 0 sans explication."
    )
    assert describe_jumps(read_printed(catalog, tables)).endswith(
        "0 expliqués pour toute leur série, 1 sans explication."
    )
