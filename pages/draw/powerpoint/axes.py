"""The axes of native charts: the scales and the ticks of the layout, in French numbers."""

from __future__ import annotations

from typing import Any

from pages.draw.powerpoint.frames import Ground
from pages.views.layout.scales import Axis, lay_across, lay_values
from pages.views.marks import Chart

# LibreOffice writes numbers as this country does; Office, as its own settings say.
FRENCH = "[$-40C]"


def form_numbers(decimals: int) -> str:
    """The format of numbers as files write it."""
    return f"{FRENCH}#,##0{'.' + '0' * decimals if decimals else ''}"


def set_axes(native: Any, chart: Chart, ground: Ground) -> None:
    """The bounds and the steps of the layout, faint lines, categories below what is negative."""
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION

    axis, categories = native.value_axis, native.category_axis
    axis.major_gridlines.format.line.color.rgb = ground.rgb("rule")
    axis.format.line.fill.background()
    categories.format.line.color.rgb = ground.rgb("muted")
    for one in (axis, categories):
        one.tick_labels.font.color.rgb = ground.rgb("muted")
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


def meet_edges(native: Any) -> None:
    """The first and the last category stand at the edges of the plot (ISO 29500-1, 21.2.2.32, after `crosses`)."""
    axis = native.value_axis._element
    space = axis.nsmap["c"]
    for old in axis.findall(f"{{{space}}}crossBetween"):
        axis.remove(old)
    axis.find(f"{{{space}}}crosses").addnext(axis.makeelement(f"{{{space}}}crossBetween", {"val": "midCat"}))


def _set_scale(axis: Any, laid: Axis) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = laid.low, laid.high, laid.step
    axis.tick_labels.number_format = form_numbers(laid.decimals)
    axis.tick_labels.number_format_is_linked = False
    _stand_upright(axis._element)


def space_labels(native: Any, step: int) -> None:
    """Write one category in `step`: a program that lacks room would leave out others."""
    axis = native.category_axis._element
    for name, value in (("tickLblSkip", step), ("tickMarkSkip", step)):
        child = axis.makeelement(f"{{{axis.nsmap['c']}}}{name}", {"val": str(value)})
        after = axis.find(f"{{{axis.nsmap['c']}}}noMultiLvlLbl")
        if after is None:
            axis.append(child)
        else:
            after.addprevious(child)
    _stand_upright(axis)


def _stand_upright(axis: Any) -> None:
    """Labels that a program would turn where they are close."""
    words = axis.get_or_add_txPr().bodyPr
    words.set("rot", "0")
    words.set("vert", "horz")
