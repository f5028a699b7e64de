"""The format of slides: their size, the place of their title, and the place of all that stands under it."""

from __future__ import annotations

from dataclasses import dataclass

from pages.views.layout.scene import Box

# Sizes of letters: titles, what stands under them, comments, labels and cells, remarks, sources.
TITLE, LEAST_TITLE = 30.0, 26.0
SUBTITLE, COMMENT, LEAST_COMMENT, LABEL, DENSE, REMARK, SOURCE = 16.0, 18.0, 14.0, 14.0, 12.0, 12.0, 10.0


@dataclass(frozen=True)
class Format:
    """Inches from the lower left corner. `zone` is what lies under the title: subtitle, body, remarks, source.

    `points` are those of the title; `cover` is the place of the title of the first slide and of a section; one that is
    `is_own` bears our ornament, and `corner` is what its foot leaves at the right for the number of the slide.
    """

    width: float
    height: float
    title: Box
    zone: Box
    cover: Box
    points: float = TITLE
    is_own: bool = True
    corner: float = 0.9


def make_format(*, is_with_logo: bool = False) -> Format:
    """Our own format, 16:9; a logo takes the upper right corner from titles."""
    width, height, margin, head = 13.333, 7.5, 0.55, 1.0
    wide = width - 2 * margin
    title = Box(margin, height - 0.32 - head, wide - (1.9 if is_with_logo else 0.0), head)
    zone = Box(margin, 0.28, wide, title.bottom - 0.06 - 0.28)
    return Format(width, height, title, zone, Box(margin, 3.1, wide, 1.9))


OWN = make_format()
