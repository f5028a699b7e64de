"""Key figures as cards: an edge of the accent colour, a label, the value of each territory in large letters."""

from __future__ import annotations

from typing import Any

from pages.draw.powerpoint.frames import Ground
from pages.draw.powerpoint.words import add_line_of, add_text
from pages.views.layout.scene import Patch, Scene, Words
from pages.views.slides.parts import Card, Text
from pages.views.slides.scene import CARD_EDGE, lay_card, place_label


def add_card(slide: Any, card: Card, ground: Ground) -> None:
    """Put the card on a slide: shapes and texts that an office can move together."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    scene = Scene(0.0, 0.0, 10.0)
    lay_card(scene, card)
    for patch in (mark for mark in scene.marks if isinstance(mark, Patch)):
        frame = ground.frame(patch.box)
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, frame.left, frame.top, frame.width, frame.height)
        shape.shadow.inherit = False
        shape.fill.solid()
        if patch.fill == CARD_EDGE:
            shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
            shape.line.fill.background()
            continue
        shape.name = f"Carte : {card.label}"
        shape.fill.fore_color.rgb = ground.rgb(patch.fill)
        shape.line.color.rgb, shape.line.width = ground.rgb(patch.edge), Pt(patch.width)
    add_text(slide, Text("text", place_label(card), card.label, card.label_size, "muted"), ground)
    below = place_label(card).bottom
    for words in scene.marks:
        if isinstance(words, Words) and words.text and words.y < below:
            add_line_of(slide, words, ground)
