"""The slides of a dossier: native charts and tables, maps as pictures, comment, notes and source on each."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from pages.draw.powerpoint.frames import Frame
from pages.draw.powerpoint.legend import describe_unfinished
from pages.files.progress import Progress, keep_going
from pages.files.slides.deck import INCH, MARGIN, Deck
from pages.files.slides.pages import ChartPage, EmptyPage, MapPage, shorten, shorten_place
from pages.files.slides.tables import split_table
from pages.views.content import Content
from pages.views.dossier import Dossier
from pages.views.layout.explained import describe_marks
from pages.views.marks import UNDRAWN, Chart
from pages.views.prepared import Prepared, prepare
from pages.views.stamp import make_stamp
from pages.words.french import STATUS_LABELS

SUBTITLE_POINTS, COMMENT_POINTS, SOURCE_POINTS = 18, 18, 10
SUBTITLE_LETTERS, SOURCE_LETTERS, LONG_COMMENT = 98, 400, 1100
ABSENT = f"{STATUS_LABELS['missing'].capitalize()} : "
CUT_SOURCE = "… (suite dans les notes)"
# Small charts on one slide.
MOST_SMALL = 12
log = logging.getLogger(__name__)


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
        count = len(deck)
        try:
            add_view(deck, found, found.content, base)
        except Exception as error:
            log.exception("view %s of a dossier could not be drawn", found.number)
            faults.append(
                f"Vue {found.number} ({found.title}) : la vue n’a pas pu être dessinée ({type(error).__name__})."
            )
            deck.cut(count)
            deck.add_words(found.title, "Cette vue n’a pas pu être dessinée ; ses chiffres sont dans le classeur.")
    progress(len(dossier.slides), len(dossier.slides), "fini")
    return deck.save(dossier.title), faults


def add_view(deck: Deck, found: Prepared, content: Content, base: str) -> None:
    """The slides of one view: as many as its bars, lines, rows and words need."""
    pages = list_pages(deck, content)
    comment, notes = found.slide.comment, list_notes(found, content, base)
    is_said = bool(comment) and all(page.has_room(comment) for page in pages)
    for n, page in enumerate(pages):
        number = f" ({n + 1}/{len(pages)})" if len(pages) > 1 else ""
        slide = deck.add_slide(found.title + number)
        line = Frame(MARGIN, round(1.2 * INCH), deck.width - 2 * MARGIN, round(0.4 * INCH))
        deck.write(
            slide,
            shorten_place(content.subtitle, deck.letters(SUBTITLE_LETTERS)),
            line,
            points=SUBTITLE_POINTS,
            is_grey=True,
        )
        page.draw(slide, comment if is_said else "")
        sign(deck, slide, content, notes)
    if comment and not is_said:
        for n, words in enumerate(_cut(comment, deck.letters(LONG_COMMENT))):
            slide = deck.add_slide(f"{found.title} : commentaire" + (" (suite)" if n else ""))
            deck.write(slide, words, deck.body(), points=COMMENT_POINTS)
            sign(deck, slide, content, notes)


def list_pages(deck: Deck, content: Content) -> list[Any]:
    """What draws each slide of a view."""
    absent = [note for note in content.notes if note.startswith(ABSENT)]
    lost = " ".join([*absent, *content.lost])
    charts = [chart for chart in content.charts if not chart.is_empty]
    if content.form in ("table", "cards"):
        pages: list[Any] = split_table(deck, content)
    elif content.form == "maps":
        pages = [MapPage(deck, content)]
    elif content.form == "small charts":
        pages = [
            ChartPage(deck, tuple(charts[n : n + MOST_SMALL]), lost=lost, said=content.subtitle)
            for n in range(0, len(charts), MOST_SMALL)
        ]
    else:
        pages = [
            ChartPage(
                deck,
                (chart,),
                is_named=len(charts) > 1,
                lost=" ".join([*absent, *(note for note in content.lost if is_of(note, chart, charts))]),
                said=content.subtitle,
            )
            for chart in charts
        ]
    return pages or [EmptyPage(deck) if content.is_empty else EmptyPage(deck, lost, said=UNDRAWN)]


def is_of(note: str, chart: Chart, charts: Sequence[Chart]) -> bool:
    """Whether a note is of a chart, and not of another of the same view, whose name it then begins with."""
    return not any(note.startswith(f"{other.title}\u00a0: ") for other in charts if other is not chart)


def sign(deck: Deck, slide: Any, content: Content, notes: str) -> None:
    """The source line at the foot, and the speaker's notes."""
    foot = Frame(MARGIN, deck.height - round(0.7 * INCH), deck.width - 2 * MARGIN, round(0.6 * INCH))
    source = content.source_line
    most = deck.letters(SOURCE_LETTERS)
    if len(source) > most:
        source = shorten(source, most - len(CUT_SOURCE)).rstrip("…") + CUT_SOURCE
    deck.write(slide, source, foot, points=SOURCE_POINTS, is_grey=True)
    slide.notes_slide.notes_text_frame.text = notes


def list_notes(found: Prepared, content: Content, base: str) -> str:
    """The speaker's notes: what to say, how to read, what is not there or not final, where it comes from."""
    unfinished = dict.fromkeys(describe_unfinished(chart) for chart in content.charts)
    said = describe_marks(content.charts, is_linked=False)
    stamp = [f"{label} : {said}" for label, said in make_stamp(content, base=base).items() if said]
    notes = [found.slide.notes, found.slide.comment, *content.notes, *content.lost, *said, *unfinished, *stamp]
    return "\n".join(line for line in notes if line)


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
