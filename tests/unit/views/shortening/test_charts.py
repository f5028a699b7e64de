"""Charts that have no room keep the rows and the charts that tell most, and say what they leave out."""

from __future__ import annotations

from pages.views.marks import Chart, Line, Mark
from pages.views.shortening.charts import shorten_chart, shorten_charts

NAMES = tuple(f"{n}. T{n}" for n in range(1, 21))


def make_ranking() -> Chart:
    """Twenty bars, the fifteenth of which is chosen."""
    marks = tuple(Mark(name, 30.0 - n, str(30 - n)) for n, name in enumerate(NAMES))
    own = tuple(mark if n == 14 else Mark(mark.x, None, "") for n, mark in enumerate(marks))
    others = tuple(Mark(mark.x, None, "") if n == 14 else mark for n, mark in enumerate(marks))
    lines = (Line("T15", own, is_lead=True), Line("Autres", others, is_other=True))
    return Chart("bar", "R", "t", "tonnes", 0, lines, NAMES)


def test_a_ranking_keeps_who_was_chosen_home_the_first_and_the_last() -> None:
    found = shorten_chart(make_ranking(), 6, home=("T9",))
    assert found.chart.categories == ("1. T1", "2. T2", "3. T3", "9. T9", "15. T15", "20. T20")
    assert found.left_out == 14
    assert found.sentence == "6\u00a0rangs sur 20\u00a0; les autres sont dans le classeur."


def test_each_line_keeps_a_mark_for_each_row_that_stays() -> None:
    found = shorten_chart(make_ranking(), 6).chart
    assert [[mark.x for mark in line.marks] for line in found.lines] == [list(found.categories)] * 2


def test_a_chart_that_has_room_is_whole() -> None:
    whole = make_ranking()
    assert shorten_chart(whole, 20).chart is whole and shorten_chart(whole, 20).sentence == ""


def test_lines_over_years_are_never_cut() -> None:
    chart = Chart("line", "T", "t", "tonnes", 0, (Line("A", (Mark(2020, 1.0, "1"),)),) * 30)
    assert shorten_chart(chart, 3).chart is chart


def test_of_many_charts_each_indicator_keeps_some_in_their_order() -> None:
    charts = [Chart("line", f"{axis}{n}", "t", axis, 0, ()) for axis in ("a", "b") for n in range(5)]
    kept, said = shorten_charts(charts, 4)
    assert [chart.title for chart in kept] == ["a0", "a1", "b0", "b1"]
    assert said == "4\u00a0graphiques sur 10\u00a0; les autres sont dans le classeur."


def test_charts_that_have_room_stay() -> None:
    charts = [Chart("line", "T", "t", "a", 0, ())] * 2
    assert shorten_charts(charts, 2) == (tuple(charts), "")
