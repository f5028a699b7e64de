"""The axes of native charts: the scales and the ticks of the layout, in French numbers."""

from __future__ import annotations

from typing import Any

from pages.views.layout.scales import Axis, lay_across, lay_values
from pages.views.marks import Chart
from pages.views.palette import LIGHT

# LibreOffice writes numbers as this country does; Office, as its own settings say.
FRENCH = "[$-40C]"


def form_numbers(decimals: int) -> str:
    """The format of numbers as files write it."""
    return f"{FRENCH}#,##0{'.' + '0' * decimals if decimals else ''}"


def set_axes(native: Any, chart: Chart) -> None:
    """The bounds and the steps of the layout, faint lines, categories below what is negative."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION

    axis, categories = native.value_axis, native.category_axis
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LIGHT.rule[1:].upper())
    axis.format.line.fill.background()
    categories.format.line.color.rgb = RGBColor.from_string(LIGHT.muted[1:].upper())
    if chart.has_rows:
        _set_scale(categories, lay_values(chart))
        axis.minimum_scale, axis.maximum_scale, axis.visible = 0, len(chart.categories), False
        axis.has_major_gridlines = False
        return
    _set_scale(axis, lay_values(chart))
    if chart.is_inverted:
        axis.reverse_order = True
        axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        return
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.shape == "scatter":
        _set_scale(categories, lay_across(chart))


def _set_scale(axis: Any, laid: Axis) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = laid.low, laid.high, laid.step
    axis.tick_labels.number_format = form_numbers(laid.decimals)
    axis.tick_labels.number_format_is_linked = False
    _stand_upright(axis._element)


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
        _stand_upright(axis)


def _stand_upright(axis: Any) -> None:
    """Labels that a program would turn where they are close."""
    words = axis.get_or_add_txPr().bodyPr
    words.set("rot", "0")
    words.set("vert", "horz")
