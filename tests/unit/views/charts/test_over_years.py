"""The charts of a comparison over the years: ranks, small multiples and indices stop where nothing compares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loaders.reading.series import Series
from pages.views.compared.absent import describe_absent
from pages.views.compared.indexed import index_series
from pages.views.compared.ranks import rank_years
from pages.views.kinds.movement import MOST_LANES
from pages.views.kinds.multiples import split_charts
from pages.views.layout.runs import cut_runs, link_holes
from pages.views.layout.scales import lay_values
from pages.views.marks import Chart
from tests.drawn import ABSENT, WORDS, content_of, marks_of, series

# Ranks.


def draw_ranks(known: Series, *chosen: str, among: tuple[str, ...] = ()) -> Chart:
    """The ranks of those chosen among their peers."""
    (chart,) = content_of("movement", known, territories=chosen, among=among, years=(2009, 2026)).charts
    return chart


def test_ranks_are_among_those_known_in_every_year_kept() -> None:
    known = [
        (code, year, float(n)) for n, code in enumerate("ABCD") for year in (2020, 2021) if (code, year) != ("D", 2021)
    ]
    ranks = rank_years(series(*known, ("D", 2021, None, "missing"), ("A", 2019, 9.0)))
    assert set(ranks["year"]) == {2020, 2021}
    assert ranks[ranks["territory"] == "C"]["rank"].tolist() == [1, 1]
    assert set(ranks["territory"]) == {"A", "B", "C"}


def test_ties_share_the_better_rank() -> None:
    ranks = rank_years(series(("A", 2021, 5.0), ("B", 2021, 5.0), ("C", 2021, 1.0)))
    assert dict(zip(ranks["territory"], ranks["rank"], strict=True)) == {"A": 1, "B": 1, "C": 3}


def test_one_territory_has_no_rank() -> None:
    assert rank_years(series(("A", 2020, 1.0), ("A", 2021, 2.0))).empty
    assert draw_ranks(series(("A", 2020, 1.0), ("A", 2021, 2.0)), "A").is_empty


def test_a_confidential_value_has_no_rank() -> None:
    ranks = rank_years(series(("A", 2021, 5.0), ("B", 2021, 4.0), ("C", 2021, 9.0, "confidential")))
    assert set(ranks["territory"]) == {"A", "B"}


def test_a_line_of_ranks_is_cut_before_a_break() -> None:
    known = series(("A", 2020, 1.0), ("A", 2021, 3.0, "normal", True), ("B", 2020, 2.0), ("B", 2021, 2.0))
    lanes = {line.name: [[mark.y for mark in run] for run in cut_runs(line)] for line in draw_ranks(known, "A").lines}
    assert lanes == {"A": [[2], [1]], "B": [[1, 2]]}
    assert not [link_holes(line) for line in draw_ranks(known, "A").lines if link_holes(line)]


def test_ranks_link_years_left_out_by_faint_dots_only() -> None:
    known = series(*((code, year, v) for code, v in (("A", 1.0), ("B", 2.0)) for year in (2018, 2021)))
    for line in draw_ranks(known, "A").lines:
        assert [[mark.x for mark in run] for run in cut_runs(line)] == [[2018], [2021]]
        assert [[mark.x for mark in pair] for pair in link_holes(line)] == [[2018, 2021]]


def test_ranks_go_down_from_one() -> None:
    chart = draw_ranks(series(("A", 2021, 5.0), ("B", 2021, 9.0)), "A")
    assert chart.is_inverted and lay_values(chart).low == 1
    assert [mark.text for mark in marks_of(chart)["B"]] == ["1"]


def test_peers_are_grey_and_those_chosen_are_not() -> None:
    known = series(("A", 2020, 1.0), ("B", 2020, 2.0), ("C", 2020, 3.0))
    chart = draw_ranks(known, "A", among=("A", "B", "C"))
    assert {line.name: line.is_other for line in chart.lines} == {"A": False, "B": True, "C": True}


def test_of_a_large_group_only_those_chosen_are_drawn_and_ranked_among_all() -> None:
    codes = tuple(f"P{n}" for n in range(MOST_LANES + 1))
    known = series(*((code, 2021, float(n)) for n, code in enumerate(codes)))
    chart = draw_ranks(known, "P0", among=codes)
    assert {name: [mark.y for mark in marks] for name, marks in marks_of(chart).items()} == {"P0": [MOST_LANES + 1]}


# Small multiples.


def draw_panels(*panels: Series, territories: tuple[str, ...] = ("A", "B"), **fields: Any) -> tuple[Chart, ...]:
    """The small charts of some series."""
    return content_of("multiples", *panels, territories=territories, years=(2009, 2026), **fields).charts


TWO = series(("A", 2020, 4.0), ("A", 2021, 10.0), ("B", 2019, -2.0))


def test_panels_share_the_scale_of_all() -> None:
    charts = draw_panels(TWO)
    assert [chart.title for chart in charts] == ["A", "B"]
    assert {(lay_values(chart).low, lay_values(chart).high) for chart in charts} == {(-5.0, 10.0)}


def test_a_panel_shows_its_own_line_over_the_others_in_grey() -> None:
    first, second = draw_panels(TWO)
    assert [(line.name, line.is_other) for line in first.lines] == [("B", True), ("A", False)]
    assert [(line.name, line.is_other) for line in second.lines] == [("A", True), ("B", False)]
    assert first.lines[1].slot == second.lines[0].slot, "a territory keeps its slot in every panel"


def test_panels_with_a_scale_of_their_own_show_one_line_each() -> None:
    charts = draw_panels(TWO, scale="own")
    assert [[line.name for line in chart.lines] for chart in charts] == [["A"], ["B"]]
    assert [chart.top for chart in charts] == [None, None]


def test_panels_of_two_units_do_not_share_a_scale() -> None:
    tonnes, more = series(("A", 2021, 1.0)), series(("A", 2021, 7.0))
    euros = replace(more, unit_label="euros")
    assert [chart.top for chart in draw_panels(tonnes, more, territories=("A",), by="indicator")] == [7.0, 7.0]
    assert [chart.top for chart in draw_panels(tonnes, euros, territories=("A",), by="indicator")] == [None, None]


@pytest.mark.parametrize("status", ABSENT)
def test_a_territory_without_a_panel_is_said_with_the_reason(status: str) -> None:
    known = series(("A", 2021, None, status), ("B", 2021, 5.0))
    content = content_of("multiples", known, territories=("A", "B"), years=(2009, 2026))
    assert [chart.title for chart in content.charts] == ["B"]
    assert describe_absent(known.frame, ("A", "B"), str) == f"{WORDS[status].capitalize()} : A."


def test_the_panels_of_each_indicator_are_found_again() -> None:
    known, other = TWO, series(("B", 2021, 1.0))
    content = content_of("multiples", known, other, territories=("A", "B"), years=(2009, 2026))
    assert [[chart.title for chart in charts] for charts in split_charts(content)] == [["A", "B"], ["B"]]


def test_no_value_makes_no_panel() -> None:
    assert draw_panels(series(("A", 2021, None, "missing")), territories=("A",)) == ()


# An index.


def test_an_index_is_100_in_its_base_year() -> None:
    indexed, withheld = index_series(series(("A", 2020, 50.0), ("A", 2021, 60.0)), 2020)
    assert indexed.frame["value"].tolist() == [100.0, 120.0] and withheld == {}


def test_an_index_stops_at_a_break_and_says_so() -> None:
    known = series(("A", 2019, 40.0), ("A", 2020, 50.0, "normal", True), ("A", 2021, 60.0))
    indexed, withheld = index_series(known, 2020)
    assert indexed.frame["value"].isna().tolist() == [True, False, False]
    assert withheld == {"A": {"rupture de série": [2019]}}


def test_indicators_share_an_axis_only_as_indices() -> None:
    tonnes, more = series(("A", 2020, 50.0), ("A", 2021, 60.0)), series(("A", 2020, 5.0), ("A", 2021, 9.0))
    euros = replace(more, label="Coût", unit_label="euros")
    values = content_of("trend", tonnes, euros, territories=("A",)).charts
    assert [(len(chart.lines), chart.axis) for chart in values] == [(1, "tonnes"), (1, "euros")]
    indexed = [index_series(one, 2020)[0] for one in (tonnes, euros)]
    (chart,) = content_of("trend", *indexed, territories=("A",), base=2020).charts
    assert [[mark.y for mark in line.marks] for line in chart.lines] == [[100, 120], [100, 180]]
    assert len({line.slot for line in chart.lines}) == 2


def test_an_index_marks_its_level_of_100_and_need_not_begin_at_zero() -> None:
    indexed, _ = index_series(series(("A", 2020, 50.0), ("A", 2021, 60.0)), 2020)
    (chart,) = content_of("trend", indexed, territories=("A",), base=2020).charts
    assert [(guide.kind, {y for _, y in guide.points}) for guide in chart.guides] == [("level", {100.0})]
    assert lay_values(chart).low == 100
