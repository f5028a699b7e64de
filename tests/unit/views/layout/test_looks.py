"""How lines look: a slot has one colour and one symbol, those beyond the twelfth are told apart all the same."""

import pytest

from pages.views.layout.looks import color_of, dash_of, point_of, symbol_of, thickness_of
from pages.views.layout.scene import Datum
from pages.views.marks import Line, Mark

NOBODY = Datum("A", "")


def test_twelve_slots_have_twelve_colours_and_twelve_symbols() -> None:
    lines = [Line("A", (), slot=n) for n in range(12)]
    assert [color_of(line) for line in lines] == [f"c{n}" for n in range(12)]
    assert len({symbol_of(line.slot) for line in lines}) == 12
    assert symbol_of(0) == "circle"


def test_a_thirteenth_line_has_the_colour_of_the_first_and_another_symbol_and_other_dashes() -> None:
    first, thirteenth = Line("A", (), slot=0), Line("M", (), slot=12)
    assert color_of(first) == color_of(thirteenth) == "c0"
    assert symbol_of(12) != symbol_of(0)
    assert dash_of(first) == () and dash_of(thirteenth) != ()


def test_colour_and_symbol_together_tell_three_dozens_apart() -> None:
    assert len({(color_of(Line("A", (), slot=n)), symbol_of(n)) for n in range(36)}) == 36
    assert len({(color_of(Line("A", (), slot=n)), dash_of(Line("A", (), slot=n))) for n in range(36)}) == 36


def test_what_is_only_there_to_compare_with_is_a_grey_circle() -> None:
    line = Line("A", (), slot=3, is_other=True)
    point = point_of(line, Mark(2020, 1.0, "1"), 1, 2, NOBODY)
    assert (color_of(line), dash_of(line)) == ("other", ())
    assert (point.symbol, point.fill, point.edge) == ("circle", "other", "other")


def test_the_line_that_leads_is_the_thickest_and_those_beside_it_the_thinnest() -> None:
    lead, usual, other = Line("A", (), is_lead=True), Line("B", ()), Line("C", (), is_other=True)
    assert thickness_of(lead) > thickness_of(usual) > thickness_of(other)


@pytest.mark.parametrize(("status", "fill"), [("normal", "c4"), ("provisional", "paper"), ("estimated", "paper")])
def test_a_mark_is_hollow_where_it_is_not_final(status: str, fill: str) -> None:
    point = point_of(Line("A", (), slot=4), Mark(2020, 1.0, "1", status), 1, 2, NOBODY)
    assert (point.fill, point.edge, point.symbol) == (fill, "c4", symbol_of(4))


def test_what_is_aimed_at_is_a_cross() -> None:
    point = point_of(Line("A", (), slot=4), Mark(2020, 1.0, "1", "objective"), 1, 2, NOBODY)
    assert (point.symbol, point.edge) == ("x", "c4")
