"""Native charts have the axes, colours, runs and order of the layout; what is not final is hollow or pale."""

from __future__ import annotations

from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from pages.draw.powerpoint.axes import form_numbers
from pages.draw.powerpoint.charts import add_chart
from pages.draw.powerpoint.frames import Ground
from pages.draw.powerpoint.lines import order_lines
from pages.draw.powerpoint.markers import find_style
from pages.views.layout.looks import SYMBOLS, color_of
from pages.views.layout.scales import lay_across, lay_values
from pages.views.layout.scene import Box
from pages.views.marks import Chart, Guide, Line, Mark
from pages.views.palette import LIGHT, find_color
from pages.views.slides.bodies import choose_size
from pages.views.slides.parts import Drawing
from tests.laid import NBSP, chart, line, mark

BOX = Box(0.5, 1.0, 9.8, 5.4)
LINES = chart(
    line("Autre", 8.0, 9.0, 10.0, is_other=True),
    Line("A", (mark(2020, 100.0), mark(2021, 1737.0, "estimated"), mark(2022, 900.0, "provisional")), slot=3),
    line("B", 5.0, None, 7.0, slot=15, is_lead=True),
)
BARS = chart(
    Line("A", (mark("x", 3.0), mark("y", -1.0), mark("z", 2.0, "estimated")), slot=4),
    shape="bar",
    categories=("x", "y", "z"),
)
STACK = chart(
    Line("Verre", (mark("x", 3.0), mark("y", 1.0)), slot=0),
    Line("Papier", (mark("x", 2.0), mark("y", None, "confidential")), slot=1),
    shape="stack",
    categories=("x", "y"),
)
SCATTER = chart(
    Line("A", (mark(10.0, 100.0),), is_lead=True, slot=2),
    Line("B", (mark(14.0, 108.0, "estimated"),), is_other=True),
    shape="scatter",
    x_axis="logements",
    is_from_zero=False,
)
DOTS = chart(
    Line("Lens", (mark("Lens", 12.0),), is_lead=True, slot=5),
    Line("Les pairs", (mark("Arras", 10.0, name="Arras"), mark("Loos", 8.0, "estimated", name="Loos")), is_other=True),
    shape="dots",
    categories=("Lens", "Arras", "Loos"),
    is_from_zero=False,
)


def draw(drawn: Chart) -> Any:
    """The native chart on a slide."""
    deck = Presentation()
    return add_chart(deck.slides.add_slide(deck.slide_layouts[5]), Drawing(BOX, drawn, 14), Ground()).chart


def write(drawn: Chart) -> list[str]:
    """The words that stand on a slide beside a native chart."""
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    add_chart(slide, Drawing(BOX, drawn, 14), Ground())
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]


def rgb(tone: str) -> str:
    """A tone as a slide has it."""
    return find_color(tone, LIGHT)[1:].upper()


def series_of(native: Any) -> list[Any]:
    """The series of a native chart."""
    return list(native.plots[0].series)


def values_of(native: Any) -> dict[str, list[float | None]]:
    """The values of each series, by name."""
    return {one.name: list(one.values) for one in series_of(native)}


def points_of(series: Any) -> list[tuple[float, float]]:
    """The places of the points of a scatter."""
    x, y = (
        [float(v.text) for v in series._element.findall(f"{{*}}{axis}//{{*}}pt/{{*}}v")] for axis in ("xVal", "yVal")
    )
    return list(zip(x, y, strict=True))


@pytest.mark.parametrize("drawn", [LINES, SCATTER], ids=lambda one: one.shape)
def test_the_axis_of_the_values_is_that_of_the_layout(drawn: Chart) -> None:
    axis, laid = draw(drawn).value_axis, lay_values(drawn)
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (laid.low, laid.high, laid.step)


def test_the_numbers_of_the_axis_are_french_with_the_decimals_of_its_step() -> None:
    """0 to 1,737 by 500; 0 to 0.3 by 0.1."""
    assert draw(LINES).value_axis.tick_labels.number_format == form_numbers(0) == "[$-40C]#,##0"
    small = draw(chart(line("A", 0.1, 0.3))).value_axis
    assert (small.tick_labels.number_format, small.major_unit) == ("[$-40C]#,##0.0", pytest.approx(0.1))


def test_the_axis_across_a_scatter_is_that_of_the_layout_and_says_what_it_is() -> None:
    axis, laid = draw(SCATTER).category_axis, lay_across(SCATTER)
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (laid.low, laid.high, laid.step)
    assert write(SCATTER)[:2] == ["↑ tonnes", "logements →"]


def test_ranks_go_down_from_one() -> None:
    axis = draw(chart(line("A", 2.0, 1.0), line("B", 1.0, 2.0), is_inverted=True)).value_axis
    assert (axis.reverse_order, axis.minimum_scale) == (True, 1)


def test_charts_that_share_a_scale_have_one_axis() -> None:
    assert draw(chart(line("A", 1.0, 2.0), top=38.0)).value_axis.maximum_scale == 40


def test_each_line_has_its_values_its_holes_and_its_colour() -> None:
    native = draw(LINES)
    assert list(native.plots[0].categories) == ["2020", "2021", "2022"]
    assert values_of(native) == {"Autre": [8, 9, 10], "A": [100, 1737, 900], "B": [5, None, 7]}
    colors = [str(one.format.line.color.rgb) for one in series_of(native)]
    assert colors == [rgb(color_of(one)) for one in order_lines(LINES)] == [rgb("other"), rgb("c3"), rgb("c3")]


def test_lines_of_one_colour_are_told_apart_by_their_dashes() -> None:
    """Slots 3 and 15 have one colour, and their symbols are one triangle to these programs."""
    _, first, again = series_of(draw(LINES))
    assert first.format.line.dash_style is None and again.format.line.dash_style == MSO_LINE.DASH


def test_lines_that_are_only_there_to_compare_with_lie_under_the_others_and_are_thinner() -> None:
    drawn = chart(line("A", 1.0, 2.0, is_lead=True), line("B", 1.0, 2.0, is_other=True))
    other, lead = series_of(draw(drawn))
    assert (other.name, lead.name) == ("B", "A")
    assert other.format.line.width < lead.format.line.width


def test_a_mark_that_is_not_final_is_hollow_and_no_other_is() -> None:
    series = series_of(draw(LINES))[1]
    found = {int(point.find("{*}idx").get("val")): point for point in series._element.findall("{*}dPt")}
    assert sorted(found) == [1, 2]
    for point in found.values():
        assert point.find("{*}marker//{*}solidFill/{*}srgbClr").get("val") == rgb("paper")


def test_an_objective_is_a_cross_that_no_line_reaches() -> None:
    drawn = chart(line("A", 1.0, 2.0), Line("objectif A", (mark(2026, 7.0, "objective", is_joined=False),)))
    native = draw(drawn)
    assert list(native.plots[0].categories) == [str(year) for year in range(2020, 2027)]
    target = series_of(native)[1]
    assert target.points[6].marker.style == XL_MARKER_STYLE.X
    assert target._element.find("{*}spPr/{*}ln/{*}noFill") is not None


def test_a_line_is_two_series_on_both_sides_of_a_break() -> None:
    marks = (mark(2019, 1.0), mark(2020, 2.0), mark(2021, 9.0, is_joined=False, is_broken=True), mark(2022, 8.0))
    native = draw(chart(Line("A", marks, slot=7)))
    assert values_of(native) == {"A": [1, 2, None, None], "A (après rupture)": [None, None, 9, 8]}
    assert {str(one.format.line.color.rgb) for one in series_of(native)} == {rgb("c7")}


def test_a_hole_does_not_make_two_series_and_nothing_bridges_it() -> None:
    native = draw(LINES)
    assert values_of(native)["B"] == [5, None, 7]
    assert native._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"


def test_bars_are_in_the_order_of_the_layout_from_the_top_down() -> None:
    native = draw(BARS)
    assert native.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(native.plots[0].categories) == ["z", "y", "x"], "these programs write the first at the foot"
    assert values_of(native) == {"A": [2, -1, 3]}
    assert str(series_of(native)[0].format.fill.fore_color.rgb) == rgb("c4")


def test_a_bar_that_is_not_final_is_pale_and_its_edge_dashed() -> None:
    point = series_of(draw(BARS))[0].points[0]
    assert str(point.format.fill.fore_color.rgb) == rgb("c4") and point.format.fill.fore_color.brightness == 0.6
    assert point.format.line.dash_style == MSO_LINE.DASH


def test_bars_begin_at_zero_or_at_what_is_below_and_leave_room_for_their_values() -> None:
    """From -1 to 3; the parts from 0 to 5."""
    for drawn, low, high in ((BARS, -1, 3), (STACK, 0, 5)):
        axis = draw(drawn).value_axis
        assert axis.minimum_scale == low and high < axis.maximum_scale < 2 * high + 2
        assert not axis.visible


def test_the_parts_of_bars_are_named_over_them_and_their_whole_stands_at_their_end() -> None:
    written = write(STACK)
    assert "■\u00a0Verre   ■\u00a0Papier   " in written
    assert [words for words in written if words.endswith(f"{NBSP}t")] == [f"5{NBSP}t", f"1{NBSP}t"]


def test_parts_are_stacked_in_the_order_of_the_layout_and_one_without_value_has_none() -> None:
    native = draw(STACK)
    assert native.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert values_of(native) == {"Verre": [1, 3], "Papier": [None, 2]}
    assert [str(one.format.fill.fore_color.rgb) for one in series_of(native)] == [rgb("c0"), rgb("c1")]


def test_a_scatter_has_its_points_those_chosen_last_and_in_their_colour() -> None:
    native = draw(SCATTER)
    assert native.chart_type == XL_CHART_TYPE.XY_SCATTER
    assert {one.name: points_of(one) for one in series_of(native)} == {"B": [(14, 108)], "A": [(10, 100)]}
    grey, own = (str(one.marker.format.line.color.rgb) for one in series_of(native))
    assert (grey, own) == (rgb("other"), rgb("c2"))


def test_dots_are_a_scatter_with_a_row_each_from_the_top_down() -> None:
    native = draw(DOTS)
    assert native.chart_type == XL_CHART_TYPE.XY_SCATTER
    assert {one.name: points_of(one) for one in series_of(native)} == {
        "Les pairs": [(10, 1.5), (8, 0.5)],
        "Lens": [(12, 2.5)],
    }
    assert (native.value_axis.minimum_scale, native.value_axis.maximum_scale) == (0, 3)
    assert (native.category_axis.minimum_scale, native.category_axis.maximum_scale) == (8, 12)


def test_each_row_has_its_name_beside_it_and_those_chosen_their_value() -> None:
    written = write(DOTS)
    assert [words for words in written if words in DOTS.categories] == ["Lens", "Arras", "Loos"]
    assert f"12{NBSP}t" in written and f"10{NBSP}t" not in written


def test_a_strip_of_many_peers_bears_one_name() -> None:
    crowd = Line("Les pairs", tuple(mark("les pairs", float(n), name=f"P{n}") for n in range(30)), is_other=True)
    drawn = chart(crowd, shape="dots", categories=("les pairs",), is_from_zero=False)
    assert [words for words in write(drawn) if "→" not in words] == ["les pairs"]


@pytest.mark.parametrize(("count", "points"), [(3, 14), (12, 14), (13, 12), (20, 12)])
def test_the_letters_of_a_chart_are_14_points_and_12_where_it_is_dense(count: int, points: float) -> None:
    names = tuple(map(str, range(count)))
    drawn = chart(Line("A", tuple(mark(name, 1.0) for name in names)), shape="bar", categories=names)
    assert choose_size(drawn, 1) == points


def test_what_lies_beside_the_lines_is_a_series_of_its_own_that_goes_as_far() -> None:
    path = Guide("path", ((2020.0, 620.0), (2024.0, 580.0)), "trajectoire")
    native = draw(chart(line("A", 600.0, 610.0), guides=(path,)))
    assert values_of(native)["trajectoire"] == [620, 610, 600, 590, 580]
    assert list(native.plots[0].categories) == ["2020", "2021", "2022", "2023", "2024"]


def test_the_interval_of_a_trend_is_no_series() -> None:
    band = Guide("interval", ((2020.0, 1.0), (2020.0, 2.0)), "t", 0)
    assert list(values_of(draw(chart(line("A", 1.0, 2.0), guides=(band,))))) == ["A"]


def test_the_level_of_an_index_goes_from_end_to_end() -> None:
    level = Guide("level", ((0.0, 100.0), (1.0, 100.0)))
    native = draw(chart(line("A", 100.0, 104.0), guides=(level,), is_from_zero=False))
    assert values_of(native)["Indice 100"] == [100, 100]


def test_the_markers_nearest_to_our_symbols_are_of_several_kinds() -> None:
    assert find_style("circle") == XL_MARKER_STYLE.CIRCLE
    assert find_style("square") == XL_MARKER_STYLE.SQUARE
    assert len({find_style(symbol) for symbol in SYMBOLS}) >= 6


def test_a_mark_at_a_year_that_is_written_as_a_number_is_found() -> None:
    assert values_of(draw(chart(Line("A", (Mark(2020.0, 1.0, "1"), Mark(2021, 2.0, "2")))))) == {"A": [1, 2]}
