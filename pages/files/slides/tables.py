"""The native tables of slides: few columns, large letters, the same widths on each, as many rows as fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.draw.powerpoint.frames import POINTS, Frame
from pages.files.slides.pages import INCH, LINE_LETTERS, REMARK, Deck, count_lines, describe
from pages.views.content import Content
from pages.views.rows import write_rows
from pages.words.french import NBSP, format_count

MOST_SLIDES = 4
# Inches of a line of 14 points, and of what stands above and below it in a cell.
LINE, PADDING = 0.24, 0.07
WIDE_FONT = 0.94
RIGHT = frozenset({"Valeur", "Rang", "Montant"})


@dataclass(frozen=True)
class TablePage:
    """The rows that a slide holds, under shares of its width; `more` is how many are left to the workbook."""

    deck: Deck
    rows: pd.DataFrame
    shares: tuple[float, ...]
    more: int

    def has_room(self, comment: str) -> bool:
        """A comment goes on a slide of its own."""
        return not comment

    def draw(self, slide: Any, comment: str) -> None:
        """Put the table."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        names, body = list(self.rows.columns), self.deck.body()
        size = (body.left, body.top, body.width, round((LINE + PADDING) * INCH))
        shape = slide.shapes.add_table(len(self.rows) + 1, len(names), *size)
        describe(shape, "Tableau des valeurs de la vue.")
        for column, share in zip(shape.table.columns, self.shares, strict=True):
            column.width = round(body.width * share)
        for r, values in enumerate([names, *self.rows.astype(str).to_numpy().tolist()]):
            for c, value in enumerate(values):
                cell = shape.table.cell(r, c)
                cell.text_frame.text = value
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.font.size, paragraph.font.bold = Pt(POINTS), r == 0
                cell.margin_left = cell.margin_right = round(0.06 * INCH)
                if names[c] in RIGHT:
                    paragraph.alignment = PP_ALIGN.RIGHT
        if self.more:
            foot = Frame(body.left, body.top + body.height - round(0.28 * INCH), body.width, round(0.3 * INCH))
            words = f"et {format_count(self.more, 'autre ligne', 'autres lignes')}, dans le classeur"
            self.deck.write(slide, words, foot, points=REMARK, is_grey=True)


def split_table(deck: Deck, content: Content) -> list[TablePage]:
    """The slides of a table; what is beyond the last is said on it."""
    rows = merge_columns(write_rows(content))
    if rows.empty:
        return []
    letters = deck.letters(LINE_LETTERS)
    shares = share_width(rows, letters)
    room = deck.body().height / INCH - 0.3
    head = _measure(list(rows.columns), shares, letters)
    pages: list[list[int]] = [[]]
    used = head
    for n, values in enumerate(rows.astype(str).to_numpy().tolist()):
        height = _measure(values, shares, letters)
        if used + height > room and pages[-1]:
            pages.append([])
            used = head
        pages[-1].append(n)
        used += height
    kept = pages[:MOST_SLIDES]
    more = len(rows) - sum(map(len, kept))
    return [TablePage(deck, rows.iloc[page], shares, more if page is kept[-1] else 0) for page in kept]


def _measure(values: list[str], shares: tuple[float, ...], letters: int) -> float:
    """The height of a row in inches: that of its longest cell, once wrapped, in a font wider than most."""
    lines = (
        count_lines(v, max(4, int(letters * share * WIDE_FONT) - 1)) for v, share in zip(values, shares, strict=True)
    )
    return LINE * max(lines) + PADDING


def share_width(rows: pd.DataFrame, letters: int) -> tuple[float, ...]:
    """The share of each column: its longest word at least; short ones have all they want, long ones divide the rest."""
    texts = [[str(name), *rows[name].astype(str)] for name in rows.columns]
    given = [max(len(part) for text in own for part in re.split("[ -]", text)) + 2.0 for own in texts]
    wants = [max(map(len, own)) + 2.0 for own in texts]
    left = letters - sum(given)
    for done, place in enumerate(sorted(range(len(wants)), key=lambda n: wants[n] - given[n])):
        more = max(0.0, min(wants[place] - given[place], left / (len(wants) - done)))
        given[place] += more
        left -= more
    return tuple(share / sum(given) for share in given)


def merge_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that a room can read: what, who, when, and the value with its unit and its status."""
    if "Valeur" not in rows:
        return rows[list(rows.columns[:4])] if "Montant" not in rows else rows[[*rows.columns[:2], "Montant"]]
    values = [
        value if value == status else f"{value}{NBSP}{unit}" + ("" if status in ("publié", "") else f" ({status})")
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
