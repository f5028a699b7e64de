"""The slides of a dossier: native charts and tables, maps as pictures, comment, notes and source on each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from pages.exports.slide_charts import POINTS, Frame, split_chart
from pages.exports.slide_pages import ChartPage, EmptyPage, MapPage, shorten, split_table
from pages.exports.stamp import Progress, keep_going, make_stamp
from pages.views.chart import UNDRAWN, build_charts
from pages.views.content import Content
from pages.views.dossier import Dossier, Prepared, prepare
from pages.views.lost import describe_lost

INCH = 914_400
WIDE = (round(13.333 * INCH), round(7.5 * INCH))
MARGIN = round(0.5 * INCH)
TITLE_POINTS, SUBTITLE_POINTS, SOURCE_POINTS = 32, 24, 12
LONG_COMMENT = 620
ACCENT = "0B63A5"


class TemplateError(ValueError):
    """A template that is no presentation, or has no slide with a title: the message says so in French."""


def write_pptx(
    dossier: Dossier, *, base: str = "", template: bytes | None = None, progress: Progress = keep_going
) -> tuple[bytes, list[str]]:
    """The presentation, and which views could not be put into it and why. Raises TemplateError."""
    deck = Deck(template)
    deck.add_cover(dossier.title, dossier.subtitle)
    faults: list[str] = []
    section = ""
    for found in prepare(dossier):
        progress(found.number - 1, len(dossier.slides), found.title)
        if found.slide.section and found.slide.section != section:
            section = found.slide.section
            deck.add_section(section)
        if found.content is None:
            faults.append(f"Vue {found.number} ({found.title}) : {found.fault}")
            deck.add_words(found.title, found.fault)
            continue
        try:
            deck.add_view(found, found.content, base)
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            faults.append(
                f"Vue {found.number} ({found.title}) : la vue n’a pas pu être dessinée ({type(error).__name__})."
            )
            deck.add_words(found.title, "Cette vue n’a pas pu être dessinée ; ses chiffres sont dans le classeur.")
    progress(len(dossier.slides), len(dossier.slides), "fini")
    return deck.save(), faults


def open_template(template: bytes | None) -> Any:
    """The presentation to begin with, without slides: the office's own, or ours in 16:9. Raises TemplateError."""
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError
    from pptx.util import Emu

    if template is None:
        deck = Presentation()
        deck.slide_width, deck.slide_height = Emu(WIDE[0]), Emu(WIDE[1])
        return deck
    try:
        deck = Presentation(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise TemplateError(
            "Le modèle n’est pas une présentation PowerPoint (.pptx) lisible. Choisissez-en un autre."
        ) from error
    ids = deck.slides._sldIdLst
    for slide in list(ids):
        deck.part.drop_rel(slide.rId)
        ids.remove(slide)
    return deck


class Deck:
    """A presentation being made."""

    def __init__(self, template: bytes | None) -> None:
        self.deck, self.is_own = open_template(template), template is None
        self.width, self.height = int(self.deck.slide_width), int(self.deck.slide_height)
        self.layout = self._find_layout()

    def _find_layout(self) -> Any:
        """The layout with a title and the least else. Raises TemplateError where none has a title."""
        titled = [one for one in self.deck.slide_layouts if any(_is_title(p) for p in one.placeholders)]
        if not titled:
            raise TemplateError(
                "Le modèle n’a aucune disposition avec un titre. Ajoutez-en une, ou choisissez-en un autre."
            )
        return min(
            titled, key=lambda one: len([p for p in one.placeholders if p.placeholder_format.type not in (13, 15, 16)])
        )

    def _new(self, title: str, *, points: int = TITLE_POINTS) -> Any:
        """A slide with its title in its place; what else its layout holds is taken away."""
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Pt

        slide = self.deck.slides.add_slide(self.layout)
        for shape in list(slide.placeholders):
            if not _is_title(shape):
                shape._element.getparent().remove(shape._element)
        head = slide.shapes.title
        head.left, head.top, head.width = MARGIN, round(0.3 * INCH), self.width - 2 * MARGIN
        head.height = round(0.9 * INCH)
        head.text_frame.text = title
        head.text_frame.word_wrap = True
        head.text_frame.margin_left = 0
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for paragraph in head.text_frame.paragraphs:
            size = points if len(title) <= 44 else min(points, 26 if len(title) <= 90 else 20)
            paragraph.font.size, paragraph.font.bold = Pt(size), True
            paragraph.alignment = 1
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
                paragraph.font.color.rgb = RGBColor(0x5A, 0x60, 0x69)

    def add_cover(self, title: str, subtitle: str) -> None:
        """The first slide."""
        slide = self._new(title, points=44)
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
            bar.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
            bar.line.fill.background()

    def add_section(self, section: str) -> None:
        """A slide that names the section that begins."""
        slide = self._new(section, points=40)
        slide.shapes.title.top = round(0.42 * self.height)
        self._add_bar(slide, round(0.42 * self.height - 0.1 * INCH))

    def add_words(self, title: str, words: str) -> None:
        """A slide of text only."""
        self.write(self._new(title), words, self.body(), points=POINTS)

    def body(self) -> Frame:
        """The place between the title and the source line."""
        top = round(1.68 * INCH)
        return Frame(MARGIN, top, self.width - 2 * MARGIN, self.height - top - round(0.72 * INCH))

    def add_view(self, found: Prepared, content: Content, base: str) -> None:
        """The slides of one view: as many as its bars, lines, rows and words need."""
        pages = self._list_pages(content)
        comment = found.slide.comment
        is_said = bool(comment) and all(page.has_room(comment) for page in pages)
        for n, page in enumerate(pages):
            number = f" ({n + 1}/{len(pages)})" if len(pages) > 1 else ""
            slide = self._new(found.title + number)
            line = Frame(MARGIN, round(1.2 * INCH), self.width - 2 * MARGIN, round(0.4 * INCH))
            self.write(slide, shorten(content.subtitle, 74), line, points=SUBTITLE_POINTS, is_grey=True)
            page.draw(slide, comment if is_said else "")
            self._sign(slide, found, content, base)
        if comment and not is_said:
            for n, words in enumerate(_cut(comment, LONG_COMMENT)):
                slide = self._new(f"{found.title} : commentaire" + (" (suite)" if n else ""))
                self.write(slide, words, self.body(), points=POINTS)
                self._sign(slide, found, content, base)

    def _list_pages(self, content: Content) -> list[Any]:
        """What draws each slide of a view."""
        kind, lost = content.view.kind, " ".join(describe_lost(content))
        charts = [chart for chart in build_charts(content) if not chart.is_empty]
        if kind in ("table", "cards"):
            pages: list[Any] = split_table(self, content)
        elif kind == "map":
            pages = [MapPage(self, content)]
        elif kind == "multiples":
            pages = [
                ChartPage(self, tuple(charts[n : n + 2]), lost=lost, said=content.subtitle)
                for n in range(0, len(charts), 2)
            ]
        else:
            pages = [
                ChartPage(self, (part,), is_named=len(charts) > 1, lost=lost, said=content.subtitle)
                for chart in charts
                for part in split_chart(chart)
            ]
        return pages or [EmptyPage(self) if content.is_empty else EmptyPage(self, lost, said=UNDRAWN)]

    def _sign(self, slide: Any, found: Prepared, content: Content, base: str) -> None:
        """The source line at the foot, and the speaker's notes: what to say, how to read, where it comes from."""
        foot = Frame(MARGIN, self.height - round(0.62 * INCH), self.width - 2 * MARGIN, round(0.5 * INCH))
        self.write(slide, shorten(content.source_line, 330), foot, points=SOURCE_POINTS, is_grey=True)
        stamp = [f"{label} : {said}" for label, said in make_stamp(content, base=base).items() if said]
        notes = [found.slide.notes, found.slide.comment, *content.notes, *stamp]
        slide.notes_slide.notes_text_frame.text = "\n".join(line for line in notes if line)

    def save(self) -> bytes:
        """The file."""
        body = io.BytesIO()
        self.deck.save(body)
        return body.getvalue()


def _is_title(shape: Any) -> bool:
    return shape.placeholder_format.type in (1, 3)


def _cut(words: str, most: int) -> Sequence[str]:
    """A long text in pages, cut between words."""
    pages, page = [], ""
    for paragraph in words.split("\n"):
        for word in paragraph.split(" "):
            if len(page) + len(word) + 1 > most and page:
                pages.append(page.strip())
                page = ""
            page += word + " "
        page = page.rstrip(" ") + "\n"
    return [*pages, page.strip()] if page.strip() else pages
