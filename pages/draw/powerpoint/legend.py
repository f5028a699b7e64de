"""What stands beside and under a native chart: its legend, and in words the values that are not final."""

from __future__ import annotations

from typing import Any

from loaders.statuses import BESIDE, UNCERTAIN
from pages.draw.powerpoint.markers import find_letter
from pages.views.layout.looks import color_of, symbol_beside, symbol_of
from pages.views.layout.runs import list_known
from pages.views.marks import Chart, Line
from pages.views.palette import LIGHT, find_color
from pages.words.french import STATUS_LABELS, shorten_list

MOST_VALUED = 12
UNFINISHED = (*UNCERTAIN, *BESIDE)

Entry = tuple[str, str, str]


def list_legend(chart: Chart) -> list[Entry]:
    """The lines or parts of a chart: symbol, colour, words with the last value of a line; those grey as one."""
    if len(chart.lines) < 2 or chart.has_rows:
        return []
    own = [line for line in chart.lines if not line.is_other or is_aimed(line)]
    entries = [_describe_line(line, chart) for line in own]
    if len(own) < len(chart.lines):
        words = "Autres territoires" if own else "Territoires"
        entries.append(("●" if chart.shape != "bar" else "■", find_color("other", LIGHT)[1:].upper(), words))
    return entries


def is_aimed(line: Line) -> bool:
    """Whether a line is of what stands beside results, and of nothing else."""
    return bool(list_known(line)) and all(mark.is_beside for mark in list_known(line))


def _describe_line(line: Line, chart: Chart) -> Entry:
    symbol = find_letter(symbol_of(line.slot)) if chart.shape in ("line", "scatter") else "■"
    if is_aimed(line):
        symbol = find_letter(symbol_beside(list_known(line)[0].status))
    known = list_known(line)
    is_valued = chart.shape == "line" and known and len(chart.lines) <= MOST_VALUED
    last = f" : {known[-1].text}, {int(float(known[-1].x))}" if is_valued else ""
    return symbol, find_color(color_of(line), LIGHT)[1:].upper(), line.name + last


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
