"""What fills a slide: charts with their legend beside them, a map, or a sentence."""

from __future__ import annotations

import io
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Protocol

from pages.draw.powerpoint.charts import add_chart
from pages.draw.powerpoint.frames import POINTS, Frame
from pages.draw.powerpoint.legend import Entry, describe_unfinished, list_legend, place_legend
from pages.views.content import Content
from pages.views.layout.explained import describe_marks
from pages.views.marks import Chart

INCH = 914_400
DPI = 200
# Letters of 14 points on a line of the column beside a chart, and lines in it; letters across a whole slide.
SIDE_LETTERS, SIDE_LINES, LINE_LETTERS = 31, 18, 112
# What is no label of the room: a remark under a drawing, its letters on a line and its lines.
REMARK, REMARK_LETTERS, REMARK_LINES = 12, 150, 2


class Deck(Protocol):
    """The presentation that a page is drawn in: where its body stands, and how it writes."""

    def body(self) -> Frame:
        """The place of a page."""

    def letters(self, count: int) -> int:
        """So many letters of a wide slide, on this one."""

    def write(self, slide: Any, words: str, frame: Frame, *, points: int, is_grey: bool = False) -> None:
        """Write words in a place."""


def count_lines(words: str, letters: int) -> int:
    """How many lines a text takes, at so many letters a line."""
    return sum(max(1, len(wrap(line, letters))) for line in words.split("\n"))


@dataclass(frozen=True)
class EmptyPage:
    """A sentence where there is nothing to draw, and why."""

    deck: Deck
    lost: str = ""
    said: str = "Aucune donnée n’est publiée pour ce choix."

    def has_room(self, comment: str) -> bool:
        """Whether a comment fits under the sentence."""
        return count_lines(comment, self.deck.letters(LINE_LETTERS)) <= SIDE_LINES - 2

    def draw(self, slide: Any, comment: str) -> None:
        """Write the sentence, then the comment."""
        self.deck.write(slide, f"{self.said}\n\n{comment}".strip(), self.deck.body(), points=POINTS)


@dataclass(frozen=True)
class MapPage:
    """A crisp picture of the map, drawn at the size it is shown at."""

    deck: Deck
    content: Content

    def has_room(self, comment: str) -> bool:
        """Whether a comment fits beside the map, which has no room to spare where there are several or many classes."""
        is_plain = self.content.maps.is_plain
        return is_plain and count_lines(comment, self.deck.letters(SIDE_LETTERS)) <= SIDE_LINES

    def draw(self, slide: Any, comment: str) -> None:
        """Put the picture, and the comment on its right."""
        from pages.draw.picture import draw_picture

        body, side = split_body(self.deck.body(), is_split=bool(comment))
        picture = draw_picture(
            self.content,
            form="png",
            width=body.width / INCH,
            height=body.height / INCH,
            dpi=DPI,
            is_bare=True,
            font=POINTS,
            small=REMARK,
            most_notes=REMARK_LINES,
        )
        shape = slide.shapes.add_picture(io.BytesIO(picture), body.left, body.top, width=body.width)
        if shape.height > body.height:
            shape.width, shape.height = round(shape.width * body.height / shape.height), body.height
        describe(shape, f"Carte : {self.content.title}, {self.content.subtitle}.")
        if comment:
            self.deck.write(slide, comment, side, points=POINTS)


@dataclass(frozen=True)
class ChartPage:
    """One chart with its legend beside it, or two; `lost` says what no mark can show; `said` is
    what stands above it already.
    """

    deck: Deck
    charts: tuple[Chart, ...]
    is_named: bool = False
    lost: str = ""
    said: str = ""

    def _legend(self) -> list[Entry]:
        return list_legend(self.charts[0]) if len(self.charts) == 1 else []

    def _remark(self) -> str:
        """What no mark shows in every program: what is not there, what is not final."""
        unfinished = dict.fromkeys(describe_unfinished(chart) for chart in self.charts)
        return " ".join(
            part for part in (self.lost, *describe_marks(self.charts, is_linked=False), *unfinished) if part
        )

    def has_room(self, comment: str) -> bool:
        """Whether a comment fits beside the chart, under its legend."""
        used = sum(
            count_lines(f"{symbol} {words}", self.deck.letters(SIDE_LETTERS)) for symbol, _, words in self._legend()
        )
        return used + bool(used) + count_lines(comment, self.deck.letters(SIDE_LETTERS)) <= SIDE_LINES

    def draw(self, slide: Any, comment: str) -> None:
        """Put the charts, and beside them the legend and the comment."""
        legend = self._legend()
        whole = self.deck.body()
        line = self.deck.letters(REMARK_LETTERS)
        remark = shorten(self._remark(), line * REMARK_LINES)
        if remark:
            foot = round(0.22 * INCH * count_lines(remark, line))
            place = Frame(whole.left, whole.top + whole.height - foot, whole.width, foot)
            self.deck.write(slide, remark, place, points=REMARK, is_grey=True)
            whole = Frame(whole.left, whole.top, whole.width, whole.height - foot)
        body, side = split_body(whole, is_split=bool(comment or legend))
        for chart, frame in zip(self.charts, tile(body, len(self.charts)), strict=True):
            is_named = self.is_named or len(self.charts) > 1
            axis = "" if chart.axis in self.said and not is_named else chart.axis
            words = " · ".join(part for part in (chart.title if is_named else "", axis, *chart.notes) if part)
            head = (
                0
                if not words
                else round(0.26 * INCH) * count_lines(words, round(SIDE_LETTERS * 2 * frame.width / (8.4 * INCH)))
            )
            if words:
                place = Frame(frame.left, frame.top, frame.width, head)
                self.deck.write(slide, words, place, points=POINTS, is_grey=True)
            inner = Frame(frame.left, frame.top + head, frame.width, frame.height - head)
            shape = add_chart(slide, chart, inner)
            describe(shape, f"{chart.title}, {chart.axis}. {read_marks(chart)}")
        if legend:
            used = sum(count_lines(f"{symbol} {words}", self.deck.letters(SIDE_LETTERS)) for symbol, _, words in legend)
            place_legend(slide, legend, side, points=POINTS)
            below = round(min(used, SIDE_LINES) * POINTS * 1.22 * INCH / 72) + round(0.25 * INCH)
            side = Frame(side.left, side.top + below, side.width, max(0, side.height - below))
        if comment:
            self.deck.write(slide, comment, side, points=POINTS)


def split_body(body: Frame, *, is_split: bool) -> tuple[Frame, Frame]:
    """The place of a drawing and the column on its right; the whole place where nothing stands beside."""
    width = round(body.width * 0.68) if is_split else body.width
    gap = round(0.25 * INCH)
    side = Frame(body.left + width + gap, body.top, max(0, body.width - width - gap), body.height)
    return Frame(body.left, body.top, width, body.height), side


def tile(body: Frame, count: int) -> list[Frame]:
    """Places for drawings side by side, in as many rows as keep them wider than they are high."""
    columns = next(n for n in range(1, count + 1) if n * n * 2 >= count)
    gap, rows = round(0.2 * INCH), -(-count // columns)
    width, height = (body.width - gap * (columns - 1)) // columns, (body.height - gap * (rows - 1)) // rows
    return [
        Frame(body.left + n % columns * (width + gap), body.top + n // columns * (height + gap), width, height)
        for n in range(count)
    ]


def describe(shape: Any, words: str) -> None:
    """The text that a screen reader says of a chart, a table or a picture."""
    for element in shape._element.iter():
        if element.tag.endswith("}cNvPr"):
            element.set("descr", shorten(words, 1000))
            return


def read_marks(chart: Chart) -> str:
    """The values of a chart as a text."""
    said = []
    for line in chart.lines[:12]:
        marks = [f"{mark.x} {mark.text}" for mark in line.marks if mark.text][:12]
        said.append(f"{line.name} : {', '.join(marks)}")
    return " ; ".join(said)


def shorten(words: str, most: int) -> str:
    """A text of at most so many letters, cut between words."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def shorten_place(words: str, most: int) -> str:
    """« Arras, Sud-Artois… · 2009-2026 · logements »: who is cut where it is long; the years and the unit are not."""
    who, dot, rest = words.partition(" \u00b7 ")
    if len(words) <= most:
        return words
    room = max(12, most - len(dot + rest))
    names = who[:room].rpartition(", ")[0]
    return (f"{names}…" if names else shorten(who, room)) + dot + rest
