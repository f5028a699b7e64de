"""A table that has no room: its most telling rows, and how many are left to the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pages.views.content import Content
from pages.views.rows import write_rows
from pages.views.shortening.telling import order_rows
from pages.words.french import format_count, format_number

Write = Callable[[Content], pd.DataFrame]


@dataclass(frozen=True)
class Shortened:
    """The rows that stay, in words and in the order of the view; `sentence` says what is left out, "" where nothing."""

    rows: pd.DataFrame
    left_out: int
    sentence: str


@dataclass(frozen=True)
class Candidates:
    """The most telling rows of a view, in words and in the order of the view; `order` has their places, best first."""

    rows: pd.DataFrame
    order: tuple[int, ...]
    write: Write


def list_candidates(content: Content, most: int, *, write: Write = write_rows) -> Candidates:
    """The rows among which some are kept, in the columns of `write`: `most` of them, one at least."""
    order = order_rows(content)[: max(1, most)]
    return Candidates(_write(content, sorted(order), write), tuple(order), write)


def keep_telling(content: Content, found: Candidates, sizes: Sequence[float], room: float) -> Shortened:
    """The candidates that have room, the most telling first to be kept; `sizes` are what each takes of it, in order."""
    taken = dict(zip(sorted(found.order), sizes, strict=True))
    kept: list[int] = []
    used = 0.0
    for place in found.order:
        used += taken[place]
        if used > room and kept:
            break
        kept.append(place)
    left_out = len(content.rows) - len(kept)
    if not left_out:
        return Shortened(found.rows, 0, "")
    return Shortened(_write(content, sorted(kept), found.write), left_out, say_left_out(content, len(kept)))


def shorten_table(content: Content, most: int) -> Shortened:
    """The most telling rows of a view, so many at most."""
    found = list_candidates(content, most)
    return keep_telling(content, found, [1.0] * len(found.order), most)


def _write(content: Content, places: list[int], write: Write) -> pd.DataFrame:
    """Some rows of a view in words."""
    return write(replace(content, rows=content.rows.iloc[places].reset_index(drop=True)))


def say_left_out(content: Content, shown: int) -> str:
    """« 14 lignes sur 4 078 : … Les 4 064 autres sont dans le classeur. »: how many rows are shown, and which."""
    whole = len(content.rows)
    left = whole - shown
    if content.is_of_grants:
        which = "les montants les plus élevés"
    elif content.parts:
        which = "les valeurs les plus élevées"
    else:
        who = "les territoires choisis" if content.selection.territories else "le territoire d’attache"
        which = f"{who}, les extrêmes et les dernières années d’abord"
    rest = "L’autre est" if left == 1 else f"Les {format_number(left)} autres sont"
    return f"{format_count(shown, 'ligne')} sur {format_number(whole)}\u00a0: {which}. {rest} dans le classeur."
