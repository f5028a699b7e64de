"""A sheet of A4: what it holds, and how high words stand on it; the templates set them in the same sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pages.views.layout.metrics import line_height, wrap_text

# Typst may set a line a little wider than it was measured.
SAFETY = 0.98
# The letters of each part of a page, in points, and what stands between two parts, in inches.
SIZES = {
    "section": 9.0,
    "title": 16.0,
    "subtitle": 9.5,
    "comment": 10.0,
    "point": 11.0,
    "drawing": 10.5,
    "note": 7.5,
    "cell": 8.0,
    "foot": 7.0,
}
GAP = 0.12
CUT = " …"


@dataclass(frozen=True)
class Paper:
    """The place between the margins, in inches."""

    width: float
    height: float
    is_landscape: bool = False


PORTRAIT, LANDSCAPE = Paper(6.85, 10.3), Paper(10.27, 6.85, is_landscape=True)


def wrap_words(words: str, part: str, width: float, *, is_bold: bool = False) -> list[str]:
    """The lines of a part of a page."""
    return wrap_text(words, SIZES[part], width * SAFETY, is_bold=is_bold)


def measure_words(paragraphs: Iterable[str], part: str, width: float, *, is_bold: bool = False) -> float:
    """The height that paragraphs take, in inches; none where there are none."""
    lines = [line for words in paragraphs for line in wrap_words(words, part, width, is_bold=is_bold)]
    return len(lines) * line_height(SIZES[part]) + (GAP if lines else 0.0)


def cut_words(paragraphs: Iterable[str], part: str, width: float, most: int, *, cut: str = CUT) -> list[str]:
    """Paragraphs in so many lines at most, the last ended by what says where the rest is."""
    kept: list[str] = []
    left = most
    given = list(paragraphs)
    for n, words in enumerate(given):
        lines = wrap_words(words, part, width)
        if len(lines) > left or (len(lines) == left and n + 1 < len(given)):
            said = " ".join(lines[:left])
            while len(wrap_words(said + cut, part, width)) > left and " " in said:
                said = said.rpartition(" ")[0]
            return [*kept, said.rstrip(" ,;:.") + cut] if left else kept
        kept.append(words)
        left -= len(lines)
    return kept
