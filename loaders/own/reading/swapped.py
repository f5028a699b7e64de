"""Columns under each other's header: what they hold tells it, before each of their cells is said to be wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from loaders.own.reading.files.grid import Grid
from loaders.own.reading.header_words import Words
from loaders.own.reading.layout import ENOUGH, Column, Layout
from loaders.own.reading.years import read_period

# Under its own header a column may have this share of cells that fit, at most.
FEW = 0.1


def find_swapped(layout: Layout, grid: Grid, words: Words) -> tuple[Column, Column] | None:
    """Two columns that each hold what the other should; None for none."""
    tests: dict[str, Callable[[str], bool]] = {
        "territory": lambda cell: bool(words.places.read_code(cell).code) and bool(read_period(cell).wrong),
        "year": lambda cell: not read_period(cell).wrong,
        "indicator": lambda cell: words.find_indicator(cell) is not None,
        "value": lambda cell: (
            cell.replace(",", "").replace(".", "").replace(" ", "").isdigit() and bool(read_period(cell).wrong)
        ),
    }
    below = grid.head()[layout.first + layout.depth :]
    named = [column for column in layout.columns if column.role in tests]
    for one, other in itertools.combinations(named, 2):
        own, others = _list_cells(below, one), _list_cells(below, other)
        roles = {one.role, other.role}
        if not own or not others or ("value" in roles and roles != {"value", "year"}):
            continue
        fits = _share(own, tests[one.role]) <= FEW and _share(others, tests[other.role]) <= FEW
        if fits and _share(own, tests[other.role]) >= ENOUGH and _share(others, tests[one.role]) >= ENOUGH:
            return one, other
    return None


def _list_cells(rows: Sequence[Sequence[str]], column: Column) -> list[str]:
    return [row[column.place] for row in rows if row[column.place]]


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)
