"""Places on a slide, sizes of letters, colours; the names of rows beside a chart whose axis can bear none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.views.layout.metrics import shorten_text
from pages.views.marks import Chart
from pages.views.palette import LIGHT, find_color

EMU = 914_400
# Of labels and cells; where there are more than so many bars or rows, smaller.
POINTS, DENSE_POINTS, DENSE = 14, 12, 12
# Of a chart whose rows are named beside it: the share of its plot across and down.
LEFT, TOP, WIDE, TALL = 0.28, 0.02, 0.60, 0.88


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


def size_labels(chart: Chart) -> int:
    """The points of the labels of a chart."""
    return DENSE_POINTS if len(chart.categories) > DENSE else POINTS


def find_rgb(tone: str) -> Any:
    """The colour of a tone on a slide."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(find_color(tone, LIGHT)[1:].upper())


def place(slide: Any, kind: Any, frame: Frame, data: Any) -> Any:
    """The shape of a native chart of a kind, in its place."""
    return slide.shapes.add_chart(kind, frame.left, frame.top, frame.width, frame.height, data)


def name_rows(slide: Any, shape: Any, chart: Chart, frame: Frame) -> None:
    """Write the names of the rows at the left of their dots, as text that an office can change."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    _hold_plot(shape.chart)
    leads = {str(mark.x) for line in chart.lines if line.is_lead for mark in line.marks}
    step = frame.height * TALL / len(chart.categories)
    size, width = size_labels(chart), round(frame.width * (LEFT - 0.01))
    for n, name in enumerate(chart.categories):
        top = round(frame.top + frame.height * TOP + n * step)
        box = slide.shapes.add_textbox(frame.left, top, width, round(step)).text_frame
        box.margin_left = box.margin_right = box.margin_top = box.margin_bottom = 0
        box.word_wrap, box.vertical_anchor = False, MSO_ANCHOR.MIDDLE
        is_lead = name in leads
        paragraph = box.paragraphs[0]
        paragraph.text = shorten_text(name, size, width / EMU, is_bold=is_lead)
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph.font.size, paragraph.font.bold = Pt(size), is_lead


def _hold_plot(native: Any) -> None:
    """Hold the inside of the plot where the names of its rows expect it (ISO 29500-1, 21.2.2.31)."""
    area = native._chartSpace.chart.plotArea
    for old in area.findall(f"{{{area.nsmap['c']}}}layout"):
        area.remove(old)
    layout = area.makeelement(f"{{{area.nsmap['c']}}}layout", {})
    held = area.makeelement(f"{{{area.nsmap['c']}}}manualLayout", {})
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    values |= {"x": str(LEFT), "y": str(TOP), "w": str(WIDE), "h": str(TALL)}
    for name, value in values.items():
        held.append(area.makeelement(f"{{{area.nsmap['c']}}}{name}", {"val": value}))
    layout.append(held)
    area.insert(0, layout)
