"""The tables of paper: columns wide enough to read, as many rows as have room; the others are in the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pages.files.pdf.paper import GAP, SIZES, Paper, measure_words
from pages.views.content import Content
from pages.views.layout.metrics import line_height
from pages.views.layout.table import measure_row, share_width
from pages.views.rows import NUMBERS, write_rows
from pages.views.shortening.tables import keep_telling, list_candidates
from pages.words.french import format_count

# Columns that a table keeps even where every row has the same.
KEPT = frozenset({"Territoire", "Valeur", "Montant", "Statut", "Stade"})
# Measured a little larger than they are set: no line is ever longer than was foreseen.
MEASURED = SIZES["cell"] * 1.03
BETWEEN = 0.25
# Beyond as many rows no page holds them all; as few stand in one piece.
MOST_WHOLE, FEWEST = 240, 5
NOTE = "Note"
LEAST_ROW = line_height(MEASURED) + 0.07


@dataclass(frozen=True)
class Laid:
    """A table as the templates take it: cells under their heads in columns of so many inches; `across` is in how many
    pieces it stands side by side, `words` what is said above it, `remarks` under it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    head_height: float
    words: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    across: int = 1
    room: float = 0.0

    @property
    def height(self) -> float:
        """In inches, with its words and its remarks."""
        return (
            measure_words(self.words, "note", self.room)
            + self.head_height
            + max((sum(self.heights[piece]) for piece in self.list_pieces()), default=0.0)
            + measure_words(self.remarks, "note", self.room)
            + GAP
        )

    def list_pieces(self) -> list[slice]:
        """The rows that stand in each piece, as many in each."""
        step = -(-len(self.rows) // self.across)
        return [slice(n * step, (n + 1) * step) for n in range(self.across)] if self.rows else []

    def write(self) -> dict[str, Any]:
        """What the template reads."""
        return {
            "head": self.head,
            "pieces": [self.rows[piece] for piece in self.list_pieces()],
            "widths": self.widths,
            "numbers": [n for n, name in enumerate(self.head) if name in NUMBERS],
            "words": self.words,
            "remarks": self.remarks,
        }


def lay_rows(
    rows: pd.DataFrame,
    width: float,
    *,
    words: Sequence[str] = (),
    remarks: Sequence[str] = (),
    is_wide: bool = False,
) -> Laid:
    """Rows in words in a width; the name of a row stands first, which is its head, and takes what the others leave of
    the width of a table that `is_wide`."""
    names = [str(name) for name in rows.columns]
    if names and names[0] == "Rang" and len(names) > 1:
        names = [names[1], names[0], *names[2:]]
    rows = rows[names]
    cells = [[str(cell) for cell in row] for row in rows.itertuples(index=False)]
    if rows.empty:
        return Laid(tuple(names), (), tuple(width / max(1, len(names)) for _ in names), (), 0.0, tuple(words))
    widths = share_width(rows, width, MEASURED)
    if is_wide:
        widths[0] += max(0.0, width - sum(widths))
    return Laid(
        tuple(names),
        tuple(map(tuple, cells)),
        tuple(widths),
        tuple(measure_row(row, widths, MEASURED) for row in cells),
        measure_row(names, widths, MEASURED),
        tuple(words),
        tuple(remarks),
        room=width,
    )


def lay_table(rows: pd.DataFrame, width: float, *, sentence: str = "", remarks: Sequence[str] = ()) -> Laid:
    """Rows of a view under what they are: how many, what is the same on all of them, which are left out."""
    told, same = split_constant(rows)
    caption = sentence or f"{count_rows(rows)}."
    constant = f"Sur toutes les lignes\u00a0: {' ; '.join(same).removesuffix('.')}." if same else ""
    return lay_rows(told, width, words=[words for words in (caption, constant) if words], remarks=remarks)


def count_rows(rows: pd.DataFrame) -> str:
    """« Données de la vue : 12 lignes »."""
    return f"Données de la vue\u00a0: {format_count(len(rows), 'ligne')}"


def list_whole(content: Content, width: float) -> list[Laid]:
    """Every row of a view, in the ways that they may stand: with their notes, with these numbered and said once under
    them, without; none where no page could hold them."""
    if not 0 < len(content.rows) <= MOST_WHOLE:
        return []
    rows = write_rows(content)
    ways = [lay_across(lay_table(rows, width), width)]
    if NOTE in rows:
        numbered, remarks = number_notes(rows)
        bare = f"{count_rows(rows)} ; leurs notes sont dans le classeur."
        ways.append(lay_across(lay_table(numbered, width, remarks=remarks), width))
        ways.append(lay_across(lay_table(rows.drop(columns=NOTE), width, sentence=bare), width))
    return ways


def lay_across(laid: Laid, width: float) -> Laid:
    """The same rows in as many pieces side by side as the width holds."""
    own = sum(laid.widths)
    return replace(laid, across=max(1, min(3, int((width + BETWEEN) / (own + BETWEEN)), len(laid.rows) // FEWEST)))


def lay_telling(content: Content, width: float, room: float) -> Laid:
    """The rows of a view that tell most, as many as so many inches hold; notes stay where most rows have one."""

    def lay(rows: pd.DataFrame, sentence: str = "") -> Laid:
        if NOTE in rows and rows[NOTE].astype(str).str.strip().ne("").mean() <= 0.5:
            rows = rows.drop(columns=NOTE)
        return lay_across(lay_table(rows, width, sentence=sentence), width)

    left, across = room - 2 * LEAST_ROW, 1
    for _ in range(6):
        candidates = list_candidates(content, int(left * across / LEAST_ROW))
        found = keep_telling(content, candidates, lay(candidates.rows).heights, left * across)
        laid = lay(found.rows, found.sentence)
        if laid.across > across:
            across = laid.across
        elif laid.height <= room:
            break
        else:
            left -= laid.height - room + LEAST_ROW / 4
    return laid


def choose_paper(content: Content, papers: tuple[Paper, Paper]) -> Paper:
    """Landscape for a table whose columns have no room in portrait: its rows would take many lines each."""
    upright, flat = papers
    rows = write_rows(replace(content, rows=content.rows.head(MOST_WHOLE)))
    if rows.empty:
        return upright
    tall, low = (sum(lay_table(rows, paper.width).heights) for paper in papers)
    return flat if tall > 2.2 * LEAST_ROW * len(rows) and low < 0.75 * tall else upright


def split_constant(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The columns that tell the rows apart and those always kept, then what is the same on every row, in words."""
    if len(rows) < 2:
        return rows, []
    same = [name for name in rows.columns if name not in KEPT and rows[name].nunique(dropna=False) == 1]
    said = [f"{name} : {rows[name].iloc[0]}" for name in same if str(rows[name].iloc[0]).strip()]
    return rows.drop(columns=same), said


def number_notes(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The notes of rows as numbers, and their words once each."""
    notes = list(dict.fromkeys(note for note in rows[NOTE].astype(str) if note.strip()))
    numbers = {note: f"({n})" for n, note in enumerate(notes, 1)}
    numbered = rows.assign(**{NOTE: rows[NOTE].astype(str).map(numbers).fillna("")})
    return numbered, [f"({n}) {note}" for n, note in enumerate(notes, 1)]
