"""The handout as a slide: its findings, its map and its chart in three columns, its sources at the foot."""

from __future__ import annotations

from pages.views.content import Content
from pages.views.handout.handout import NOTHING, Handout
from pages.views.layout.scene import Box
from pages.views.slides.compose import CUT_SOURCE, GAP, SOURCE_LINES, fit_list, lay_head, lay_with_remarks
from pages.views.slides.fitting import cut_words
from pages.views.slides.format import COMMENT, DENSE, LABEL, LEAST_COMMENT, REMARK, SOURCE, Format
from pages.views.slides.parts import Part, Sheet, Text

# Of the width of a slide, what findings take beside drawings, and the map beside the chart; between columns, in inches.
FINDINGS, MAP, BESIDE = 0.29, 0.54, 0.35
BETWEEN = 9.0


def compose_handout(handout: Handout, form: Format, *, base: str = "") -> Sheet:
    """One slide whatever the handout holds; `base` comes before the address that its notes give."""
    parts, zone = lay_head(handout.name, handout.subtitle, form)
    source = cut_words(" ; ".join(handout.sources), SOURCE, zone.width - form.corner, SOURCE_LINES, cut=CUT_SOURCE)
    foot = Box(zone.left, zone.bottom, zone.width - form.corner, source.height)
    zone = zone.cut(bottom=source.height + GAP)
    drawn = [content for content in (handout.map, handout.chart) if content is not None]
    told = zone.cut(right=zone.width * (1 - FINDINGS)) if drawn else zone
    sentences = [f"{n}. {point.sentence}" for n, point in enumerate(handout.points, 1)] or [NOTHING]
    words, size = fit_list(sentences, told, (COMMENT, 16.0, LEAST_COMMENT))
    parts.append(Text("comment", told, words, size, between=BETWEEN))
    notes = [*sentences, *handout.sources]
    for content, box in zip(drawn, _split(zone.cut(left=told.width + BESIDE), len(drawn)), strict=True):
        laid, remarks = _lay_drawing(content, box)
        parts += laid
        notes += remarks
    if source.words:
        parts.append(Text("source", foot, source.words, SOURCE, "muted", anchor="bottom"))
    return Sheet("view", handout.name, tuple(parts), (*notes, base + handout.address))


def _split(box: Box, count: int) -> list[Box]:
    """The places of the drawings, side by side."""
    if count < 2:
        return [box][:count]
    right = (box.width - BESIDE) * (1 - MAP)
    return [box.cut(right=right + BESIDE), box.cut(left=box.width - right)]


def _lay_drawing(content: Content, box: Box) -> tuple[list[Part], tuple[str, ...]]:
    """A drawing under what it tells and what it is of; its remarks stand under it, and in the notes in full."""
    title, subtitle = content.heading
    parts: list[Part] = []
    for words, size, is_bold, lines in ((title, LABEL, True, 3), (subtitle, DENSE, False, 2)):
        fitted = cut_words(words, size, box.width * (0.94 if is_bold else 1.0), lines, cut="…")
        tone = "ink" if is_bold else "muted"
        line = box.cut(bottom=box.height - fitted.height)
        parts.append(Text("text", line, fitted.words, size, tone, is_bold=is_bold))
        box = box.cut(top=fitted.height + 0.02)
    laid, said = lay_with_remarks(content, box, DENSE)
    if said.words:
        parts.append(Text("remark", Box(box.left, box.bottom, box.width, said.height), said.words, REMARK, "muted"))
    return [*parts, *laid.parts], laid.remarks
