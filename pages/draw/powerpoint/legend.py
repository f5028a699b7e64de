"""What stands beside and under a native chart: its legend, and in words the values that are not final."""

from __future__ import annotations

from typing import Any

from pages.draw.plotly.charts import COLORS
from pages.draw.powerpoint.axes import GREY
from pages.views.marks import Chart
from pages.words.french import STATUS_LABELS, shorten_list

SYMBOLS = ["●", "■", "◆", "▲"]
MOST_VALUED = 3
UNFINISHED = ("provisional", "estimated", "target")

Entry = tuple[str, str, str]


def list_legend(chart: Chart) -> list[Entry]:
    """The lines or parts of a chart: symbol, colour, words with the last value of a line."""
    if chart.shape == "scatter":
        return _list_points(chart)
    if len(chart.lines) < 2:
        return []
    entries = []
    for n, line in enumerate(chart.lines):
        color = GREY if chart.shape == "bar" and not line.is_lead else COLORS[n % len(COLORS)].lstrip("#").upper()
        known = [mark for mark in line.marks if mark.y is not None]
        is_valued = chart.shape == "line" and known and len(chart.lines) <= MOST_VALUED
        last = f" : {known[-1].text}, {int(float(known[-1].x))}" if is_valued else ""
        entries.append((SYMBOLS[n % len(SYMBOLS)] if chart.shape == "line" else "■", color, line.name + last))
    return entries


def _list_points(chart: Chart) -> list[Entry]:
    """The points chosen, each with its own symbol, and the others."""
    leads = [line.name for line in chart.lines if line.is_lead]
    entries = [
        (SYMBOLS[n % len(SYMBOLS)], COLORS[n % len(COLORS)].lstrip("#").upper(), name) for n, name in enumerate(leads)
    ]
    others = [("●", GREY, "Autres territoires" if leads else "Territoires")]
    return entries + others if len(leads) < len(chart.lines) else entries


def describe_unfinished(chart: Chart) -> str:
    """« Estimé : Lens-Liévin (2020). Provisoire : Béthune-Bruay (2022). »: not all programs show a mark hollow."""
    said: dict[str, list[str]] = {}
    for line in chart.lines:
        for mark in line.marks:
            if mark.y is not None and mark.status in UNFINISHED:
                place = "" if chart.shape == "scatter" else f" ({mark.x})"
                said.setdefault(mark.status, []).append(line.name + place)
    return " ".join(f"{STATUS_LABELS[s].capitalize()} : {shorten_list(said[s], 6)}." for s in UNFINISHED if s in said)


def place_legend(slide: Any, entries: list[Entry], frame: Any, *, points: int) -> None:
    """The legend as text: each symbol in its colour, its words in the colour of text."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    box = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height).text_frame
    box.word_wrap = True
    box.margin_left = box.margin_right = box.margin_top = box.margin_bottom = 0
    for n, (symbol, color, words) in enumerate(entries):
        paragraph = box.paragraphs[0] if n == 0 else box.add_paragraph()
        for content, is_symbol in ((f"{symbol} ", True), (words, False)):
            run = paragraph.add_run()
            run.text, run.font.size = content, Pt(points)
            if is_symbol:
                run.font.color.rgb = RGBColor.from_string(color)
