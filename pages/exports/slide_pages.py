"""What fills a slide: charts with their legend beside them, a map, a table, or a sentence."""

from __future__ import annotations

import io
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Protocol

import pandas as pd

from pages.exports.rows import write_rows
from pages.exports.slide_charts import POINTS, Frame, add_chart, list_legend
from pages.parts.french import format_count
from pages.views.chart import Chart
from pages.views.content import Content

INCH = 914_400
DPI = 200
MOST_TABLE_SLIDES = 4
# Letters of 24 points on a line of the column beside a chart, and lines in it; letters across a whole slide.
SIDE_LETTERS, SIDE_LINES, LINE_LETTERS = 18, 11, 66
# What is no label of the room: a remark under a drawing.
REMARK = 16


class Deck(Protocol):
    """The presentation that a page is drawn in: where its body stands, and how it writes."""

    def body(self) -> Frame:
        """The place of a page."""

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
        return count_lines(comment, LINE_LETTERS) <= SIDE_LINES - 2

    def draw(self, slide: Any, comment: str) -> None:
        """Write the sentence, then the comment."""
        self.deck.write(slide, f"{self.said}\n\n{comment}".strip(), self.deck.body(), points=POINTS)


@dataclass(frozen=True)
class MapPage:
    """A crisp picture of the map, drawn at the size it is shown at."""

    deck: Deck
    content: Content

    def has_room(self, comment: str) -> bool:
        """Whether a comment fits beside the map."""
        return count_lines(comment, SIDE_LETTERS) <= SIDE_LINES

    def draw(self, slide: Any, comment: str) -> None:
        """Put the picture, and the comment on its right."""
        from pages.exports.pictures import draw_picture

        body, side = split_body(self.deck.body(), is_split=bool(comment))
        picture = draw_picture(
            self.content,
            form="png",
            width=body.width / INCH,
            height=body.height / INCH,
            dpi=DPI,
            is_bare=True,
            font=POINTS,
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

    def _legend(self) -> list[tuple[str, str, str]]:
        return list_legend(self.charts[0]) if len(self.charts) == 1 else []

    def has_room(self, comment: str) -> bool:
        """Whether a comment fits beside the chart, under its legend."""
        used = sum(count_lines(f"{symbol} {words}", SIDE_LETTERS) for symbol, _, words in self._legend())
        return used + bool(used) + count_lines(comment, SIDE_LETTERS) <= SIDE_LINES

    def draw(self, slide: Any, comment: str) -> None:
        """Put the charts, and beside them the legend and the comment."""
        legend = self._legend()
        whole = self.deck.body()
        if self.lost:
            foot = round(0.36 * INCH)
            place = Frame(whole.left, whole.top + whole.height - foot, whole.width, foot)
            self.deck.write(slide, shorten(self.lost, 125), place, points=REMARK, is_grey=True)
            whole = Frame(whole.left, whole.top, whole.width, whole.height - foot)
        body, side = split_body(whole, is_split=bool(comment or legend))
        for chart, frame in zip(self.charts, tile(body, len(self.charts)), strict=True):
            is_named = self.is_named or len(self.charts) > 1
            axis = "" if chart.axis in self.said and not is_named else chart.axis
            words = " · ".join(part for part in (chart.title if is_named else "", axis, *chart.notes) if part)
            head = (
                0
                if not words
                else round(0.42 * INCH) * count_lines(words, round(SIDE_LETTERS * 2 * frame.width / (8.4 * INCH)))
            )
            if words:
                place = Frame(frame.left, frame.top, frame.width, head)
                self.deck.write(slide, words, place, points=POINTS, is_grey=True)
            inner = Frame(frame.left, frame.top + head, frame.width, frame.height - head)
            shape = add_chart(slide, chart, inner)
            describe(shape, f"{chart.title}, {chart.axis}. {read_marks(chart)}")
        if legend:
            used = sum(count_lines(f"{symbol} {words}", SIDE_LETTERS) for symbol, _, words in legend)
            write_legend(slide, legend, side, points=POINTS)
            below = round(min(used, SIDE_LINES) * POINTS * 1.22 * INCH / 72) + round(0.25 * INCH)
            side = Frame(side.left, side.top + below, side.width, max(0, side.height - below))
        if comment:
            self.deck.write(slide, comment, side, points=POINTS)


@dataclass(frozen=True)
class TablePage:
    """A native table with the rows that a slide holds, and how many are left to the workbook."""

    deck: Deck
    rows: pd.DataFrame
    more: int

    def has_room(self, comment: str) -> bool:
        """A comment goes on a slide of its own."""
        return not comment

    def draw(self, slide: Any, comment: str) -> None:
        """Put the table."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        names, body = list(self.rows.columns), self.deck.body()
        shape = slide.shapes.add_table(
            len(self.rows) + 1, len(names), body.left, body.top, body.width, round(0.5 * INCH)
        )
        describe(shape, "Tableau des valeurs de la vue.")
        for column, width in zip(shape.table.columns, share_width(self.rows, body.width), strict=True):
            column.width = width
        for r, values in enumerate([names, *self.rows.astype(str).to_numpy().tolist()]):
            for c, value in enumerate(values):
                cell = shape.table.cell(r, c)
                cell.text_frame.text = value
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.font.size, paragraph.font.bold = Pt(POINTS), r == 0
                cell.margin_left = cell.margin_right = round(0.06 * INCH)
                if names[c] in ("Valeur", "Rang", "Montant"):
                    paragraph.alignment = PP_ALIGN.RIGHT
        if self.more:
            foot = Frame(body.left, body.top + body.height - round(0.28 * INCH), body.width, round(0.3 * INCH))
            words = f"et {format_count(self.more, 'autre ligne', 'autres lignes')}, dans le classeur"
            self.deck.write(slide, words, foot, points=REMARK, is_grey=True)


def split_table(deck: Deck, content: Content) -> list[TablePage]:
    """The slides of a table: few columns, large letters, as many rows as fit; what is beyond is said on the last."""
    rows = merge_columns(write_rows(content))
    if rows.empty:
        return []
    letters = sum(share_letters(rows))
    capacity = 9
    pages: list[list[int]] = [[]]
    used = 1.0
    for n, values in enumerate(rows.astype(str).to_numpy().tolist()):
        widths = [LINE_LETTERS * own / letters for own in share_letters(rows)]
        height = max(count_lines(v, max(4, int(w) - 1)) for v, w in zip(values, widths, strict=True))
        if used + height > capacity and pages[-1]:
            pages.append([])
            used = 1.0
        pages[-1].append(n)
        used += height
    kept = pages[:MOST_TABLE_SLIDES]
    more = len(rows) - sum(map(len, kept))
    return [TablePage(deck, rows.iloc[page], more if page is kept[-1] else 0) for page in kept]


def merge_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that a room can read: what, who, when, and the value with its unit and its status."""
    if "Valeur" not in rows:
        return rows[list(rows.columns[:4])] if "Montant" not in rows else rows[[*rows.columns[:2], "Montant"]]
    values = [
        value if value == status else f"{value} {unit}" + ("" if status in ("publié", "") else f" ({status})")
        for value, unit, status in zip(rows["Valeur"], rows["Unité"], rows["Statut"], strict=True)
    ]
    merged = rows.assign(Valeur=values)
    if "Indicateur" in merged:
        for column in ("Périmètre", "Lieu"):
            if column in merged:
                said = merged[column].where(merged[column].eq(""), ", " + merged[column])
                merged["Indicateur"] = merged["Indicateur"] + said
                merged = merged.drop(columns=column)
    wanted = ("Rang", "Territoire", "Département", "Flux", "Destination", "Indicateur", "Périmètre", "Lieu")
    kept = [c for c in (*wanted, "Période", "Année", "Valeur") if c in merged]
    return merged[[c for c in kept if c != "Année" or "Période" not in kept]]


def share_letters(rows: pd.DataFrame) -> list[int]:
    """The letters that each column wants, long ones wrapped."""
    return [min(30, max(8, *(len(str(v)) for v in [name, *rows[name]])) + 2) for name in rows.columns]


def share_width(rows: pd.DataFrame, width: int) -> list[int]:
    """The width of a table shared among its columns by what they hold."""
    letters = share_letters(rows)
    return [round(width * n / sum(letters)) for n in letters]


def write_legend(slide: Any, entries: list[tuple[str, str, str]], frame: Frame, *, points: int) -> None:
    """The legend as text: each symbol in its colour, its words in the colour of text."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    box = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height).text_frame
    box.word_wrap = True
    for n, (symbol, color, words) in enumerate(entries):
        paragraph = box.paragraphs[0] if n == 0 else box.add_paragraph()
        for content, is_symbol in ((f"{symbol} ", True), (words, False)):
            run = paragraph.add_run()
            run.text, run.font.size = content, Pt(points)
            if is_symbol:
                run.font.color.rgb = RGBColor.from_string(color)


def split_body(body: Frame, *, is_split: bool) -> tuple[Frame, Frame]:
    """The place of a drawing and the column on its right; the whole place where nothing stands beside."""
    width = round(body.width * 0.68) if is_split else body.width
    gap = round(0.25 * INCH)
    side = Frame(body.left + width + gap, body.top, max(0, body.width - width - gap), body.height)
    return Frame(body.left, body.top, width, body.height), side


def tile(body: Frame, count: int) -> list[Frame]:
    """Places for one drawing, or for two side by side."""
    if count == 1:
        return [body]
    gap = round(0.2 * INCH)
    width = (body.width - gap) // 2
    return [Frame(body.left + n * (width + gap), body.top, width, body.height) for n in range(count)]


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
