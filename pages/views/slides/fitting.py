"""Words that must stand in a place: the largest letters that have room, or as many of them as have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text

# Programs set lines a little wider than they are measured: a text that would just fit has one line more.
SAFETY = 0.97
CUT_NOTES = "… (suite dans les notes)"


class Fitted(NamedTuple):
    """Words as they stand: in lines, in letters of `size` points; `is_cut` where some are left out."""

    words: str
    size: float
    height: float
    is_cut: bool = False


def wrap_lines(words: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """The lines of a text of several paragraphs."""
    return [
        line for paragraph in words.split("\n") for line in wrap_text(paragraph, size, width * SAFETY, is_bold=is_bold)
    ]


def measure_height(words: str, size: float, width: float, *, is_bold: bool = False, between: float = 0.0) -> float:
    """The height that a text takes in a width, in inches, `between` points its paragraphs; none without words."""
    if not words:
        return 0.0
    gaps = words.count("\n") * between / 72
    return len(wrap_lines(words, size, width, is_bold=is_bold)) * line_height(size) + gaps


def fit_words(
    words: str, width: float, height: float, sizes: Sequence[float], *, is_bold: bool = False, cut: str = CUT_NOTES
) -> Fitted:
    """The words in the first of the sizes that has room, or in the last one, cut where they leave their place."""
    for size in sizes:
        tall = measure_height(words, size, width, is_bold=is_bold)
        if tall <= height:
            return Fitted(words, size, tall)
    size = sizes[-1]
    return cut_words(words, size, width, max(1, int(height / line_height(size))), cut=cut)


def cut_words(words: str, size: float, width: float, lines: int, *, cut: str = CUT_NOTES) -> Fitted:
    """The words that so many lines hold, ended by what says where the others are."""
    wrapped = wrap_lines(words, size, width)
    if len(wrapped) <= lines:
        return Fitted(words, size, len(wrapped) * line_height(size))
    kept = " ".join(wrapped[:lines]).split(" ") if "\n" not in words else _keep_paragraphs(words, size, width, lines)
    while len(kept) > 1 and len(wrap_lines(_join(kept) + cut, size, width)) > lines:
        kept.pop()
    said = _join(kept).rstrip(" ,;:.") + cut
    return Fitted(said, size, len(wrap_lines(said, size, width)) * line_height(size), True)


def _join(words: Sequence[str]) -> str:
    return " ".join(words).replace(" \n ", "\n")


def _keep_paragraphs(words: str, size: float, width: float, lines: int) -> list[str]:
    """The words of so many lines, the ends of paragraphs as words of their own."""
    kept: list[str] = []
    for paragraph in words.split("\n"):
        own = wrap_text(paragraph, size, width * SAFETY)[: max(0, lines)]
        lines -= len(own)
        kept += [*" ".join(own).split(" "), "\n"]
        if lines <= 0:
            break
    return kept[:-1]


def shorten_place(subject: str, place: str, size: float, width: float) -> str:
    """« DMA · Arras, Sud-Artois… · 2009-2026 · tonnes »: who is cut where it is long, then what; never when."""
    who, dot, rest = place.partition(" · ")
    head = f"{subject} · " if subject else ""
    if measure_text(head + place, size) <= width:
        return head + place
    names = who.split(", ")
    for kept in range(len(names) - 1, 0, -1):
        said = f"{head}{', '.join(names[:kept])}…{dot}{rest}"
        if measure_text(said, size) <= width:
            return said
    if not subject:
        return shorten_text(place, size, width)
    tail = f" · {rest}" if rest else ""
    return _cut_end(subject, size, width - measure_text(tail, size)) + tail


def _cut_end(words: str, size: float, width: float) -> str:
    """The first words that a width holds, ended by an ellipsis."""
    if measure_text(words, size) <= width:
        return words
    kept = words.split(" ")
    while len(kept) > 1 and measure_text(" ".join(kept) + "…", size) > width:
        kept.pop()
    return " ".join(kept).rstrip(",;") + "…"
