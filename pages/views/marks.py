"""The marks of a chart in plain terms: what each way of drawing (screen, slide, page, picture) needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from pages.words.french import STATUS_LABELS, format_value

# Of an index: the value is known, but not in the same series as that of its base.
NOT_COMPARABLE = "not_comparable"
UNDRAWN = "Trop peu de valeurs se comparent pour un graphique ; celles qui sont connues sont dans le classeur."
Shape = Literal["line", "bar", "stack", "scatter"]


@dataclass(frozen=True)
class Mark:
    """One value: `x` is a year, a category or a number; `y` is None where there is none; `text` is how it is written.

    `is_joined` is false where no line may link it to the one before: a hole or a break in the series.
    """

    x: float | str
    y: float | None
    text: str
    status: str = "normal"
    figure: str = ""
    is_joined: bool = True


@dataclass(frozen=True)
class Line:
    """The marks of one territory, stream or funder; `is_lead` sets it apart from the others."""

    name: str
    marks: tuple[Mark, ...]
    is_lead: bool = False


@dataclass(frozen=True)
class Chart:
    """Lines of marks over `categories` (bars, stacks) or over numbers (lines over years, scatter).

    `unit` is the symbol of the values, `axis` its words; `x_axis` those of the other axis; `breaks` are the years
    before which the series are not comparable; `top` is the largest value of a scale that several charts share.
    `is_inverted` is a chart of ranks, 1 at the top; `is_slope` one of two years only.
    """

    shape: Shape
    title: str
    unit: str
    axis: str
    decimals: int
    lines: tuple[Line, ...]
    categories: tuple[str, ...] = ()
    x_axis: str = ""
    breaks: tuple[int, ...] = ()
    top: float | None = None
    notes: tuple[str, ...] = field(default=())
    is_inverted: bool = False
    is_slope: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it has no value to draw."""
        return not any(mark.y is not None for line in self.lines for mark in line.marks)


def write_mark(value: float | None, status: str, unit: str, decimals: int) -> str:
    """A value as it is written beside its mark: « 156 402 t (provisoire) », « confidentiel », « sans donnée »."""
    if status == NOT_COMPARABLE:
        return "non comparable"
    if value is None or pd.isna(value):
        return STATUS_LABELS[status if status in ("confidential", "not_applicable") else "missing"]
    remark = "" if status == "normal" else f" ({STATUS_LABELS[status]})"
    return format_value(value, unit, decimals) + remark
