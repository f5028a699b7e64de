"""Typst sets a page in our family, for paper and as dots, and forgets it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.kept import CODE, keep
from pages.views.layout.metrics import FONTS

if TYPE_CHECKING:
    from typst import Fonts

# What it made for a document is kept for its next ten: 10 MB for each map of a slide, 100 MB for good.
NEXT = 10


@keep(CODE)
def _read_fonts() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def set_page(page: Path, **options: Any) -> bytes:
    """The document of a file of Typst, which reads those beside it; the options are those of `typst.compile`.

    Raises typst.TypstError with its words where the document is at fault.
    """
    import typst

    fonts = _read_fonts()
    try:
        return bytes(typst.compile(page, root=page.parent, font_paths=fonts, **options))
    finally:
        for _ in range(NEXT + 1):
            typst.compile(b"", font_paths=fonts, format="svg")
