"""Words on a slide as text that an office can change: paragraphs in a place, or a line where the layout has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.draw.powerpoint.frames import EMU, Ground
from pages.views.layout.metrics import line_height, measure_text
from pages.views.layout.scene import Box, Ribbon, Words
from pages.views.slides.parts import Text

# A box is a little wider than its words: a program whose letters are wider would break the line.
SPARE = 0.12
INK = "ink"


def fill_frame(frame: Any, text: Text, ground: Ground) -> None:
    """Write the words of a part into a text frame, without margins; ink is the colour of text of the theme."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[
        text.anchor
    ]
    for n, line in enumerate(text.words.split("\n")):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        if n and text.between:
            paragraph.space_before = Pt(text.between)
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(text.size)
        if text.is_bold:
            run.font.bold = True
        if text.tone != INK:
            run.font.color.rgb = ground.rgb(text.tone)


def add_text(slide: Any, text: Text, ground: Ground) -> Any:
    """A box of text in its place."""
    frame = ground.frame(text.box)
    shape = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height)
    fill_frame(shape.text_frame, text, ground)
    return shape


def add_line_of(slide: Any, words: Words, ground: Ground, *, shift: tuple[float, float] = (0.0, 0.0)) -> None:
    """One line of words of a scene, moved by so many inches to where its drawing stands."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    wide, tall = (
        measure_text(words.text, words.size, is_bold=words.is_bold) * ground.looseness + SPARE,
        line_height(words.size),
    )
    left = words.x - {"left": 0.0, "center": wide / 2, "right": wide}[words.across]
    frame = ground.frame(Box(left + shift[0], words.y - tall / 2 + shift[1], wide, tall))
    shape = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height)
    box = shape.text_frame
    box.margin_left = box.margin_right = box.margin_top = box.margin_bottom = 0
    box.word_wrap, box.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    paragraph = box.paragraphs[0]
    paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[words.across]
    run = paragraph.add_run()
    run.text, run.font.size = words.text, Pt(words.size)
    run.font.bold = words.is_bold or None
    if words.tone != INK:
        run.font.color.rgb = ground.rgb(words.tone)


def add_stroke(
    slide: Any, points: Sequence[tuple[float, float]], ground: Ground, tone: str, *, is_dashed: bool
) -> None:
    """A straight line between two points of a slide, in inches."""
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Pt

    (x, y), (to, end) = points
    down = ground.height
    places = (round(x * EMU), round((down - y) * EMU), round(to * EMU), round((down - end) * EMU))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *places).line
    line.color.rgb, line.width = ground.rgb(tone), Pt(1)
    if is_dashed:
        line.dash_style = MSO_LINE.DASH


def add_ribbon(slide: Any, ribbon: Ribbon, ground: Ground, *, shift: tuple[float, float]) -> None:
    """A filled polygon that lets through what lies under it."""
    (x, y), *rest = [
        (round((x + shift[0]) * EMU), round((ground.height - y - shift[1]) * EMU)) for x, y in ribbon.points
    ]
    builder = slide.shapes.build_freeform(x, y)
    builder.add_line_segments(rest, close=True)
    shape = builder.convert_to_shape()
    shape.fill.solid()
    shape.fill.fore_color.rgb = ground.rgb(ribbon.tone)
    shape.line.fill.background()
    shape.shadow.inherit = False
    share = str(round(ribbon.opacity * 100_000))
    for color in shape._element.iter("{*}srgbClr"):
        color.append(color.makeelement(color.tag.replace("srgbClr", "alpha"), {"val": share}))
