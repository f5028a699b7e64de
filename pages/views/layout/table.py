"""A table as a picture: hairlines, numbers to the right; rows that do not fit are counted, never dropped in silence."""

from __future__ import annotations

import pandas as pd

from pages.views.content import Content
from pages.views.layout.body import EMPTY, Body, lay_nothing
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.scene import Box, Patch, Scene, Stroke
from pages.views.rows import NUMBERS, write_rows
from pages.words.french import format_count, format_number

MOST, PAD = 60, 0.09


def build_table(content: Content, width: float, font: float) -> Body:
    """The body of a table of the rows of the view, the first 60 at most."""
    rows = write_rows(content)
    if rows.empty:
        return Body(EMPTY, lay_nothing)
    size = font * 0.88
    widths = share_width(rows.head(MOST), width, size)
    heights = [measure_row(row, widths, size) for row in _cells(rows.head(MOST))]
    height = sum(heights) + measure_row(list(rows.columns), widths, size)
    height += line_height(size) * 1.4 if len(rows) > MOST else 0

    def lay(scene: Scene, box: Box) -> None:
        _lay_table(scene, box, rows, widths, heights, scene.font * 0.88)

    return Body(height, lay)


def _cells(rows: pd.DataFrame) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows.itertuples(index=False)]


def share_width(rows: pd.DataFrame, width: float, size: float) -> list[float]:
    """The widths of the columns: what they ask for, the widest giving way."""
    asked = [
        max(measure_text(name, size, is_bold=True), *(measure_text(str(cell), size) for cell in rows[name])) + 2 * PAD
        for name in rows.columns
    ]
    least = [
        min(wish, max(1.0, _find_longest_word(rows[name], size)))
        for wish, name in zip(asked, rows.columns, strict=True)
    ]
    if sum(asked) <= width:
        return asked
    over = sum(asked) - width
    room = [wish - floor for wish, floor in zip(asked, least, strict=True)]
    total = sum(room) or 1.0
    return [wish - min(own, over * own / total) for wish, own in zip(asked, room, strict=True)]


def _find_longest_word(cells: pd.Series, size: float) -> float:
    return max(measure_text(word, size) for cell in cells for word in str(cell).split(" ")) + 2 * PAD


def measure_row(cells: list[str], widths: list[float], size: float) -> float:
    """The height of a row, in inches: that of its longest cell once wrapped."""
    lines = max(len(wrap_text(cell, size, wide - 2 * PAD)) for cell, wide in zip(cells, widths, strict=True))
    return lines * line_height(size) + 0.07


def _lay_table(
    scene: Scene, box: Box, rows: pd.DataFrame, widths: list[float], heights: list[float], size: float
) -> None:
    """The heading, then as many rows as fit."""
    names = list(rows.columns)
    y = _lay_row(scene, box, box.top, names, names, widths, size, is_head=True)
    last = line_height(size) * 1.4
    shown = 0
    for cells, tall in zip(_cells(rows.head(MOST)), heights, strict=True):
        is_last = shown + 1 == len(rows)
        if y - tall < box.bottom - 0.01 + (0 if is_last else last * (len(rows) > MOST)):
            break
        y = _lay_row(scene, box, y, cells, names, widths, size)
        shown += 1
    if shown < len(rows):
        said = (
            f"{format_count(shown, 'ligne')} sur {format_number(len(rows))} ; toutes sont dans les fichiers de données."
        )
        scene.add(Patch(Box(box.left, box.bottom, box.width, last), "paper"))
        scene.write(box.left, box.bottom + last / 2, said, size=size, tone="muted")


def _lay_row(
    scene: Scene,
    box: Box,
    top: float,
    cells: list[str],
    names: list[str],
    widths: list[float],
    size: float,
    *,
    is_head: bool = False,
) -> float:
    x, bottom = box.left, top - measure_row(cells, widths, size)
    for cell, name, wide in zip(cells, names, widths, strict=True):
        is_number = name in NUMBERS
        lines = wrap_text(cell, size, wide - 2 * PAD, is_bold=is_head)
        place = x + wide - PAD if is_number else x + PAD
        scene.write_lines(
            place, top - 0.035, lines, size=size, is_bold=is_head, across="right" if is_number else "left"
        )
        x += wide
    tone, width = ("accent", 1.2) if is_head else ("rule", 0.6)
    scene.add(Stroke(((box.left, bottom), (x, bottom)), tone, width))
    return bottom
