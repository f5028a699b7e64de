"""How a line looks: the tone, the symbol, the dashes and the thickness that its slot and its role give it."""

from __future__ import annotations

from typing import get_args

from loaders.statuses import UNCERTAIN
from pages.views.layout.scene import Datum, Point, Symbol
from pages.views.marks import Chart, Line, Mark
from pages.views.palette import SLOTS

# Of twelve slots: those whose colours are near have symbols that are not.
SYMBOLS: tuple[Symbol, ...] = get_args(Symbol)[:SLOTS]
DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 2.4), (2.4, 2.0))
LEAD, USUAL, FAINT = 2.6, 1.7, 0.9
# The sizes of marks, in points.
BIG, MEDIUM, LITTLE, CROSS = 5.6, 4.8, 3.4, 6.5


def color_of(line: Line) -> str:
    """The tone of a line: grey where it is only there to compare with."""
    return "other" if line.is_other else f"c{line.slot % SLOTS}"


def words_of(line: Line) -> str:
    """The tone of its name: its own colour, as words can have it; muted where it is only there to compare with."""
    return "muted" if line.is_other else f"of:c{line.slot % SLOTS}"


def symbol_of(slot: int) -> Symbol:
    """The symbol of a slot: beyond the twelfth, whose colours come again, other symbols go with them."""
    return SYMBOLS[(slot + slot // SLOTS) % len(SYMBOLS)]


def symbol_beside(status: str) -> Symbol:
    """The symbol of what stands beside results: of an aim, or of a plan, a limit or an offer."""
    return "x" if status == "objective" else "plus"


def dash_of(line: Line) -> tuple[float, ...]:
    """The dashes of a line: beyond the twelfth slot they tell apart those of one colour."""
    return () if line.is_other else DASHES[line.slot // SLOTS % len(DASHES)]


def thickness_of(line: Line) -> float:
    """The width of a line, in points."""
    return FAINT if line.is_other else LEAD if line.is_lead else USUAL


def order_lines(chart: Chart) -> list[tuple[int, Line]]:
    """The lines with their places in the chart: those only there to compare with first, those chosen over them.

    On top of all are the crosses of what stands beside results, which a mark would hide.
    """

    def rank(one: tuple[int, Line]) -> tuple[bool, bool, bool]:
        line = one[1]
        return any(mark.is_beside for mark in line.marks), not line.is_other, line.is_lead

    return sorted(enumerate(chart.lines), key=rank)


def point_of(line: Line, mark: Mark, x: float, y: float, datum: Datum) -> Point:
    """A mark of a line: hollow where it is not final, a cross where it stands beside results."""
    tone = color_of(line)
    if mark.is_beside:
        return Point(x, y, symbol_beside(mark.status), CROSS, "none", tone, 1.8, "plot", datum)
    size = LITTLE if line.is_other else BIG if line.is_lead else MEDIUM
    symbol: Symbol = "circle" if line.is_other else symbol_of(line.slot)
    fill = "paper" if mark.status in UNCERTAIN else tone
    return Point(x, y, symbol, size, fill, tone, 1.4, "plot", datum)
