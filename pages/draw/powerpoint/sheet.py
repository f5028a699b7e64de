"""A slide painted: each part of its layout as something that an office can edit, in its place."""

from __future__ import annotations

import io
from typing import Any

from pages.draw.powerpoint.cards import add_card
from pages.draw.powerpoint.charts import add_chart
from pages.draw.powerpoint.frames import Ground, describe
from pages.draw.powerpoint.tables import add_table
from pages.draw.powerpoint.words import add_text
from pages.draw.raster import rasterize
from pages.draw.svg import paint_svg
from pages.views.layout.scene import Scene
from pages.views.slides.parts import Bar, Card, Drawing, Part, Picture, Sheet, Table, Text
from pages.views.slides.said import describe_values
from pages.views.stamp import describe_statuses
from pages.words.version import MADE_BY

# Of a map, dots to the inch: crisp on a screen of 2,700 dots.
DPI = 200


def paint_parts(slide: Any, sheet: Sheet, ground: Ground) -> None:
    """Put the parts of a slide that have no place of their own in its master."""
    for part in sheet.parts:
        _paint(slide, part, ground)


def _paint(slide: Any, part: Part, ground: Ground) -> None:
    match part:
        case Text():
            add_text(slide, part, ground)
        case Bar():
            add_bar(slide, part, ground)
        case Drawing():
            add_chart(slide, part, ground)
        case Picture():
            _add_picture(slide, part, ground)
        case Card():
            add_card(slide, part, ground)
        case Table():
            add_table(slide, part, ground)


def add_bar(slide: Any, bar: Bar, ground: Ground) -> None:
    """A bar in the accent colour of the theme, which says nothing to a screen reader."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_SHAPE

    frame = ground.frame(bar.box)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, frame.left, frame.top, frame.width, frame.height)
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape.name = "Filet"


def _add_picture(slide: Any, part: Picture, ground: Ground) -> None:
    """The maps as one crisp picture that fills its place."""
    scene = Scene(part.box.width, part.box.height, part.font)
    part.lay(scene, scene.box)
    svg = paint_svg(scene, palette=ground.palette, is_clear=ground.is_foreign)
    drawn = rasterize(svg, dpi=DPI, made_by=MADE_BY, is_clear=ground.is_foreign)
    frame = ground.frame(part.box)
    shape = slide.shapes.add_picture(io.BytesIO(drawn), frame.left, frame.top, frame.width, frame.height)
    content = part.content
    said = f"Carte : {content.title}, {content.subtitle}. {describe_statuses(content)}. {describe_values(content)}"
    describe(shape, said.strip(), name=f"Carte : {content.title}")
