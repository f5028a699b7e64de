"""A presentation being made, in our master or in an office's own: slides painted into their places, and the file."""

from __future__ import annotations

import copy
import datetime as dt
import io
from dataclasses import replace
from typing import Any

from pages.draw.powerpoint.frames import Ground, mark_decoration
from pages.draw.powerpoint.sheet import paint_parts
from pages.draw.powerpoint.words import fill_frame
from pages.files.slides.master import PLACES, dress_master
from pages.files.slides.template import (
    BODIES,
    choose_ground,
    choose_layouts,
    drop_slides,
    find_places,
    measure_template,
    open_template,
)
from pages.views.palette import DARK, LIGHT
from pages.views.slides.format import make_format
from pages.views.slides.office import Office
from pages.views.slides.parts import Sheet, Text
from pages.words.version import MADE_BY

LANGUAGE = "fr-FR"
NUMBER = 13
# The names of our places, which a screen reader and the list of objects say.
NAMES = {"title": "Titre", "subtitle": "Sous-titre", "comment": "Commentaire", "source": "Source"}
# How much wider than ours the letters of a template may be.
LOOSE = 1.3


class Deck:
    """A presentation being made; `form` is what slides are laid out for. Raises TemplateError."""

    def __init__(self, template: bytes | None, office: Office) -> None:
        from pptx import Presentation

        self.is_own = template is None
        if template is None:
            self.deck = Presentation()
            self.layouts = dress_master(self.deck, office)
            self.form, is_dark = make_format(is_with_logo=office.logo is not None), False
        else:
            self.deck = open_template(template)
            self.layouts = choose_layouts(self.deck)
            self.form = measure_template(self.deck, self.layouts)
            is_dark = choose_ground(self.deck, self.layouts)
        self.ground = Ground(self.form.height, DARK if is_dark else LIGHT)
        if not self.is_own:
            self.ground = replace(self.ground, looseness=LOOSE, is_foreign=True)

    def add(self, sheet: Sheet) -> None:
        """A slide: its words in the places of its layout, all else where the sheet has it."""
        slide = self.deck.slides.add_slide(self.layouts[sheet.kind])
        free = []
        for part in sheet.parts:
            if not (isinstance(part, Text) and self._fill(slide, part, sheet)):
                free.append(part)
        for place in list(slide.placeholders):
            if not place.has_text_frame or not place.text_frame.text:
                place._element.getparent().remove(place._element)
        paint_parts(slide, replace(sheet, parts=tuple(free)), self.ground)
        # As it is read aloud: what is said and shown, then its source and the number of the slide.
        if source := self._place(slide, "source"):
            slide.shapes._spTree.append(source._element)
        self._number(slide)
        mark_decoration(slide.shapes._spTree)
        if sheet.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(sheet.notes)

    def _fill(self, slide: Any, text: Text, sheet: Sheet) -> bool:
        """Write words into the place that the layout has for them; whether it has one."""
        place = self._find(slide, text, sheet)
        if place is None or place.text_frame.text:
            return False
        if self.is_own:
            place.name = NAMES[text.role]
            frame = self.ground.frame(text.box)
            place.left, place.top, place.width, place.height = frame.left, frame.top, frame.width, frame.height
            fill_frame(place.text_frame, replace(text, tone="ink", is_bold=False), self.ground)
            return True
        place.text_frame.text = text.words
        if text.role == "title" and sheet.kind in ("view", "sources"):
            fill_frame_size(place.text_frame, text.size)
        return True

    def _find(self, slide: Any, text: Text, sheet: Sheet) -> Any | None:
        if text.role == "title":
            return slide.shapes.title
        if self.is_own:
            return self._place(slide, text.role)
        if sheet.kind in ("title", "section") and text.role == "subtitle":
            return next(iter(find_places(slide, BODIES)), None)
        return None

    def _place(self, slide: Any, role: str) -> Any | None:
        """The place of our own master for a part of a slide."""
        wanted = PLACES.get(role) if self.is_own else None
        return next((p for p in slide.placeholders if wanted and p.placeholder_format.idx == wanted), None)

    def _number(self, slide: Any) -> None:
        """The number of the slide in the place that its layout has for it."""
        for place in slide.slide_layout.placeholders:
            if int(place.placeholder_format.type) == NUMBER:
                own = copy.deepcopy(place._element)
                own.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
                slide.shapes._spTree.append(own)

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
        if self.is_own:
            self._speak_french()
        for slide in self.deck.slides:
            trees = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
            for run in (element for tree in trees for element in tree.iter("{*}r")):
                run.get_or_add_rPr().set("lang", LANGUAGE)
        body = io.BytesIO()
        self.deck.save(body)
        return body.getvalue()

    def _speak_french(self) -> None:
        """What an office types into our own master, into a chart or into notes is French too."""
        master = self.deck.slide_master
        trees = [self.deck.element, *(one._element for one in (master, *master.slide_layouts))]
        for slide in self.deck.slides:
            trees += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
            trees += [slide.notes_slide.part.notes_master._element] if slide.has_notes_slide else []
        for tree in trees:
            for element in tree.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"):
                element.set("lang", LANGUAGE)


def fill_frame_size(frame: Any, size: float) -> None:
    """Give the words of a place so many points."""
    from pptx.util import Pt

    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
