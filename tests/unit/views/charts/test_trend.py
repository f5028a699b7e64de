"""Trends: a missing year is a hole, nothing joins the two sides of a break, what is not final says so."""

from __future__ import annotations

from typing import Any

import pytest

from pages.views.layout.charts import lay_chart
from pages.views.layout.runs import cut_runs, has_link, link_holes
from pages.views.marks import Chart, Line, Mark
from tests.drawn import content_of, marks_of, series
from tests.laid import texts_of
from tests.synthetic import make_observations

NBSP = "\u00a0"


def draw(*rows: tuple[Any, ...], **options: Any) -> Chart:
    """The chart of a trend of synthetic rows."""
    codes = tuple(dict.fromkeys(row[0] for row in rows))
    (drawn,) = content_of("trend", series(*rows), territories=codes, **options).charts
    return drawn


def draw_line(*rows: tuple[Any, ...]) -> Line:
    """The one line of a trend."""
    (line,) = draw(*rows).lines
    return line


def years_of(parts: list[tuple[Mark, ...]] | list[tuple[Mark, Mark]]) -> list[list[float | str]]:
    """The years of each part of a line."""
    return [[mark.x for mark in part] for part in parts]


def test_a_whole_series_is_one_line() -> None:
    line = draw_line(("A", 2019, 1.0), ("A", 2020, 0.0), ("A", 2021, 3.0))
    assert years_of(cut_runs(line)) == [[2019, 2020, 2021]]
    assert [mark.y for mark in line.marks] == [1, 0, 3]
    assert link_holes(line) == []


def test_a_year_that_is_absent_is_a_hole() -> None:
    line = draw_line(("A", 2018, 1.0), ("A", 2020, 2.0), ("A", 2021, 3.0))
    assert [(mark.x, mark.y) for mark in line.marks] == [(2018, 1), (2019, None), (2020, 2), (2021, 3)]
    assert years_of(cut_runs(line)) == [[2018], [2020, 2021]]


def test_a_year_that_is_said_to_be_missing_is_a_hole_and_not_a_zero() -> None:
    line = draw_line(("A", 2019, 1.0), ("A", 2020, None, "missing"), ("A", 2021, 3.0))
    assert [mark.y for mark in line.marks] == [1, None, 3]
    assert years_of(cut_runs(line)) == [[2019], [2021]]


def test_faint_dots_link_the_two_sides_of_a_hole() -> None:
    line = draw_line(("A", 2015, 1.0), ("A", 2017, 2.0), ("A", 2018, None, "missing"), ("A", 2020, 4.0))
    assert years_of(link_holes(line)) == [[2015, 2017], [2017, 2020]]


def test_a_line_stops_at_a_break_between_two_years_in_a_row() -> None:
    line = draw_line(("A", 2019, 1.0), ("A", 2020, 9.0, "normal", True))
    assert years_of(cut_runs(line)) == [[2019], [2020]]
    assert link_holes(line) == []


@pytest.mark.parametrize("broken", [2019, 2020, 2021])
def test_no_dots_cross_a_break_wherever_it_falls_in_the_hole(broken: int) -> None:
    line = draw_line(
        ("A", 2018, 1.0),
        ("A", 2019, None, "missing", broken == 2019),
        ("A", 2020, None, "missing", broken == 2020),
        ("A", 2021, 3.0, "normal", broken == 2021),
    )
    assert link_holes(line) == []
    assert years_of(cut_runs(line)) == [[2018], [2021]]


@pytest.mark.parametrize(("years", "is_linked"), [((2019, 2020), False), ((2018, 2020), True)])
def test_a_gap_is_between_two_years_of_one_territory(years: tuple[int, int], is_linked: bool) -> None:
    chart = draw(*(("A", year, 1.0) for year in years), ("B", 2011, 1.0))
    assert has_link(chart.lines) is is_linked


def test_what_is_not_final_says_why() -> None:
    line = draw_line(("A", 2019, 1.0), ("A", 2020, 2.0, "estimated"), ("A", 2021, 3.0, "provisional"))
    assert [mark.status for mark in line.marks] == ["normal", "estimated", "provisional"]
    assert [mark.text for mark in line.marks] == [f"1{NBSP}t", f"2{NBSP}t (estimé)", f"3{NBSP}t (provisoire)"]


def test_a_confidential_value_is_neither_drawn_nor_written() -> None:
    line = draw_line(("A", 2020, 1.0), ("A", 2021, 7.0, "confidential"))
    assert [(mark.y, mark.text) for mark in line.marks] == [(1, f"1{NBSP}t"), (None, "confidentiel")]


def test_a_break_is_said_with_its_territory_before_its_year() -> None:
    chart = draw(("A", 2019, 1.0), ("A", 2020, 9.0, "normal", True))
    assert [(found.year, found.why) for found in chart.breaks] == [(2020, "rupture : A")]


def test_the_end_of_a_territory_is_a_break_with_its_name() -> None:
    """Artois Comm. ended with 2016, and Béthune-Bruay took its place."""
    rows = series(("ARTOISCOMM", 2016, 1.0), ("200072460", 2017, 2.0))
    names = {"ARTOISCOMM": "Artois Comm.", "200072460": "Béthune-Bruay"}
    (chart,) = content_of("trend", rows, territories=("200072460",), names=names).charts
    assert [(found.year, found.why) for found in chart.breaks] == [(2017, "fin d’Artois Comm.")]
    assert [line.name for line in chart.lines] == ["Béthune-Bruay", "Artois Comm."]


def test_territories_differ_in_colour() -> None:
    chart = draw(*((code, year, 1.0) for code in "ABCDEFGHIJKL" for year in (2020, 2021)))
    assert len({line.slot for line in chart.lines}) == 12
    assert {line.slot for line in chart.lines} == set(range(12))


def test_a_territory_without_any_value_is_not_drawn() -> None:
    assert list(marks_of(draw(("A", 2020, 1.0), ("A", 2021, 1.0), ("B", 2021, None, "missing")))) == ["A"]


def test_the_first_territory_chosen_leads() -> None:
    chart = draw(("B", 2020, 1.0), ("A", 2020, 1.0))
    assert [(line.name, line.is_lead) for line in chart.lines] == [("B", True), ("A", False)]


def test_a_target_in_a_series_is_joined_to_nothing() -> None:
    line = draw_line(("A", 2025, 1.0), ("A", 2026, 7.0, "objective"))
    assert years_of(cut_runs(line)) == [[2025]]
    assert line.marks[1].text == f"7{NBSP}t (objectif)"


def test_the_axis_begins_at_zero_and_counts_whole_years() -> None:
    said = texts_of(lay_chart(draw(("A", 2019, 100.0), ("A", 2020, 101.0), ("A", 2021, 102.0)), 6.5, 10))
    assert said[1:10] == ["0", "25", "50", "75", "100", "125", "2019", "2020", "2021"]


def test_a_mark_gives_the_period_as_published() -> None:
    rows = series(("A", 2021, 1.0))
    published = make_observations([{"territory": "A", "period": "2020-2021", "value": 3_800_000}])
    rows.frame["period"] = published["period"]
    (chart,) = content_of("trend", rows, territories=("A",)).charts
    assert chart.lines[0].marks[0].when == "2020-2021"
