"""The runs of a line: cut at a hole, before a break, at an objective; faint links over holes, never across a break."""

from collections.abc import Sequence

import pytest

from pages.views.layout.runs import cut_breaks, cut_runs, has_link, link_holes, list_known, list_years
from pages.views.marks import Line, Mark


def mark(year: int, value: float | None = 1.0, **changes: object) -> Mark:
    """A mark of a year; one without value is missing."""
    status = "missing" if value is None else "normal"
    return Mark(year, value, "", **({"status": status} | changes))  # type: ignore[arg-type]


def broken(year: int, value: float | None = 1.0) -> Mark:
    """A mark before which the series is broken."""
    return mark(year, value, is_joined=False, is_broken=True)


def years_of(parts: Sequence[tuple[Mark, ...]]) -> list[list[float | str]]:
    """The years of each part."""
    return [[mark.x for mark in part] for part in parts]


WHOLE = Line("A", (mark(2019), mark(2020, 0.0), mark(2021)))
HOLE = Line("A", (mark(2018), mark(2019, None, is_joined=False), mark(2020), mark(2021)))
BROKEN = Line("A", (mark(2019), broken(2020), mark(2021)))
AIMED = Line("A", (mark(2020), mark(2021), mark(2030, status="objective", is_joined=False)))


def test_a_whole_series_is_one_run_with_its_zero() -> None:
    assert years_of(cut_runs(WHOLE)) == [[2019, 2020, 2021]]
    assert link_holes(WHOLE) == [] and not has_link([WHOLE])


def test_a_run_is_cut_at_a_hole_which_a_faint_link_spans() -> None:
    assert years_of(cut_runs(HOLE)) == [[2018], [2020, 2021]]
    assert years_of(link_holes(HOLE)) == [[2018, 2020]]
    assert has_link([WHOLE, HOLE])


def test_a_run_is_cut_before_a_break_and_nothing_links_its_sides() -> None:
    assert years_of(cut_runs(BROKEN)) == [[2019], [2020, 2021]]
    assert link_holes(BROKEN) == []


@pytest.mark.parametrize("at", [2019, 2020, 2021])
def test_no_link_crosses_a_break_wherever_it_falls_in_the_hole(at: int) -> None:
    marks = [mark(2018)]
    marks += [broken(year, None) if year == at else mark(year, None, is_joined=False) for year in (2019, 2020)]
    marks += [broken(2021) if at == 2021 else mark(2021)]
    assert link_holes(Line("A", tuple(marks))) == []


def test_an_objective_is_joined_to_nothing() -> None:
    assert years_of(cut_runs(AIMED)) == [[2020, 2021]]
    assert link_holes(AIMED) == []


def test_a_value_after_an_objective_is_joined_to_none_of_it() -> None:
    line = Line("A", (mark(2020), mark(2021, status="objective"), mark(2022)))
    assert years_of(cut_runs(line)) == [[2020], [2022]]
    assert link_holes(line) == []


def test_every_hole_has_its_own_link() -> None:
    line = Line("A", (mark(2015), mark(2016, None), mark(2017), mark(2018, None), mark(2019, None), mark(2020)))
    assert years_of(link_holes(line)) == [[2015, 2017], [2017, 2020]]


def test_what_is_withheld_before_the_first_value_is_no_hole() -> None:
    assert link_holes(Line("A", (mark(2018, None), mark(2019), mark(2020)))) == []


def test_the_parts_between_breaks_keep_their_holes() -> None:
    line = Line("A", (mark(2017), mark(2018, None), mark(2019), broken(2020), mark(2021)))
    assert years_of(cut_breaks(line)) == [[2017, 2018, 2019], [2020, 2021]]


def test_a_part_without_any_value_is_no_part() -> None:
    assert years_of(cut_breaks(Line("A", (mark(2019), broken(2020, None), mark(2021, None))))) == [[2019]]


def test_the_years_of_lines_are_those_that_any_speaks_of() -> None:
    assert list_years([WHOLE, AIMED]) == [2019, 2020, 2021, 2030]


def test_only_marks_with_a_value_are_known() -> None:
    assert years_of([tuple(list_known(HOLE))]) == [[2018, 2020, 2021]]
