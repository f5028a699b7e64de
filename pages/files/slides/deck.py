"""A presentation being made: the office's master or ours, titles, words, covers and sections."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from typing import Any

from pages.draw.powerpoint.frames import Frame
from pages.views.palette import LIGHT
from pages.words.version import MADE_BY

INCH = 914_400
WIDE = (round(13.333 * INCH), round(7.5 * INCH))
MARGIN = round(0.5 * INCH)
# Of titles: usual, long, and so long that they take three lines.
TITLE_POINTS, LONG_POINTS, LONGEST_POINTS = 30, 26, 20
LONG_TITLE, LONGEST_TITLE = 48, 100
WORDS_POINTS = 18
LANGUAGE = "fr-FR"
# Placeholders that take no room from a view: date, slide number, footer.
FURNITURE = (13, 15, 16)
# What names slides of a template that are taken away: PowerPoint would call the file damaged.
LISTS = ("custShowLst", "sectionLst")
log = logging.getLogger(__name__)


class TemplateError(ValueError):
    """A template that is no presentation, or has no slide with a title: the message says so in French."""


def open_template(template: bytes | None) -> tuple[Any, Any]:
    """The presentation to begin with, without slides, and its layout: the office's own, or ours in 16:9.

    Raises TemplateError.
    """
    from pptx import Presentation

    if template is None:
        deck = Presentation()
        _widen(deck)
        _set_family(deck)
        return deck, find_layout(deck)
    try:
        deck = Presentation(io.BytesIO(template))
        _empty(deck)
        return deck, find_layout(deck)
    except TemplateError:
        raise
    except Exception as error:
        log.warning("a template could not be read: %r", error)
        raise TemplateError(
            "Le modèle n’est pas une présentation PowerPoint (.pptx) lisible. Choisissez-en un autre."
        ) from error


def find_layout(deck: Any) -> Any:
    """The layout with a title and the least else. Raises TemplateError where none has a title."""
    titled = [one for one in deck.slide_layouts if any(_is_title(p) for p in one.placeholders)]
    if not titled:
        raise TemplateError(
            "Le modèle n’a aucune disposition avec un titre. Ajoutez-en une, ou choisissez-en un autre."
        )
    return min(titled, key=lambda one: len([p for p in one.placeholders if p.placeholder_format.type not in FURNITURE]))


def _empty(deck: Any) -> None:
    """Take the slides of a template away, and the sections and shows that name them."""
    drop_slides(deck, 0)
    for element in list(deck.part._element.iter()):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in LISTS:
            holder = element.getparent()
            kept = holder if holder.tag.endswith("}ext") else element
            kept.getparent().remove(kept)


def drop_slides(deck: Any, first: int) -> None:
    """Take away the slides from a place on."""
    ids = deck.slides._sldIdLst
    for slide in list(ids)[first:]:
        deck.part.drop_rel(slide.rId)
        ids.remove(slide)


def _widen(deck: Any) -> None:
    """Python-pptx's own master is in 4:3: what it and its layouts hold is stretched to 16:9."""
    from pptx.util import Emu

    across, down = WIDE[0] / deck.slide_width, WIDE[1] / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(WIDE[0]), Emu(WIDE[1])
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.shapes:
            if shape._element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)


def _set_family(deck: Any) -> None:
    """Our own master speaks in Arial, whose widths are those that charts are laid out with."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = re.sub(rb'<a:latin typeface="[^"+]*"', b'<a:latin typeface="Arial"', theme.blob)


class Deck:
    """A presentation being made."""

    def __init__(self, template: bytes | None) -> None:
        self.is_own = template is None
        self.deck, self.layout = open_template(template)
        self.width, self.height = int(self.deck.slide_width), int(self.deck.slide_height)

    def add_slide(self, title: str, *, points: int = TITLE_POINTS) -> Any:
        """A slide with its title in its place; what else its layout holds is taken away."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        slide = self.deck.slides.add_slide(self.layout)
        for shape in list(slide.placeholders):
            if not _is_title(shape):
                shape._element.getparent().remove(shape._element)
        head = slide.shapes.title
        is_long = len(title) > self.letters(LONGEST_TITLE)
        head.left, head.width = MARGIN, self.width - 2 * MARGIN
        head.top, head.height = round((0.08 if is_long else 0.3) * INCH), round((1.12 if is_long else 0.9) * INCH)
        head.text_frame.text = title
        head.text_frame.word_wrap = True
        head.text_frame.margin_left = head.text_frame.margin_top = head.text_frame.margin_bottom = 0
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for paragraph in head.text_frame.paragraphs:
            is_short = len(title) <= self.letters(LONG_TITLE)
            size = points if is_short else LONGEST_POINTS if is_long else min(points, LONG_POINTS)
            paragraph.font.size, paragraph.font.bold = Pt(size), True
            paragraph.line_spacing = 0.88 if is_long else None
            paragraph.alignment = PP_ALIGN.LEFT
        return slide

    def write(self, slide: Any, words: str, frame: Frame, *, points: int, is_grey: bool = False) -> None:
        """A box of text, a paragraph a line."""
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        box = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height).text_frame
        box.word_wrap = True
        box.margin_left = box.margin_right = box.margin_top = box.margin_bottom = 0
        for n, line in enumerate(words.split("\n")):
            paragraph = box.paragraphs[0] if n == 0 else box.add_paragraph()
            paragraph.text = line
            paragraph.font.size = Pt(points)
            if is_grey:
                paragraph.font.color.rgb = RGBColor.from_string(LIGHT.muted.removeprefix("#"))

    def add_cover(self, title: str, subtitle: str) -> None:
        """The first slide."""
        slide = self.add_slide(title, points=44)
        self._add_bar(slide, round(0.34 * self.height - 0.15 * INCH))
        slide.shapes.title.top, slide.shapes.title.height = round(0.34 * self.height), round(1.3 * INCH)
        frame = Frame(MARGIN, round(0.34 * self.height + 1.4 * INCH), self.width - 2 * MARGIN, round(0.8 * INCH))
        if subtitle:
            self.write(slide, subtitle, frame, points=28, is_grey=True)

    def _add_bar(self, slide: Any, top: int) -> None:
        """The one ornament of our own template: a short bar of the accent colour."""
        from pptx.dml.color import RGBColor
        from pptx.enum.shapes import MSO_SHAPE

        if self.is_own:
            bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, MARGIN, top, round(1.2 * INCH), round(0.09 * INCH))
            bar.fill.solid()
            bar.fill.fore_color.rgb = RGBColor.from_string(LIGHT.accent.removeprefix("#"))
            bar.line.fill.background()

    def add_section(self, section: str) -> None:
        """A slide that names the section that begins."""
        slide = self.add_slide(section, points=40)
        slide.shapes.title.top = round(0.42 * self.height)
        self._add_bar(slide, round(0.42 * self.height - 0.1 * INCH))

    def add_words(self, title: str, words: str) -> None:
        """A slide of text only."""
        self.write(self.add_slide(title), words, self.body(), points=WORDS_POINTS)

    def letters(self, count: int) -> int:
        """So many letters of a wide slide, on this one."""
        return max(8, int(count * (self.width - 2 * MARGIN) / (WIDE[0] - 2 * MARGIN)))

    def body(self) -> Frame:
        """The place between the title and the source line."""
        top = round(1.68 * INCH)
        return Frame(MARGIN, top, self.width - 2 * MARGIN, self.height - top - round(0.72 * INCH))

    def __len__(self) -> int:
        return len(self.deck.slides._sldIdLst)

    def cut(self, count: int) -> None:
        """Keep the first slides only."""
        drop_slides(self.deck, count)

    def save(self, title: str) -> bytes:
        """The file, in French, under its title."""
        about = self.deck.core_properties
        about.title, about.author, about.last_modified_by = title, MADE_BY, MADE_BY
        about.created = about.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        about.language, about.revision = LANGUAGE, 1
        for slide in self.deck.slides:
            trees = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
            for run in (element for tree in trees for element in tree.iter("{*}r")):
                run.get_or_add_rPr().set("lang", LANGUAGE)
        body = io.BytesIO()
        self.deck.save(body)
        return body.getvalue()


def _is_title(shape: Any) -> bool:
    return shape.placeholder_format.type in (1, 3)
