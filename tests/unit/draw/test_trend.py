"""Trends: a missing year is a hole, nothing joins the two sides of a break, what is not final is hollow."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.draw.plotly.trend import draw_trend, hover_text
from pages.views.segments import group_rows, link_gaps, list_triples, split_segments
from tests.synthetic import make_observations, make_series

MISSING = {"value": None, "status": "missing"}


def draw(rows: list[dict[str, object]], **options: Any) -> go.Figure:
    """The trend of synthetic rows, territories named by small letters."""
    series = make_series(rows)
    return draw_trend(series, tuple(dict.fromkeys(series.frame["territory"])), str.lower, **options)


def marks(figure: go.Figure) -> dict[str, go.Scatter]:
    """The lines with their marks, by name."""
    return {trace.name: trace for trace in figure.data if trace.mode == "lines+markers"}


def line(figure: go.Figure) -> tuple[list, list]:
    """The full line of the first territory."""
    trace = next(iter(marks(figure).values()))
    return list(trace.x), list(trace.y)


def split_gaps(points: pd.DataFrame) -> tuple[list, list]:
    """The faint links of the one territory of a frame."""
    (rows,) = group_rows(points).values()
    return link_gaps(list_triples(rows))


def test_a_whole_series_is_one_line() -> None:
    points = make_observations([{"year": 2019, "value": 1}, {"year": 2020, "value": 0}, {"year": 2021, "value": 3}])
    assert split_segments(points) == ([2019, 2020, 2021], [1, 0, 3])
    assert split_gaps(points) == ([], [])


def test_a_year_that_is_absent_is_a_hole() -> None:
    points = make_observations([{"year": 2018, "value": 1}, {"year": 2020, "value": 2}, {"year": 2021, "value": 3}])
    assert split_segments(points) == ([2018, None, 2020, 2021], [1, None, 2, 3])


def test_a_year_that_is_said_to_be_missing_is_a_hole_and_not_a_zero() -> None:
    points = make_observations([{"year": 2019, "value": 1}, {"year": 2020, **MISSING}, {"year": 2021, "value": 3}])
    assert split_segments(points) == ([2019, 2020, 2021], [1, None, 3])


def test_faint_dots_link_the_two_sides_of_a_hole() -> None:
    points = make_observations(
        [{"year": 2015, "value": 1}, {"year": 2017, "value": 2}, {"year": 2018, **MISSING}, {"year": 2020, "value": 4}]
    )
    assert split_gaps(points) == ([2015, 2017, None, 2017, 2020, None], [1, 2, None, 2, 4, None])


def test_a_line_stops_at_a_break_between_two_years_in_a_row() -> None:
    points = make_observations([{"year": 2019, "value": 1}, {"year": 2020, "value": 9, "break_before": True}])
    assert split_segments(points) == ([2019, None, 2020], [1, None, 9])
    assert split_gaps(points) == ([], [])


@pytest.mark.parametrize("broken", [2019, 2020, 2021])
def test_no_dots_cross_a_break_wherever_it_falls_in_the_hole(broken: int) -> None:
    points = make_observations(
        [
            {"year": 2018, "value": 1},
            {"year": 2019, **MISSING, "break_before": broken == 2019},
            {"year": 2020, **MISSING, "break_before": broken == 2020},
            {"year": 2021, "value": 3, "break_before": broken == 2021},
        ]
    )
    assert split_gaps(points) == ([], [])


def test_holes_are_none_in_the_figure_and_nothing_bridges_them() -> None:
    figure = draw([{"year": 2018, "value": 1}, {"year": 2020, "value": 2}])
    assert line(figure) == ([2018, None, 2020], [1, None, 2])
    assert not any(trace.connectgaps for trace in figure.data)


def test_a_mark_stands_only_where_a_value_is_known() -> None:
    figure = draw([{"year": 2019, "value": 0}, {"year": 2020, **MISSING}, {"year": 2021, "value": 3}])
    assert (list(marks(figure)["a"].x), list(marks(figure)["a"].y)) == ([2019, 2020, 2021], [0, None, 3])


def test_what_is_not_final_is_hollow_and_says_why() -> None:
    figure = draw(
        [
            {"year": 2019, "value": 1},
            {"year": 2020, "value": 2, "status": "estimated"},
            {"year": 2021, "value": 3, "status": "provisional"},
        ]
    )
    trace = marks(figure)["a"]
    assert [symbol.endswith("-open") for symbol in trace.marker.symbol] == [False, True, True]
    assert list(trace.text) == ["a, 2019 : 1\u00a0t", "a, 2020 : 2\u00a0t (estimé)", "a, 2021 : 3\u00a0t (provisoire)"]


def test_a_break_is_a_line_with_its_name_before_its_year() -> None:
    figure = draw(
        [{"year": 2019, "value": 1}, {"year": 2020, "value": 9, "break_before": True}], breaks={2018: "fin de z"}
    )
    assert [shape.x0 for shape in figure.layout.shapes] == [2017.5, 2019.5]
    assert {"fin de z", "rupture : a"} <= {note.text for note in figure.layout.annotations}


def test_territories_differ_in_colour_and_in_mark() -> None:
    figure = draw([{"territory": t, "year": y} for t in "ABCDEFGHIJKL" for y in (2020, 2021)])
    looks = {(trace.marker.color, trace.marker.symbol[0]) for trace in marks(figure).values()}
    assert len(looks) == 12
    assert len({color for color, _ in looks}) == 12


def test_a_territory_without_any_value_is_not_drawn() -> None:
    figure = draw([{"year": 2020}, {"year": 2021}, {"territory": "B", **MISSING}])
    assert set(marks(figure)) == {"a"}


def test_a_target_is_a_cross_apart_from_the_line() -> None:
    targets = make_observations([{"year": 2026, "value": 7, "status": "target"}])
    figure = draw([{"year": 2020, "value": 1}, {"year": 2021, "value": 2}], targets=targets)
    cross = next(trace for trace in figure.data if trace.mode == "markers+text")
    assert (list(cross.x), list(cross.y), list(cross.text)) == ([2026], [7], ["objectif a"])
    assert cross.marker.symbol.startswith("x")
    assert list(cross.hovertext) == ["a, 2026 : 7\u00a0t (objectif)"]
    assert line(figure) == ([2020, 2021], [1, 2])
    assert figure.layout.xaxis.range[1] > 2026


def test_each_line_bears_the_name_of_its_territory_at_its_end() -> None:
    figure = draw([{"territory": t, "year": y, "value": 5} for t in "AB" for y in (2020, 2021)])
    ends = [note for note in figure.layout.annotations if note.text.endswith(("</span> a", "</span> b"))]
    assert [(note.text[-1], note.x) for note in ends] == [("a", 2021), ("b", 2021)]
    assert ends[0].y != ends[1].y


def test_the_axis_begins_at_zero_and_counts_whole_years() -> None:
    figure = draw([{"year": 2020, "value": 100}, {"year": 2021, "value": 101}])
    assert (figure.layout.yaxis.rangemode, figure.layout.xaxis.tickformat, figure.layout.xaxis.dtick) == (
        "tozero",
        "d",
        1,
    )


def test_a_hover_gives_the_period_as_published() -> None:
    row = make_observations([{"period": "2020-2021", "value": 3_800_000, "published": "3,8 M€"}]).iloc[0]
    assert hover_text("Lens-Liévin", row, make_series([{}], unit="€")) == "Lens-Liévin, 2020-2021 : 3,8\u00a0M€"
