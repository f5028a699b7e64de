"""The handout on paper: one side of A4 with its findings, its map over its chart, its sources numbered."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from pages.draw.picture import paint_picture
from pages.files.pdf.paper import GAP, PORTRAIT, cut_words, measure_words
from pages.files.pdf.typeset import compile_pdf
from pages.views.content import Content
from pages.views.handout.handout import NOTHING, Handout
from pages.views.layout.picture import lay_picture
from pages.words.version import MADE_BY

FONT, SMALL, REMARKS = 8.5, 7.0, 2
# Inches: the number of a finding, the head over all, the least height of a drawing.
NUMBER, HEAD, LEAST = 0.36, 1.4, 1.6
# Of the room for both, that of the map; how much higher than it asks for a drawing may be.
MAP_SHARE, MOST_GROWN = 0.56, 1.2
MOST_SOURCES = 8
MORE = " … (toutes les sources sont sur la page)"


def write_handout(handout: Handout, *, base: str = "") -> bytes:
    """The PDF, one page; `base` comes before its address."""
    today = f"{dt.date.today():%d/%m/%Y}"
    width = PORTRAIT.width
    numbers = {said: n for n, said in enumerate(handout.sources, 1)}
    sources = cut_words([f"[{n}] {said}" for said, n in numbers.items()], "foot", width, MOST_SOURCES, cut=MORE)
    points = [
        {"words": point.sentence, "sources": " ".join(f"[{numbers[said]}]" for said in point.sources)}
        for point in handout.points
    ]
    used = HEAD + measure_words(sources, "foot", width) + 3 * GAP
    used += sum(measure_words([point["words"] + " " * 12], "point", width - NUMBER) for point in points)
    pictures: dict[str, bytes] = {}
    drawn = [content for content in (handout.map, handout.chart) if content is not None]
    drawings = [_describe(content, width) for content in drawn]
    left = PORTRAIT.height - used - sum(drawing.pop("head") for drawing in drawings)
    for n, (content, drawing) in enumerate(zip(drawn, drawings, strict=True)):
        draw = partial(lay_picture, content, width=width, is_bare=True, font=FONT, small=SMALL, most_notes=REMARKS)
        height = max(LEAST, min(draw().height * MOST_GROWN, left * (MAP_SHARE if n + 1 < len(drawn) else 1.0)))
        drawing["name"] = f"drawing-{n}.svg"
        pictures[drawing["name"]] = paint_picture(draw(height=height), content)
        left -= height
    address = base + handout.address
    data = {
        "title": handout.name,
        "subtitle": handout.subtitle,
        "author": MADE_BY,
        "keywords": [],
        "foot": f"Fiche de séance · {today} · Fait par {MADE_BY}",
        "points": points or [{"words": NOTHING, "sources": ""}],
        "drawings": drawings,
        "sources": sources,
        "address": [address, address if base else ""],
    }
    return compile_pdf("handout.typ", data, pictures)


def _describe(content: Content, width: float) -> dict[str, Any]:
    """What stands over a drawing, and the height that it takes."""
    title, subtitle = content.heading
    titles = cut_words([title], "drawing", width, 4)
    subtitles = cut_words([subtitle], "note", width, 3)
    head = measure_words(titles, "drawing", width, is_bold=True) + measure_words(subtitles, "note", width)
    alt = f"{content.view.LABEL}\u00a0: {content.title}, {content.subtitle}. {content.finding}"
    return {"title": titles, "subtitle": subtitles, "alt": alt, "head": head}
