"""The axes of native charts: from zero, few ticks, French numbers with no more decimals than their step needs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from pages.views.marks import Chart, Mark

GREY = "8A8F98"
MILLION, THOUSANDS = 1_000_000, 50_000
# LibreOffice writes numbers as this country does; Office, as its own settings say.
FRENCH = "[$-40C]"
MOST_PLACES = 4


def form_numbers(decimals: int, scale: float = 1, word: str = "") -> str:
    """The format of numbers as files write it; thousands and millions are scaled, and zero is « 0 »."""
    places = f".{'0' * decimals}" if decimals else ""
    if scale == 1:
        return f"{FRENCH}#,##0{places}"
    own = f'{FRENCH}#,##0{places}{"," * round(log10(scale) / 3)}" {word}"'
    return f"{own};-{own};0"


def count_places(step: float) -> int:
    """The decimals that tell the multiples of a step apart: 0.25 has two."""
    return next((n for n in range(MOST_PLACES) if abs(step - round(step, n)) < 1e-9 * step), MOST_PLACES)


def form_ticks(step: float) -> str:
    """The format of an axis whose ticks are so far apart."""
    if step >= MILLION:
        return form_numbers(count_places(step / MILLION), MILLION, "M")
    if step >= THOUSANDS:
        return form_numbers(count_places(step / 1000), 1000, "k")
    return form_numbers(count_places(step))


def set_axes(native: Any, chart: Chart) -> None:
    """From zero unless a value is below, faint lines, few ticks, the scale that several charts share."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION

    marks = [mark for line in chart.lines for mark in line.marks if mark.y is not None]
    values = [mark.y for mark in marks if mark.y is not None]
    axis = native.value_axis
    axis.tick_labels.number_format = form_numbers(chart.decimals)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D8DCE2")
    axis.format.line.fill.background()
    native.category_axis.format.line.color.rgb = RGBColor.from_string(GREY)
    if chart.is_inverted:
        axis.reverse_order = True
        axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        axis.minimum_scale, axis.maximum_scale = 1, max(2, *values)
        axis.major_unit = max(1, round(max(values) / 5))
        return
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.shape == "scatter":
        _fit(axis, values)
        _fit(native.category_axis, [float(mark.x) for mark in marks])
        return
    _set_from_zero(axis, chart, values)


def _set_from_zero(axis: Any, chart: Chart, values: Sequence[float]) -> None:
    """A scale from zero to a round number above the highest value; the program's own where a value is below zero."""
    if chart.shape == "stack":
        marks: list[Mark] = [mark for line in chart.lines for mark in line.marks]
        values = [*(sum(m.y or 0 for m in marks if m.x == c) for c in chart.categories), 0.0]
    highest = max([chart.top or 0.0, *values])
    if min(values, default=0) < 0 or highest <= 0:
        return
    step = round_up(highest / (3 if chart.shape == "stack" else 4))
    axis.minimum_scale, axis.major_unit = 0, step
    axis.maximum_scale = step * -(-highest // step)
    axis.tick_labels.number_format = form_ticks(step)


def _fit(axis: Any, values: Sequence[float]) -> None:
    """Round bounds around the values, from zero where they come near it, and at most six ticks."""
    low, high = min(values), max(values)
    if 0 <= low <= (high - low) / 2:
        low = 0.0
    if high <= low:
        return
    step = round_up((high - low) / 4)
    axis.minimum_scale, axis.maximum_scale = step * floor(low / step), step * ceil(high / step)
    axis.major_unit = step
    axis.tick_labels.number_format = form_ticks(step)
    axis.tick_labels.number_format_is_linked = False


def space_labels(native: Any, step: int) -> None:
    """Write one category in `step`: a program that lacks room would leave out others; upright where all are written."""
    axis = native.category_axis._element
    for name, value in (("tickLblSkip", step), ("tickMarkSkip", step)):
        child = axis.makeelement(f"{{{axis.nsmap['c']}}}{name}", {"val": str(value)})
        after = axis.find(f"{{{axis.nsmap['c']}}}noMultiLvlLbl")
        if after is None:
            axis.append(child)
        else:
            after.addprevious(child)
    if step == 1:
        words = axis.get_or_add_txPr().bodyPr
        words.set("rot", "0")
        words.set("vert", "horz")


def round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 4, 5, 8 and 10 times a power of ten."""
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= value * 0.999999)
