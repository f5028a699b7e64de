"""The native table of a slide: hairlines, a head in the accent colour, rows of those chosen in bold."""

from __future__ import annotations

from typing import Any

from pages.draw.powerpoint.frames import EMU, Ground, describe
from pages.views.slides.parts import Table
from pages.views.slides.tables import PAD_ACROSS, PAD_DOWN

# The style « No Style, No Grid » of Office: lines are ours.
STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
MOST_SAID = 12


def add_table(slide: Any, table: Table, ground: Ground) -> None:
    """Put the table on a slide, its rows as high as they were measured."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame = ground.frame(table.box)
    place = (frame.left, frame.top, frame.width, frame.height)
    shape = slide.shapes.add_table(len(table.rows) + 1, len(table.head), *place)
    native = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find("{*}tableStyleId").text = STYLE
    native.horz_banding = False
    for column, width in zip(native.columns, table.widths, strict=True):
        column.width = round(width * EMU)
    for r, (values, height) in enumerate(zip((table.head, *table.rows), table.heights, strict=True)):
        native.rows[r].height = round(height * EMU)
        is_lead = r - 1 in table.leads
        for c, value in enumerate(values):
            cell = native.cell(r, c)
            cell.margin_left = cell.margin_right = round(PAD_ACROSS * EMU)
            cell.margin_top = cell.margin_bottom = round(PAD_DOWN * EMU)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            paragraph = cell.text_frame.paragraphs[0]
            run = paragraph.add_run()
            run.text, run.font.size = value, Pt(table.size)
            run.font.bold = r == 0 or is_lead
            if c in table.numbers:
                paragraph.alignment = PP_ALIGN.RIGHT
            _rule_under(cell, ground, is_head=r == 0)
    said = [" ".join(filter(None, row)) for row in table.rows[:MOST_SAID]]
    more = len(table.rows) - len(said)
    words = f"Tableau, {', '.join(table.head)} : {' ; '.join(said)}" + (f" ; et {more} autres lignes" if more else "")
    describe(shape, words, name="Tableau")


def _rule_under(cell: Any, ground: Ground, *, is_head: bool) -> None:
    """A hairline under a cell, or a line of the accent colour under the head (ISO 29500-1, 21.1.3.5)."""
    properties = cell._tc.get_or_add_tcPr()
    space = properties.nsmap["a"]

    def make(name: str, **told: str) -> Any:
        return properties.makeelement(f"{{{space}}}{name}", told)

    line = make("lnB", w=str(19_050 if is_head else 6_350), cap="flat", cmpd="sng", algn="ctr")
    fill = make("solidFill")
    fill.append(make("schemeClr", val="accent1") if is_head else make("srgbClr", val=ground.color("rule")[1:].upper()))
    line.append(fill)
    line.append(make("prstDash", val="solid"))
    properties.insert(0, line)
