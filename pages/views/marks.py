"""The marks of a chart in plain terms: what each way of drawing (screen, slide, page, picture) needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

import pandas as pd

from loaders.pipeline.remarks import SIGN
from loaders.statuses import BESIDE
from pages.words.french import STATUS_LABELS, format_value

# Of an index: the value is known, but not in the same series as that of its base.
NOT_COMPARABLE = "not_comparable"
# Shapes of rows: a name at the left of each, values across.
OF_ROWS = frozenset({"dots", "dumbbell"})
UNDRAWN = "Trop peu de valeurs se comparent pour un graphique ; celles qui sont connues sont dans le classeur."
Shape = Literal["line", "bar", "stack", "scatter", "dots", "dumbbell"]


@dataclass(frozen=True)
class Mark:
    """One value: `x` is a year, a category or a number; `y` is None where there is none; `text` is how it is written.

    `is_joined` is false where no line may link it to the one before: a hole or a break in the series, which
    `is_broken` tells apart. `when` is what was published where it is more than the year: 2020-2021; `name` whom it is
    of where its line is of many; `change` how it differs from the one before, which is then written beside it;
    `is_remarked` where somebody has said something of it, which a sign tells.
    """

    x: float | str
    y: float | None
    text: str
    status: str = "normal"
    figure: str = ""
    is_joined: bool = True
    is_broken: bool = False
    when: str = ""
    name: str = ""
    change: str = ""
    is_remarked: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside results: an aim, a plan, a limit, an offer."""
        return self.status in BESIDE

    @property
    def beside(self) -> str:
        """The words that stand beside it."""
        return self.change or self.text


@dataclass(frozen=True)
class Line:
    """The marks of one territory, stream or funder, in the colour and with the symbol of its `slot`.

    `is_lead` sets it apart from the others; one that `is_other` is only there to compare with, and grey.
    """

    name: str
    marks: tuple[Mark, ...]
    is_lead: bool = False
    slot: int = 0
    is_other: bool = False


class Break(NamedTuple):
    """The year before which a series is not comparable, and of whom or why."""

    year: int
    why: str = ""


@dataclass(frozen=True)
class Guide:
    """What is drawn beside the values: a tendency and where it leads, a path to an aim, a level, a median.

    `points` are of the scales of the chart; those of an interval are the lower ones, then the upper ones backwards;
    a level has its value twice. `slot` is that of the line it belongs to, None for one of all.
    """

    kind: Literal["tendency", "forecast", "interval", "path", "level", "median", "quartiles"]
    points: tuple[tuple[float, float], ...]
    name: str = ""
    slot: int | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Lines of marks over `categories` (bars, stacks) or over numbers (lines over years, scatter).

    `unit` is the symbol of the values, `axis` its words; `x_axis` those of the other axis; `breaks` are where the
    series are not comparable; `top` is the largest value of a scale that several charts share. `is_inverted` is a
    chart of ranks, 1 at the top; `is_slope` one of two years only; an index is not `is_from_zero`, an amount always.
    """

    shape: Shape
    title: str
    unit: str
    axis: str
    decimals: int
    lines: tuple[Line, ...]
    categories: tuple[str, ...] = ()
    x_axis: str = ""
    breaks: tuple[Break, ...] = ()
    top: float | None = None
    notes: tuple[str, ...] = field(default=())
    is_inverted: bool = False
    is_slope: bool = False
    is_from_zero: bool = True
    guides: tuple[Guide, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it has no value to draw."""
        return not any(mark.y is not None for line in self.lines for mark in line.marks)

    @property
    def has_rows(self) -> bool:
        """Whether its categories are rows of marks."""
        return self.shape in OF_ROWS


def sign_remarked(charts: Sequence[Chart], figures: Collection[str]) -> tuple[Chart, ...]:
    """The same charts, the marks of some figures signed: somebody has said something of them."""

    def sign_one(mark: Mark) -> Mark:
        if mark.figure not in figures:
            return mark
        return replace(mark, text=f"{mark.text} {SIGN}", is_remarked=True)

    def sign(line: Line) -> Line:
        return replace(line, marks=tuple(map(sign_one, line.marks)))

    return tuple(replace(chart, lines=tuple(map(sign, chart.lines))) for chart in charts) if figures else tuple(charts)


def write_mark(value: float | None, status: str, unit: str, decimals: int, *, published: str = "") -> str:
    """A value as it is written beside its mark: « 156 402 t (provisoire) », « confidentiel », « sans donnée »."""
    if status == NOT_COMPARABLE:
        return "non comparable"
    if value is None or pd.isna(value):
        return STATUS_LABELS[status if status in ("confidential", "not_applicable") else "missing"]
    remark = "" if status == "normal" else f" ({STATUS_LABELS[status]})"
    return format_value(value, unit, decimals, published=published) + remark
