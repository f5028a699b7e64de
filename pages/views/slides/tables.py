"""The table of a slide: few columns, large letters, as many of the most telling rows as have room."""

from __future__ import annotations

import re

import pandas as pd

from pages.views.content import Content
from pages.views.layout.metrics import line_height, measure_text
from pages.views.layout.scene import Box
from pages.views.rows import write_rows
from pages.views.shortening.tables import keep_telling, list_candidates
from pages.views.slides.fitting import SAFETY, wrap_lines
from pages.views.slides.format import DENSE, LABEL
from pages.views.slides.parts import Table
from pages.words.french import NBSP

# Above, below and at the sides of the words of a cell, in inches.
PAD_DOWN, PAD_ACROSS = 0.035, 0.07
# How much wider than their words columns may be: farther apart, a row is no longer read as one.
LOOSE = 1.9
NUMBERS = frozenset({"Valeur", "Rang", "Montant"})
WANTED = (
    "Rang", "Territoire", "Département", "Flux", "Destination", "Indicateur", "Périmètre", "Lieu", "Période", "Année",
    "Valeur",
)  # fmt: skip


def lay_table(content: Content, box: Box) -> tuple[Table | None, str]:
    """The table in its place, and what is left out in words; no table where there are no rows.

    The letters are smaller where all rows then have room.
    """
    if content.rows.empty:
        return None, ""
    for size in (LABEL, DENSE):
        room, least = box.height - 1.6 * line_height(size), line_height(size) + 2 * PAD_DOWN
        candidates = list_candidates(content, int(room / least), write=_write_rows)
        found = keep_telling(content, candidates, _measure_rows(candidates.rows, box.width, size), room)
        if not found.left_out:
            break
    return _make_table(found.rows, box, size, content), found.sentence


def _write_rows(content: Content) -> pd.DataFrame:
    """The rows in a room's columns; territories of one name are told apart by what they are."""
    rows = merge_columns(write_rows(content))
    if "Territoire" not in rows or len(rows) != len(content.rows):
        return rows
    codes = content.rows["territory"].astype(str)
    names = content.selection.tell_apart(list(dict.fromkeys(codes)))
    return rows.assign(Territoire=codes.map(names).to_numpy())


def _measure_rows(rows: pd.DataFrame, width: float, size: float) -> list[float]:
    """The height of each row of a table as wide as its place."""
    widths = share_width(rows, width, size)
    return [_measure(values, widths, size) for values in rows.astype(str).to_numpy().tolist()]


def _make_table(rows: pd.DataFrame, box: Box, size: float, content: Content) -> Table:
    head = tuple(map(str, rows.columns))
    cells = tuple(tuple(values) for values in rows.astype(str).to_numpy().tolist())
    widths = share_width(rows, box.width, size)
    heights = tuple(_measure(values, widths, size) for values in (head, *cells))
    loose = min(1.5, box.height / sum(heights)) if sum(heights) < box.height else 1.0
    heights = tuple(height * loose for height in heights)
    chosen = set(content.selection.tell_apart(content.selection.territories).values())
    is_told = len(chosen) > 0 and "Territoire" in head
    leads = {n for n, row in enumerate(cells) if is_told and row[head.index("Territoire")] in chosen}
    numbers = frozenset(n for n, name in enumerate(head) if name in NUMBERS)
    own = Box(box.left, box.top - sum(heights), sum(widths), sum(heights))
    return Table(own, head, cells, widths, heights, numbers, size, frozenset(leads if len(leads) < len(cells) else ()))


def _measure(values: list[str] | tuple[str, ...], widths: tuple[float, ...], size: float) -> float:
    """The height of a row: that of its longest cell, once wrapped."""
    lines = (len(wrap_lines(v, size, w - 2 * PAD_ACROSS)) for v, w in zip(values, widths, strict=True))
    return max(lines) * line_height(size) + 2 * PAD_DOWN


def share_width(rows: pd.DataFrame, width: float, size: float) -> tuple[float, ...]:
    """The width of each column: its longest word at least; short ones have all they want, long ones divide the rest."""
    texts = [[str(name), *rows[name].astype(str)] for name in rows.columns]
    room = 2 * PAD_ACROSS + 0.05

    def wide(words: str) -> float:
        return measure_text(words, size, is_bold=True) / SAFETY

    given = [max(wide(part) for text in own for part in re.split("[ -]", text)) + room for own in texts]
    wants = [max(map(wide, own)) + room for own in texts]
    left = width - sum(given)
    for done, place in enumerate(sorted(range(len(wants)), key=lambda n: wants[n] - given[n])):
        more = max(0.0, min(wants[place] - given[place], left / (len(wants) - done)))
        given[place] += more
        left -= more
    scale = min(LOOSE, width / sum(given))
    return tuple(share * scale for share in given)


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
    kept = [c for c in WANTED if c in merged]
    return merged[[c for c in kept if c != "Année" or "Période" not in kept]]
