"""The runs of a line: where it is drawn, where it is cut, what faintly links both sides of a hole."""

from __future__ import annotations

from collections.abc import Sequence

from pages.views.marks import Line, Mark


def is_drawn(mark: Mark) -> bool:
    """Whether a line goes through a mark: it has a value that is a result, not what stands beside results."""
    return mark.y is not None and not mark.is_beside


def cut_runs(line: Line) -> list[tuple[Mark, ...]]:
    """The marks that a line joins, run by run: cut at each hole, before each break, and at what is no result."""
    runs: list[list[Mark]] = [[]]
    for mark in line.marks:
        if not is_drawn(mark):
            runs.append([])
            continue
        if not mark.is_joined:
            runs.append([])
        runs[-1].append(mark)
    return [tuple(run) for run in runs if run]


def cut_breaks(line: Line) -> list[tuple[Mark, ...]]:
    """The marks between the breaks of a line, with its holes: each part is a series that compares with itself."""
    parts: list[list[Mark]] = [[]]
    previous: Mark | None = None
    for mark in line.marks:
        is_cut = mark.is_broken or (
            is_drawn(mark) and previous is not None and is_drawn(previous) and not mark.is_joined
        )
        if is_cut:
            parts.append([])
        parts[-1].append(mark)
        previous = mark
    return [tuple(part) for part in parts if any(mark.y is not None for mark in part)]


def link_holes(line: Line) -> list[tuple[Mark, Mark]]:
    """The marks on both sides of each hole, never across a break."""
    found: list[tuple[Mark, Mark]] = []
    known: Mark | None = None
    is_hole = is_broken = False
    for mark in line.marks:
        is_broken |= mark.is_broken
        if not is_drawn(mark):
            is_hole |= mark.y is None
            continue
        if known is not None and (is_hole or not mark.is_joined) and not is_broken:
            found.append((known, mark))
        known, is_hole, is_broken = mark, False, False
    return found


def list_known(line: Line) -> list[Mark]:
    """The marks that have a value."""
    return [mark for mark in line.marks if mark.y is not None]


def list_years(lines: Sequence[Line]) -> list[int]:
    """The years that some lines speak of, in order."""
    return sorted({int(float(mark.x)) for line in lines for mark in line.marks})


def has_link(lines: Sequence[Line]) -> bool:
    """Whether some line has a hole that is linked."""
    return any(link_holes(line) for line in lines)
