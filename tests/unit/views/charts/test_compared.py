"""The charts of a comparison: nothing is joined that does not compare, nothing absent looks like a zero."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.series import Series
from loaders.statuses import BESIDE, STATUSES
from pages.views.charts.bars import MOST_BARS
from pages.views.charts.dots import TOGETHER
from pages.views.compared.absent import describe_absent
from pages.views.compared.ranks import rank_years
from pages.views.compared.scatter import join_values
from pages.views.compared.slopes import describe_slopes
from pages.views.layout.runs import cut_runs
from pages.views.layout.scales import lay_values
from pages.views.marks import Chart
from tests.drawn import ABSENT, WORDS, content_of, marks_of, series, values_of


def draw_slope(known: Series, *codes: str, years: tuple[int, int] = (2015, 2021)) -> Chart:
    """The two years of some territories."""
    (chart,) = content_of("slope", known, territories=codes, years=years).charts
    return chart


def draw_dots(known: Series, *chosen: str, among: tuple[str, ...] = (), **options: Any) -> Chart:
    """The values of 2021 of those chosen among their peers."""
    (chart,) = content_of("dots", known, territories=chosen, among=(*chosen, *among), **options).charts
    return chart


def draw_scatter(x: Series, y: Series, *chosen: str) -> Chart:
    """Two indicators of 2021."""
    (chart,) = content_of("scatter", x, y, territories=chosen).charts
    return chart


def joined(chart: Chart) -> list[list[float | None]]:
    """The values that a line joins."""
    return [[mark.y for mark in run] for line in chart.lines for run in cut_runs(line) if len(run) > 1]


# A slope.


def test_a_slope_joins_two_years_that_compare() -> None:
    chart = draw_slope(series(("A", 2015, 4.0), ("A", 2018, 5.0), ("A", 2021, 6.0)), "A")
    assert chart.is_slope and joined(chart) == [[4.0, 6.0]]


def test_a_slope_joins_two_years_with_holes_between_them() -> None:
    assert joined(draw_slope(series(("A", 2015, 4.0), ("A", 2021, 6.0)), "A")) == [[4.0, 6.0]]


def test_a_slope_does_not_join_the_sides_of_a_break() -> None:
    known = series(("A", 2015, 4.0), ("A", 2018, 5.0, "normal", True), ("A", 2021, 6.0))
    chart = draw_slope(known, "A")
    assert joined(chart) == [] and values_of(chart) == [4.0, 6.0]
    assert describe_slopes(known, ("A",), (2015, 2021))["reason"].tolist() == ["rupture de série"]


def test_a_break_before_the_first_year_forbids_nothing() -> None:
    known = series(("A", 2014, 1.0), ("A", 2015, 4.0, "normal", True), ("A", 2021, 6.0))
    assert joined(draw_slope(known, "A")) == [[4.0, 6.0]]


def test_a_slope_from_zero_is_joined_and_has_no_rate() -> None:
    known = series(("A", 2015, 0.0), ("A", 2021, 6.0))
    assert joined(draw_slope(known, "A")) == [[0.0, 6.0]]
    assert describe_slopes(known, ("A",), (2015, 2021)).loc[0, "change"] == ""


def test_a_change_is_in_per_cent_of_the_first_year() -> None:
    known = series(("A", 2015, 4.0), ("A", 2021, 6.0))
    assert describe_slopes(known, ("A",), (2015, 2021)).loc[0, "change"] == "+\u00a050,0\u00a0%"


@pytest.mark.parametrize("status", ABSENT)
def test_a_side_without_value_of_a_slope_says_its_status(status: str) -> None:
    known = series(("A", 2015, 4.0), ("A", 2021, None, status))
    content = content_of("slope", known, territories=("A",), years=(2015, 2021))
    (chart,) = content.charts
    assert values_of(chart) == [4.0] and joined(chart) == []
    assert chart.lines[0].marks[1].text == WORDS[status]
    assert content.lost == (f"{WORDS[status].capitalize()} : A (2021).",)


def test_a_mark_leads_to_its_figure_and_says_what_is_provisional() -> None:
    chart = draw_slope(series(("A", 2015, 4.0), ("A", 2021, 6.0, "provisional")), "A")
    assert [(mark.figure, mark.status) for mark in chart.lines[0].marks] == [
        ("A-2015", "normal"),
        ("A-2021", "provisional"),
    ]


def test_a_slope_of_equal_values_and_of_one_territory_is_drawn() -> None:
    axis = lay_values(draw_slope(series(("A", 2015, 0.0), ("A", 2021, 0.0)), "A"))
    assert axis.low == 0.0 < axis.high


# Dots among peers.


def test_dots_mark_the_median_of_the_group_and_how_many_are_known() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    chart = draw_dots(known, "A", among=("B", "C"))
    assert chart.notes == ("3\u00a0territoires connus sur 3", "Trait\u00a0: médiane, 10\u00a0t.")
    assert [(guide.kind, [x for x, _ in guide.points]) for guide in chart.guides] == [("median", [10.0])]


def test_dots_mark_the_middle_half_from_four_values_on() -> None:
    """Of 2, 4, 6, 8 and 10: the second and the fourth, the median the third."""
    known = series(*((code, 2021, value) for code, value in zip("ABCDE", (2.0, 4.0, 6.0, 8.0, 10.0), strict=True)))
    chart = draw_dots(known, "A", among=("B", "C", "D", "E"))
    found = {guide.kind: [x for x, _ in guide.points] for guide in chart.guides}
    assert found == {"quartiles": [4.0, 8.0], "median": [6.0]}


def test_dots_have_no_median_under_three_quarters() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    assert draw_dots(known, "A", among=("B", "C", "D", "E")).guides == ()
    assert draw_dots(known, "A", among=("B", "C", "D")).guides, "three of four is as much as is needed"


def test_one_chosen_beside_the_group_does_not_move_its_median() -> None:
    known = series(("A", 2021, 99.0), ("B", 2021, 10.0), ("C", 2021, 8.0), ("D", 2021, 6.0))
    (chart,) = content_of("dots", known, territories=("A",), among=("B", "C", "D")).charts
    assert chart.notes == ("3\u00a0territoires connus sur 3", "Trait\u00a0: médiane, 8\u00a0t.")


def test_a_zero_is_a_dot_and_each_absence_is_a_word_of_its_own() -> None:
    rows = [("Z", 2021, 0.0), ("M", 2021, None, "missing"), ("C", 2021, None, "confidential")]
    known = series(*rows, ("N", 2021, None, "not_applicable"), ("V", 2021, 5.0))
    chart = draw_dots(known, *"ZMCNV")
    assert sorted(values_of(chart)) == [0.0, 5.0]
    said = {line.name: line.marks[0].text for line in chart.lines if line.marks[0].y is None}
    assert said == {"M": "sans donnée", "C": "confidentiel", "N": "sans objet"}


def test_the_highest_value_is_on_top_and_those_without_one_at_the_foot() -> None:
    known = series(("A", 2021, 1.0), ("B", 2021, 3.0), ("C", 2021, 2.0), ("D", 2021, None, "missing"))
    assert draw_dots(known, "A", "D", among=("B", "C")).categories == ("B", "C", "A", "D")


def test_many_peers_share_one_row() -> None:
    codes = tuple(f"P{n}" for n in range(MOST_BARS + 5))
    known = series(("A", 2021, 3.0), *((code, 2021, float(n)) for n, code in enumerate(codes)))
    chart = draw_dots(known, "A", among=codes)
    assert sorted(chart.categories) == ["A", TOGETHER]
    assert len(values_of(chart)) == len(codes) + 1
    assert {mark.name for line in chart.lines if line.is_other for mark in line.marks} == set(codes)


def test_two_territories_of_one_name_have_two_rows() -> None:
    known = series(("62001", 2021, 3.0), ("62002", 2021, 4.0))
    chart = draw_dots(known, "62001", among=("62002",), names={"62001": "Sains", "62002": "Sains"})
    assert set(chart.categories) == {"Sains (62001)", "Sains (62002)"}


def test_those_chosen_are_in_their_colours_and_the_peers_are_grey() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    chart = draw_dots(known, "A", "B", among=("C",))
    assert [(line.name, line.is_lead, line.is_other) for line in chart.lines] == [
        ("A", True, False),
        ("B", True, False),
        ("Les pairs", False, True),
    ]
    assert chart.lines[0].slot != chart.lines[1].slot


# A scatter.


def test_a_scatter_has_only_those_known_on_both_sides() -> None:
    x = series(("A", 2021, 0.0), ("B", 2021, 2.0), ("C", 2021, None, "confidential"), ("D", 2020, 1.0))
    y = series(("A", 2021, 5.0), ("B", 2021, None, "missing"), ("C", 2021, 3.0), ("D", 2021, 1.0))
    assert list(join_values(x, y, 2021, tuple("ABCD")).index) == ["A"]
    chart = draw_scatter(x, y, "A")
    assert [(mark.x, mark.y, mark.figure) for (mark,) in marks_of(chart).values()] == [(0.0, 5.0, "A-2021")]


def test_a_point_says_both_values_and_the_worse_of_their_statuses() -> None:
    x, y = series(("A", 2021, 2.0, "estimated")), series(("A", 2021, 5.0))
    (mark,) = draw_scatter(x, y, "A").lines[0].marks
    assert (mark.text, mark.status) == ("2\u00a0t (estimé), Collecte ; 5\u00a0t, Collecte", "estimated")


# Who is absent.


def test_each_absence_has_its_own_sentence() -> None:
    rows = [("M", 2021, None, "missing"), ("C", 2021, None, "confidential"), ("N", 2021, None, "not_applicable")]
    said = describe_absent(series(*rows, ("Z", 2021, 0.0)).frame, tuple("MCNZX"), str, year=2021)
    assert said == "Sans donnée en 2021 : M et X. Confidentiel en 2021 : C. Sans objet en 2021 : N."


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.integers(2019, 2021),
        st.one_of(st.none(), st.floats(-1e6, 1e9)),
        st.sampled_from(STATUSES),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda row: row[:2],
)


@given(ROWS)
def test_each_chart_marks_the_values_known_and_no_other(rows: list[tuple[Any, ...]]) -> None:
    known = series(*rows)
    shown = {(c, y): v for c, y, v, status, _ in rows if v is not None and status not in ("confidential", *BESIDE)}
    aimed = {(c, y): v for c, y, v, status, _ in rows if v is not None and status in BESIDE}
    now = sorted(v for (_, year), v in shown.items() if year == 2021)
    ends = sorted(v for (_, year), v in (shown | aimed).items() if year in (2019, 2021))
    codes = tuple("ABC")
    slope = draw_slope(known, *codes, years=(2019, 2021))
    assert sorted(values_of(slope)) == ends
    crossed = [mark for line in slope.lines for run in cut_runs(line) for mark in run if mark.is_beside]
    assert crossed == []
    assert sorted(values_of(draw_dots(known, "A", among=("B", "C")))) == now
    assert sorted(values_of(draw_scatter(known, known, "A"))) == now
    if not (ranks := rank_years(known)).empty:
        (chart,) = content_of("movement", known, territories=codes).charts
        marks = values_of(chart)
        assert len(marks) == len(ranks) and set(marks) <= {1, 2, 3}
