"""Places on a slide and colours: from inches upwards, as they are laid out, to English Metric Units downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from pages.views.layout.scene import Box
from pages.views.palette import LIGHT, Palette, find_color

EMU = 914_400
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Ground:
    """What a slide is painted on: its height in inches, and the colours that are read on its background.

    `looseness` is how much wider than measured its letters may be: those of a template's own family. One `is_foreign`
    has a background of its own, which shows through.
    """

    height: float = 7.5
    palette: Palette = LIGHT
    looseness: float = 1.04
    is_foreign: bool = False

    def frame(self, box: Box) -> Frame:
        """The place of a box of the layout."""
        left, top = round(box.left * EMU), round((self.height - box.top) * EMU)
        return Frame(left, top, max(1, round(box.width * EMU)), max(1, round(box.height * EMU)))

    def color(self, tone: str) -> str:
        """The colour of a tone, « #rrggbb »."""
        return find_color(tone, self.palette)

    def rgb(self, tone: str) -> Any:
        """The colour of a tone, as slides take it."""
        from pptx.dml.color import RGBColor

        return RGBColor.from_string(self.color(tone)[1:].upper())


def place(slide: Any, kind: Any, frame: Frame, data: Any) -> Any:
    """The shape of a native chart of a kind, in its place."""
    return slide.shapes.add_chart(kind, frame.left, frame.top, frame.width, frame.height, data)


def hold_plot(native: Any, own: Box, whole: Box) -> None:
    """Hold the inside of the plot where the layout has it, as shares of the chart (ISO 29500-1, 21.2.2.31)."""
    area = native._chartSpace.chart.plotArea
    space = area.nsmap["c"]
    for old in area.findall(f"{{{space}}}layout"):
        area.remove(old)
    layout = area.makeelement(f"{{{space}}}layout", {})
    held = area.makeelement(f"{{{space}}}manualLayout", {})
    shares = {
        "x": (own.left - whole.left) / whole.width,
        "y": (whole.top - own.top) / whole.height,
        "w": own.width / whole.width,
        "h": own.height / whole.height,
    }
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    values |= {name: f"{min(1.0, max(0.0, share)):.5f}" for name, share in shares.items()}
    for name, value in values.items():
        held.append(area.makeelement(f"{{{space}}}{name}", {"val": value}))
    layout.append(held)
    area.insert(0, layout)


def mark_decoration(tree: Any) -> None:
    """Say of each shape of a tree of shapes that has neither words nor a text in their place that it only adorns: a
    screen reader passes it by (the extension of Office for it, MS-ODRAWXML 2.33)."""
    for shape in tree.iterchildren("{*}sp", "{*}cxnSp"):
        about = next(shape.iter("{*}cNvPr"))
        if (
            about.get("descr")
            or any(run.text for run in shape.iter("{*}t"))
            or next(shape.iter("{*}ph"), None) is not None
        ):
            continue
        if next(about.iter(f"{{{DECORATIVE}}}decorative"), None) is None:
            known = next(about.iterchildren("{*}extLst"), None)
            marks = etree.SubElement(about, f"{{{MAIN}}}extLst") if known is None else known
            mark = etree.SubElement(marks, f"{{{MAIN}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
            etree.SubElement(mark, f"{{{DECORATIVE}}}decorative", {"val": "1"}, {"adec": DECORATIVE})


def describe(shape: Any, words: str, *, name: str = "") -> None:
    """The text that a screen reader says of a chart, a table or a picture, and its name in the list of objects."""
    for element in shape._element.iter():
        if element.tag.endswith("}cNvPr"):
            element.set("descr", words if len(words) <= 1000 else words[:999].rsplit(" ", 1)[0] + "…")
            if name:
                element.set("name", name)
            return
