"""The charts of a comparison: nothing is joined that does not compare, nothing absent looks like a zero."""

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.draw.markup.legend import legend_markup
from pages.draw.markup.sparks import cell_markup, sparks_markup
from pages.draw.plotly.charts import symbol_of
from pages.draw.plotly.dots import MOST_NAMED, TOGETHER, draw_dots
from pages.draw.plotly.marks import spread_labels
from pages.draw.plotly.ranks import draw_ranks
from pages.draw.plotly.scatter import draw_scatter, place_labels
from pages.draw.plotly.slope import draw_slope
from pages.views.compared.absent import describe_absent
from pages.views.compared.ranks import rank_years
from pages.views.compared.scatter import join_values
from pages.views.compared.slopes import describe_slopes
from tests.drawn import ABSENT, WORDS, series, texts


def segments(figure: go.Figure) -> list[list[float]]:
    """The lines of a figure that join two marks."""
    return [list(trace.y) for trace in figure.data if trace.mode == "lines"]


def values(figure: go.Figure, axis: str = "y") -> list[Any]:
    """Every value that a figure marks."""
    return [v for trace in figure.data if "markers" in trace.mode for v in trace[axis] if v is not None]


# A slope.


def test_a_slope_joins_two_years_that_compare() -> None:
    figure = draw_slope(series(("A", 2015, 4.0), ("A", 2021, 6.0)), ("A",), (2015, 2021), str.lower)
    assert segments(figure) == [[4.0, 6.0]]
    assert "(+\u00a050,0\u00a0%)" in texts(figure)


def test_a_slope_does_not_join_the_sides_of_a_break() -> None:
    known = series(("A", 2015, 4.0), ("A", 2018, 5.0, "normal", True), ("A", 2021, 6.0))
    figure = draw_slope(known, ("A",), (2015, 2021), str.lower)
    assert segments(figure) == [] and values(figure) == [4.0, 6.0]
    assert describe_slopes(known, ("A",), (2015, 2021))["reason"].tolist() == ["rupture de série"]


def test_a_slope_from_zero_is_joined_and_has_no_rate() -> None:
    known = series(("A", 2015, 0.0), ("A", 2021, 6.0))
    assert segments(draw_slope(known, ("A",), (2015, 2021), str.lower)) == [[0.0, 6.0]]
    assert describe_slopes(known, ("A",), (2015, 2021)).loc[0, "change"] == ""


@pytest.mark.parametrize("status", ABSENT)
def test_a_side_without_value_of_a_slope_says_its_status(status: str) -> None:
    figure = draw_slope(series(("A", 2015, 4.0), ("A", 2021, None, status)), ("A",), (2015, 2021), str.lower)
    assert values(figure) == [4.0] and segments(figure) == []
    assert f"a : {WORDS[status]}" in texts(figure)


def test_a_mark_leads_to_its_figure_and_is_hollow_where_provisional() -> None:
    figure = draw_slope(series(("A", 2015, 4.0), ("A", 2021, 6.0, "provisional")), ("A",), (2015, 2021), str.lower)
    start, end = (trace for trace in figure.data if trace.mode == "markers")
    assert list(start.customdata) == ["A-2015"] and start.marker.symbol == "circle"
    assert list(end.customdata) == ["A-2021"] and end.marker.symbol == "circle-open"


def test_a_slope_of_equal_values_and_of_one_territory_is_drawn() -> None:
    figure = draw_slope(series(("A", 2015, 0.0), ("A", 2021, 0.0)), ("A",), (2015, 2021), str.lower)
    low, high = figure.layout.yaxis.range
    assert low < 0.0 < high


# Dots among peers.


def test_dots_mark_the_median_of_the_group_and_how_many_are_known() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    figure = draw_dots(known, 2021, ("A",), ("B", "C"), str.lower, reference="A")
    assert texts(figure) == "médiane 10\u00a0t (3 connus sur 3)"
    assert figure.layout.shapes[0].x0 == 10.0


def test_dots_have_no_median_under_three_quarters() -> None:
    known = series(("A", 2021, 12.0), ("B", 2021, 10.0), ("C", 2021, 8.0))
    figure = draw_dots(known, 2021, ("A",), ("B", "C", "D", "E"), str.lower, reference="A")
    assert "médiane" not in texts(figure) and not figure.layout.shapes


def test_a_zero_is_a_dot_and_each_absence_is_a_word_of_its_own() -> None:
    rows = [("Z", 2021, 0.0), ("M", 2021, None, "missing"), ("C", 2021, None, "confidential")]
    known = series(*rows, ("N", 2021, None, "not_applicable"), ("V", 2021, 5.0))
    figure = draw_dots(known, 2021, tuple("ZMCNV"), (), str.lower, reference="V")
    assert sorted(values(figure, "x")) == [0.0, 5.0]
    said = {note.y: note.text for note in figure.layout.annotations}
    assert said == {"m": "<i>sans donnée</i>", "c": "<i>confidentiel</i>", "n": "<i>sans objet</i>"}


def test_many_peers_share_one_row() -> None:
    codes = tuple(f"P{n}" for n in range(MOST_NAMED + 5))
    known = series(("A", 2021, 3.0), *((code, 2021, float(n)) for n, code in enumerate(codes)))
    figure = draw_dots(known, 2021, ("A",), codes, str, reference="A")
    assert sorted({trace.y[0] for trace in figure.data}) == ["A", TOGETHER]


def test_two_territories_of_one_name_have_two_rows() -> None:
    known = series(("62001", 2021, 3.0), ("62002", 2021, 4.0))
    figure = draw_dots(known, 2021, ("62001",), ("62002",), lambda code: "Sains", reference="62001")
    assert {trace.y[0] for trace in figure.data} == {"Sains (62001)", "Sains (62002)"}


# A scatter.


def test_a_scatter_has_only_those_known_on_both_sides() -> None:
    x = series(("A", 2021, 0.0), ("B", 2021, 2.0), ("C", 2021, None, "confidential"), ("D", 2020, 1.0))
    y = series(("A", 2021, 5.0), ("B", 2021, None, "missing"), ("C", 2021, 3.0), ("D", 2021, 1.0))
    assert list(join_values(x, y, 2021, tuple("ABCD")).index) == ["A"]
    figure = draw_scatter(x, y, 2021, ("A",), tuple("BCD"), str.lower)
    assert values(figure, "x") == [0.0] and list(figure.data[0].customdata) == ["A-2021"]


def test_a_name_that_would_cover_another_is_left_out_unless_it_was_chosen() -> None:
    crowd = [(1.0 + n / 1000, 1.0) for n in range(12)] + [(2.0, 2.0)]
    names = ["une commune au nom long"] * 13
    assert "" in place_labels(crowd, names, needed=[False] * 13)
    assert "" not in place_labels(crowd, names, needed=[True] * 13)


def test_points_that_are_all_equal_are_placed() -> None:
    assert len(place_labels([(1.0, 1.0), (1.0, 1.0)], ["a", "b"], needed=[True, True])) == 2


# The table, and who is absent.


@pytest.mark.parametrize("status", ABSENT)
def test_a_cell_without_value_says_its_status(status: str) -> None:
    assert WORDS[status] in cell_markup(series(("A", 2021, None, status)), "A")


def test_a_zero_is_written_and_leads_to_its_figure() -> None:
    cell = cell_markup(series(("A", 2021, 0.0)), "A")
    assert "0\u00a0t" in cell and "#chiffre-A-2021" in cell


def test_a_change_that_may_not_be_computed_says_why() -> None:
    cell = cell_markup(series(("A", 2020, 4.0), ("A", 2021, 5.0, "normal", True)), "A")
    assert "pas d’évolution : rupture de série" in cell


def test_names_are_escaped() -> None:
    assert "<script>" not in sparks_markup({"<script>": series(("A", 2021, 0.0))}, {"A": "<script>"})


def test_each_absence_has_its_own_sentence() -> None:
    rows = [("M", 2021, None, "missing"), ("C", 2021, None, "confidential"), ("N", 2021, None, "not_applicable")]
    said = describe_absent(series(*rows, ("Z", 2021, 0.0)).frame, tuple("MCNZX"), str, year=2021)
    assert said == "Sans donnée en 2021 : M et X. Confidentiel en 2021 : C. Sans objet en 2021 : N."


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    moved = spread_labels([1.0, 1.1, 5.0, 1.05], step=1.0)
    ordered = sorted(moved)
    assert all(b - a >= 1.0 - 1e-9 for a, b in pairwise(ordered))
    assert moved[0] < moved[3] < moved[1] < moved[2]


def test_a_thirteenth_line_is_not_drawn_as_the_first() -> None:
    assert symbol_of(0) == "circle" and symbol_of(12) != symbol_of(0)
    assert len({(n % 12, symbol_of(n)) for n in range(24)}) == 24
    markup = legend_markup([f"T{n}" for n in range(13)])
    assert markup.count("●") == 1


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.integers(2019, 2021),
        st.one_of(st.none(), st.floats(-1e6, 1e9)),
        st.sampled_from(["normal", "provisional", "estimated", "missing", "confidential", "not_applicable", "target"]),
        st.booleans(),
    ),
    max_size=9,
    unique_by=lambda row: row[:2],
)


@given(ROWS)
def test_each_chart_marks_the_values_known_and_no_other(rows: list[tuple[Any, ...]]) -> None:
    known = series(*rows)
    shown = {(c, y): v for c, y, v, status, _ in rows if v is not None and status not in ("confidential", "target")}
    now = sorted(v for (_, year), v in shown.items() if year == 2021)
    ends = sorted(v for (_, year), v in shown.items() if year in (2019, 2021))
    assert sorted(values(draw_slope(known, tuple("ABC"), (2019, 2021), str))) == ends
    assert sorted(values(draw_dots(known, 2021, ("A",), ("B", "C"), str, reference="A"), "x")) == now
    assert sorted(values(draw_scatter(known, known, 2021, ("A",), ("B", "C"), str), "x")) == now
    if not (ranks := rank_years(known)).empty:
        marks = values(draw_ranks(ranks, ("A",), str))
        assert len(marks) == len(ranks) and set(marks) <= {1, 2, 3}
