"""Scales and their ticks: where an axis begins and ends, and the round numbers written along it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pages.views.layout.metrics import measure_text
from pages.views.layout.scene import Box
from pages.views.marks import Chart
from pages.words.french import format_number

# Parts of a power of ten that a step may be.
STEPS = (1, 2, 2.5, 5, 10)
# A scale that may be fitted begins at zero all the same where its values come as near to it as half of their span.
NEAR_ZERO = 0.5


@dataclass(frozen=True)
class Axis:
    """The ticks of a scale, from its least to its greatest value, each as it is written."""

    ticks: tuple[float, ...]
    words: tuple[str, ...]
    low: float
    high: float

    @property
    def step(self) -> float:
        """How far apart the ticks are."""
        return self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else 1.0

    @property
    def decimals(self) -> int:
        """How many decimals tell the ticks apart."""
        return tick_decimals(self.ticks)


@dataclass(frozen=True)
class Scale:
    """From the numbers of a chart to inches of its drawing; `is_inverted` has the least value on top."""

    box: Box
    xs: tuple[float, float]
    ys: tuple[float, float]
    is_inverted: bool = False

    def x(self, value: float) -> float:
        """The place of a year or a number across."""
        return self.box.left + self.box.width * (value - self.xs[0]) / ((self.xs[1] - self.xs[0]) or 1.0)

    def y(self, value: float) -> float:
        """The place of a value upwards."""
        share = (value - self.ys[0]) / ((self.ys[1] - self.ys[0]) or 1.0)
        return self.box.bottom + self.box.height * (1 - share if self.is_inverted else share)


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round steps from below `low` to above `high`: 1, 2 or 5 times a power of ten, or 25, 250… which are as short."""
    if not high > low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    parts = (part for part in STEPS if part != 2.5 or power >= 10)
    step = next(part * power for part in parts if part * power >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def tick_decimals(ticks: Sequence[float]) -> int:
    """How many decimals tell the ticks apart."""
    return next((n for n in range(7) if all(abs(round(t, n) - t) < 1e-9 * max(1, abs(t)) for t in ticks)), 6)


def lay_axis(values: Iterable[float], *, is_from_zero: bool = True, most: int = 6) -> Axis:
    """The axis of some values: from zero, or round them and from zero only where they come near it."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if is_from_zero or 0 <= low <= (high - low) * NEAR_ZERO or 0 >= high >= (low - high) * NEAR_ZERO:
        low, high = min(0.0, low), max(0.0, high)
    ticks = nice_ticks(low, high, most)
    decimals = tick_decimals(ticks)
    words = tuple(format_number(tick, decimals) for tick in ticks)
    return Axis(tuple(ticks), words, ticks[0], ticks[-1])


def lay_values(chart: Chart, *, most: int = 6) -> Axis:
    """The axis of the values of a chart, which several charts may share (`top`): ranks from 1, amounts from zero."""
    values = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
    values += [] if chart.has_rows else [y for guide in chart.guides for _, y in guide.points]
    if chart.is_inverted:
        return lay_ranks(values, most)
    if chart.shape == "stack":
        values = measure_stacks(chart)
    if chart.top is not None:
        values.append(chart.top)
    return lay_axis(values, is_from_zero=chart.is_from_zero, most=most)


def lay_ranks(values: Sequence[float], most: int = 6) -> Axis:
    """The axis of ranks: whole numbers from 1."""
    last = max(2, round(max(values, default=2)))
    step = max(1, math.ceil((last - 1) / (most + 3)))
    ticks = tuple(float(n) for n in range(1, last + 1, step))
    return Axis(ticks, tuple(format_number(tick) for tick in ticks), 1, last)


def lay_across(chart: Chart, *, most: int = 6) -> Axis:
    """The axis across a scatter."""
    return lay_axis([float(mark.x) for line in chart.lines for mark in line.marks], is_from_zero=False, most=most)


def pick_words(axis: Axis, room: float, size: float) -> list[tuple[float, str]]:
    """The ticks that are written where each has so many inches: every one, or every second, third…, with zero."""
    wide = max(measure_text(word, size) for word in axis.words) + measure_text("0", size)
    step = max(1, math.ceil(wide / max(room, 0.01)))
    start = axis.ticks.index(0) % step if 0 in axis.ticks else 0
    return list(zip(axis.ticks, axis.words, strict=True))[start::step]


def measure_stacks(chart: Chart) -> list[float]:
    """How far the parts of each bar reach, above zero and below it."""
    reach = []
    for n in range(len(chart.categories)):
        parts = [line.marks[n].y or 0.0 for line in chart.lines]
        reach += [sum(max(part, 0.0) for part in parts), sum(min(part, 0.0) for part in parts)]
    return reach
