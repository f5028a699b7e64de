"""Lines laid out: marks at their places, holes open, names at line ends neither on each other nor on the plot."""

from typing import Any

import pytest

from pages.views.layout.charts import lay_chart
from pages.views.layout.lines import bare, pick_years
from pages.views.layout.metrics import measure_text
from pages.views.layout.scene import DASHED, DOTTED, Point, Scene, Stroke
from pages.views.marks import Break, Chart, Guide, Line, Mark
from tests.laid import (
    NBSP,
    chart,
    find_overlaps,
    ink_of,
    line,
    mark,
    points_of,
    stand_in,
    strokes_of,
    texts_of,
    words_of,
)

WIDTHS = (3.3, 6.5, 13.0)
LONG = "Communauté d’agglomération de Béthune-Bruay, Artois Lys Romane"


def names_of(scene: Scene) -> list[str]:
    """The names beside a plot, a line of text each."""
    return [one.text for one in words_of(scene) if one.zone == "right"]


def make_crowd(count: int, name: str, **changes: Any) -> Chart:
    """Lines that all end at about the same value."""
    lines = [line(f"{name} {n}", 10.0, 50.0, 100.0 + n * 0.01, slot=n, is_lead=n == 0) for n in range(count)]
    return chart(*lines, **changes)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 3, 12, 20])
@pytest.mark.parametrize("name", ["Lens", LONG, "m" * 60])
@pytest.mark.parametrize("kind", ["usual", "slope", "ranks"])
def test_names_at_line_ends_lie_neither_on_each_other_nor_on_the_plot(
    width: float, count: int, name: str, kind: str
) -> None:
    scene = lay_chart(make_crowd(count, name, is_slope=kind == "slope", is_inverted=kind == "ranks"), width, 10)
    names = [one.box for one in words_of(scene) if one.tone.startswith("of:")]
    is_under = width < 28 * 10 / 72 and kind == "usual"
    assert len(names) >= count
    assert find_overlaps(names) == []
    assert is_under or min(box.left for box in names) > scene.plot[1]
    assert not is_under or max(box.top for box in names) < min(point.y for point in points_of(scene) if point.datum)
    assert stand_in(names, scene.box)
    assert scene.plot[1] - scene.plot[0] > width * 0.3


@pytest.mark.parametrize("width", [6.5, 13.0])
@pytest.mark.parametrize("count", [12, 20])
def test_names_have_smaller_letters_where_the_height_is_given(width: float, count: int) -> None:
    scene = lay_chart(make_crowd(count, "Lens-Liévin"), width, 10, height=3.0)
    names = [one for one in words_of(scene) if one.zone == "right"]
    assert find_overlaps([one.box for one in names]) == []
    assert stand_in([one.box for one in names], scene.box)
    assert {one.size for one in names} <= {names[0].size} and names[0].size <= 10


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_and_years_along_the_axes_do_not_overlap(width: float) -> None:
    scene = lay_chart(chart(line("A", *map(float, range(1_000_000, 1_000_018)), first=2009)), width, 10)
    written = [ink_of(one) for one in words_of(scene) if one.tone == "muted"]
    assert len(written) > 6
    assert find_overlaps(written) == []
    assert stand_in(written, scene.box)


@pytest.mark.parametrize(
    ("value", "widest"), [(5.0, "5"), (0.04, "0,04"), (990.0, "1\u202f000"), (480_000.0, "500\u202f000")]
)
def test_the_plot_begins_where_its_widest_number_ends(value: float, widest: str) -> None:
    scene = lay_chart(chart(line("A", value)), 6.5, 10)
    assert scene.plot[0] == pytest.approx(0.08 + measure_text(widest, 9))


def test_a_mark_stands_at_its_year_and_its_value() -> None:
    """Years from 2019.7 to 2021.3, values from 0 to 100 by 20."""
    scene = lay_chart(chart(line("A", 0.0, 100.0)), 6.5, 10)
    (zero, hundred), (left, right) = points_of(scene), scene.plot
    assert zero.x == pytest.approx(left + (right - left) * 0.3 / 1.6)
    assert hundred.x == pytest.approx(left + (right - left) * 1.3 / 1.6)
    ticks = {one.text: one.y for one in words_of(scene) if one.tone == "muted" and one.zone == "left"}
    assert zero.y == pytest.approx(ticks["0"])
    assert hundred.y == pytest.approx(ticks["100"])


def test_a_mark_stands_only_where_a_value_is_known() -> None:
    scene = lay_chart(chart(line("A", 0.0, None, 3.0)), 6.5, 10)
    said = [(point.datum.at, point.datum.text) for point in points_of(scene) if point.datum]
    assert said == [("2020", f"0{NBSP}t"), ("2022", f"3{NBSP}t")]


def test_a_line_is_open_at_a_hole_that_dots_link() -> None:
    marks = (mark(2018, 1.0), mark(2019, None, is_joined=False), mark(2020, 2.0), mark(2021, 3.0))
    scene = lay_chart(chart(Line("A", marks)), 6.5, 10)
    x = {point.datum.at: point.x for point in points_of(scene) if point.datum}
    faint, full = strokes_of(scene, 0)
    assert ([x for x, _ in faint.points], faint.dash) == ([x["2018"], x["2020"]], DOTTED)
    assert ([x for x, _ in full.points], full.dash) == ([x["2020"], x["2021"]], ())


def test_nothing_joins_the_sides_of_a_break_which_is_a_dashed_line_with_its_reason() -> None:
    marks = (mark(2019, 1.0), mark(2020, 9.0, is_joined=False, is_broken=True))
    scene = lay_chart(chart(Line("A", marks), breaks=(Break(2020, "rupture : A"),)), 6.5, 10)
    dashed = [one for one in scene.marks if isinstance(one, Stroke) and one.dash == DASHED]
    middle = sum(point.x for point in points_of(scene)) / 2
    assert strokes_of(scene, 0) == []
    assert [x for stroke in dashed for x, _ in stroke.points] == pytest.approx([middle, middle])
    assert "rupture : A" in texts_of(scene)


def test_the_reasons_of_breaks_close_together_lie_in_rows_of_their_own() -> None:
    breaks = tuple(Break(year, "fin d’Artois Comm.") for year in (2012, 2013, 2014))
    scene = lay_chart(chart(line("A", *([1.0] * 12), first=2009), breaks=breaks), 6.5, 10)
    said = [one.box for one in words_of(scene) if one.text == "fin d’Artois Comm."]
    assert len(said) == 3 and find_overlaps(said) == []


@pytest.mark.parametrize(("status", "fill"), [("normal", "c0"), ("estimated", "paper"), ("provisional", "paper")])
def test_a_mark_that_is_not_final_is_hollow(status: str, fill: str) -> None:
    scene = lay_chart(chart(Line("A", (mark(2020, 1.0), mark(2021, 2.0, status)))), 6.5, 10)
    assert [point.fill for point in points_of(scene)] == ["c0", fill]


@pytest.mark.parametrize(("status", "word"), [("confidential", "conf."), ("not_applicable", "s.o.")])
def test_a_value_that_is_withheld_is_a_word_on_the_axis_and_no_mark(status: str, word: str) -> None:
    marks = (mark(2020, 1.0), mark(2021, None, status, figure="f"), mark(2022, 2.0))
    scene = lay_chart(chart(Line("A", marks)), 6.5, 10)
    (said,) = [one for one in words_of(scene) if one.text == word]
    before, after = points_of(scene)
    assert said.x == pytest.approx((before.x + after.x) / 2)


def test_an_objective_is_a_cross_that_no_line_reaches() -> None:
    target = Line("objectif A", (mark(2026, 7.0, "objective", is_joined=False),))
    scene = lay_chart(chart(line("A", 1.0, 2.0), target), 6.5, 10)
    cross = next(point for point in points_of(scene) if point.symbol == "x")
    assert cross.datum and (cross.datum.at, cross.datum.text) == ("2026", f"7{NBSP}t")
    assert strokes_of(scene, 1) == []
    assert cross.x < scene.plot[1], "the axis goes as far as what is aimed at"


def test_each_line_bears_its_name_and_its_last_value_with_its_year_where_that_is_not_the_last() -> None:
    scene = lay_chart(chart(line("A", 1.0, 5.0), line("B", 5.0, None)), 6.5, 10)
    assert names_of(scene) == [f"A{NBSP}: 5{NBSP}t", f"B{NBSP}: 5{NBSP}t (2020)"]


def test_what_is_only_there_to_compare_with_has_no_name_and_lies_under_the_others() -> None:
    scene = lay_chart(chart(line("A", 1.0, 2.0, is_lead=True), line("B", 1.0, 2.0, is_other=True)), 6.5, 10)
    assert names_of(scene) == [f"A{NBSP}: 2{NBSP}t"]
    assert [point.datum.name for point in points_of(scene) if point.datum] == ["B", "B", "A", "A"]


def test_ranks_are_written_before_the_names_and_the_first_is_on_top() -> None:
    scene = lay_chart(
        chart(
            Line("A", (Mark(2020, 2.0, "2"), Mark(2021, 1.0, "1"))),
            Line("B", (Mark(2020, 1.0, "1"), Mark(2021, 2.0, "2"))),
            is_inverted=True,
        ),
        6.5,
        10,
    )
    assert names_of(scene) == ["1. A", "2. B"]
    heights = {one.text: one.y for one in words_of(scene) if one.tone == "muted" and one.text in ("1", "2")}
    assert heights["1"] > heights["2"]


def test_a_slope_writes_both_values_and_both_years_and_no_axis() -> None:
    scene = lay_chart(chart(Line("A", (mark(2015, 4.0), mark(2021, 6.0))), is_slope=True), 6.5, 10)
    assert texts_of(scene) == ["tonnes", "2015", "2021", f"A{NBSP}: 6{NBSP}t", f"4{NBSP}t"]
    (joined,) = strokes_of(scene, 0)
    assert [(p.x, p.y) for p in points_of(scene)] == list(joined.points)


def test_the_values_of_a_line_that_is_alone_stand_beside_its_marks_and_do_not_overlap() -> None:
    scene = lay_chart(chart(line("A", 10.0, 40.0, 20.0, 30.0)), 6.5, 10)
    beside = [one for one in words_of(scene) if one.zone == "plot" and one.halo]
    assert {one.text for one in beside} == {"10", "40", "20"}
    assert find_overlaps([one.box for one in beside]) == []


def test_guides_are_drawn_under_the_marks_and_the_axis_goes_as_far() -> None:
    forecast = Guide("forecast", ((2021.0, 2.0), (2024.0, 5.0)), "tendance", 0)
    level = Guide("level", ((0.0, 1.0), (1.0, 1.0)))
    scene = lay_chart(chart(line("A", 1.0, 2.0), guides=(level, forecast)), 6.5, 10)
    marks = [n for n, one in enumerate(scene.marks) if isinstance(one, Point)]
    dotted = [n for n, one in enumerate(scene.marks) if isinstance(one, Stroke) and one.dash == DOTTED]
    assert len(dotted) == 1 and dotted[0] < marks[0]
    assert "2024" in texts_of(scene)
    across = [one for one in scene.marks if isinstance(one, Stroke) and [x for x, _ in one.points] == [*scene.plot]]
    assert any(one.points[0][1] == pytest.approx(points_of(scene)[0].y) for one in across), "the level of 1"


def test_where_names_are_a_crowd_each_has_one_line_with_its_value() -> None:
    few, many = (lay_chart(make_crowd(count, LONG), 6.5, 10) for count in (6, 20))
    assert len(names_of(few)) > 6
    assert len(names_of(many)) == 20
    assert all(name.startswith("Commun") and "…" in name and name.endswith(f"{NBSP}t") for name in names_of(many))


def test_a_small_chart_says_its_last_value_and_no_name() -> None:
    scene = lay_chart(chart(line("B", 1.0, 9.0, is_other=True), line("A", 1.0, 4.0), top=9.0), 3, 9, is_small=True)
    assert names_of(scene) == []
    assert [one.text for one in words_of(scene) if one.is_bold] == ["4"]


def test_lines_behind_a_small_chart_have_no_marks_but_where_nothing_joins_them() -> None:
    behind = Line(
        "B", (mark(2020, 1.0), mark(2021, 2.0), mark(2022, None, is_joined=False), mark(2023, 5.0)), is_other=True
    )
    own = line("A", 1.0, 4.0)
    small, large = (lay_chart(chart(behind, own), 3, 9, is_small=is_small) for is_small in (True, False))
    assert [p.datum.at for p in points_of(small) if p.datum and p.datum.name == "B"] == ["2023"]
    assert [p.datum.at for p in points_of(large) if p.datum and p.datum.name == "B"] == ["2020", "2021", "2023"]


def test_a_chart_without_values_is_a_sentence() -> None:
    scene = lay_chart(chart(line("A", None)), 6.5, 10)
    assert points_of(scene) == [] and len(texts_of(scene)) == 1


def test_a_single_year_stands_in_the_middle() -> None:
    scene = lay_chart(chart(line("A", 5.0)), 6.5, 10)
    assert points_of(scene)[0].x == pytest.approx(sum(scene.plot) / 2)


def test_years_are_written_as_often_as_they_have_room_and_the_last_always() -> None:
    """« 2020 » of 9 points is 0.278 inches wide, and takes half as much again: 0.417."""
    years = list(range(2009, 2027))
    assert pick_years(years, 0.42, 9) == years
    assert pick_years(years, 0.21, 9) == years[1::2]
    assert pick_years(years, 0.14, 9) == [2011, 2014, 2017, 2020, 2023, 2026]
    assert pick_years(years, 0.0421, 9) == [2016, 2026]


def test_a_value_beside_its_mark_has_neither_unit_nor_status() -> None:
    assert bare(Mark(2020, 1.0, f"156\u202f402{NBSP}t (provisoire)")) == "156\u202f402"
