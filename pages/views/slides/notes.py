"""What the speaker of a slide reads: the notes, the whole comment, how to read it, what is not there, its sources."""

from __future__ import annotations

from pages.views.content import Content
from pages.views.layout.explained import describe_marks, describe_unfinished
from pages.views.prepared import Prepared
from pages.views.stamp import make_stamp


def list_notes(found: Prepared, content: Content, remarks: tuple[str, ...], base: str) -> list[str]:
    """The lines of the notes of a view; `remarks` stand on its slide, cut where they are long."""
    unfinished = dict.fromkeys(describe_unfinished(chart) for chart in content.charts)
    said = describe_marks(content.charts, is_linked=False)
    stamp = [f"{label} : {words}" for label, words in make_stamp(content, base=base).items() if words]
    notes = [
        found.slide.notes,
        found.slide.comment,
        *remarks,
        *content.notes,
        *content.lost,
        *said,
        *unfinished,
        *stamp,
    ]
    return list(dict.fromkeys(line for line in notes if line))
