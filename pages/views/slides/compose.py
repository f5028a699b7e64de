"""Slides composed: the title, a section, one view with its comment beside it, the sources; each is one slide."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence

from loaders.catalog import load_catalog
from pages.views.content import Content
from pages.views.layout.metrics import line_height, wrap_text
from pages.views.layout.scene import Box
from pages.views.prepared import Prepared
from pages.views.slides.bodies import Body, begin_body
from pages.views.slides.fitting import SAFETY, Fitted, cut_words, fit_words, measure_height, shorten_place
from pages.views.slides.format import (
    COMMENT,
    DENSE,
    LABEL,
    LEAST_COMMENT,
    LEAST_TITLE,
    REMARK,
    SOURCE,
    SUBTITLE,
    Format,
)
from pages.views.slides.notes import list_notes
from pages.views.slides.parts import Bar, Part, Sheet, Text
from pages.words.french import format_count

COVER_TITLE, COVER_SUBTITLE, SECTION_TITLE = 44.0, 24.0, 40.0
GAP = 0.14
# Of the width of a line, what words may take that are set in a family of a template's own.
FOREIGN = 0.82
# Between the entries of a list, in points.
BETWEEN = 5.0
# Of the width of a slide, what a comment takes: a short one, a longer one.
ASIDE, WIDE_ASIDE, LONG = 0.27, 0.36, 420
REMARK_LINES, SOURCE_LINES = 2, 2
FAILED = "Cette vue n’a pas pu être dessinée ; ses chiffres sont dans le classeur."
CUT_SOURCE = "… (suite dans les notes)"
log = logging.getLogger(__name__)


def compose_cover(title: str, subtitle: str, form: Format, *, office: str = "", today: dt.date | None = None) -> Sheet:
    """The first slide: what the dossier is, for which meeting, whose it is, and when its figures were read."""
    fitted = fit_words(title, form.cover.width, form.cover.height, (COVER_TITLE, 36.0, LEAST_TITLE), is_bold=True)
    bottom = form.cover.bottom - 0.2
    under = Box(form.cover.left, bottom - 1.0, form.cover.width, 1.0)
    second = fit_words(subtitle, under.width, under.height, (COVER_SUBTITLE, COMMENT))
    small = Box(form.cover.left, form.zone.bottom + 0.2, form.cover.width, 0.6)
    read = f"Chiffres lus le {today or dt.date.today():%d/%m/%Y}"
    said = " · ".join(part for part in (office, read) if part)
    parts: list[Part] = [
        Text("title", form.cover, fitted.words, fitted.size, is_bold=True, anchor="bottom"),
        Text("subtitle", under, second.words, second.size, "muted"),
        Text("text", small, said, SUBTITLE, "muted", anchor="bottom"),
    ]
    if form.is_own:
        parts += _adorn(form)
    return Sheet("title", title, tuple(part for part in parts if not isinstance(part, Text) or part.words))


def _adorn(form: Format) -> list[Part]:
    """What sets covers and sections off from views: the left edge, and a rule under the title, in the accent colour."""
    return [Bar(Box(0.0, 0.0, 0.3, form.height)), Bar(Box(form.cover.left, form.cover.bottom - 0.12, 1.6, 0.07))]


def compose_section(section: str, number: int, count: int, form: Format) -> Sheet:
    """A slide that names the section that begins, and its place among them."""
    fitted = fit_words(section, form.cover.width, form.cover.height, (SECTION_TITLE, 32.0, LEAST_TITLE), is_bold=True)
    parts: list[Part] = [Text("title", form.cover, fitted.words, fitted.size, is_bold=True, anchor="bottom")]
    if count > 1:
        under = Box(form.cover.left, form.cover.bottom - 0.75, form.cover.width, 0.5)
        parts.append(Text("subtitle", under, f"Partie {number} sur {count}", SUBTITLE + 2, "muted"))
    if form.is_own:
        parts += _adorn(form)
    return Sheet("section", section, tuple(parts))


def compose_found(found: Prepared, form: Format, *, base: str = "") -> Sheet:
    """The slide of a view, or a slide that says that it could not be drawn; see `compose_view`."""
    try:
        return compose_view(found, form, base=base)
    except Exception:
        log.exception("view %s of a dossier could not be laid out", found.number)
        return compose_words(found, FAILED, form)


def compose_view(found: Prepared, form: Format, *, base: str = "") -> Sheet:
    """The slide of a view, whatever it holds; one that cannot be made says why."""
    content = found.content
    if content is None:
        return compose_words(found, found.fault, form)
    title, subject = name_view(found, content)
    parts, zone = lay_head(
        title,
        shorten_place(subject, content.subtitle, SUBTITLE, form.zone.width * (SAFETY if form.is_own else FOREIGN)),
        form,
    )
    source = cut_words(content.source_line, SOURCE, zone.width - form.corner, SOURCE_LINES, cut=CUT_SOURCE)
    foot = Box(zone.left, zone.bottom, zone.width - form.corner, source.height)
    zone = zone.cut(bottom=source.height + GAP)
    comment = found.slide.comment
    body = zone
    if comment:
        wide = zone.width * (ASIDE if len(comment) <= LONG else WIDE_ASIDE)
        body = zone.cut(right=wide + 0.3)
    laid, said = lay_with_remarks(content, body)
    if said.words:
        under = Box(body.left, body.bottom, body.width, said.height)
        parts.append(Text("remark", under, said.words, REMARK, "muted"))
    parts += laid.parts
    if comment:
        aside = Box(body.right + 0.3, zone.bottom, zone.right - body.right - 0.3, zone.height)
        parts += _lay_comment(comment, aside)
    parts.append(Text("source", foot, source.words, SOURCE, "muted", anchor="bottom"))
    return Sheet("view", title, tuple(parts), tuple(list_notes(found, content, laid.remarks, base)))


def lay_with_remarks(content: Content, box: Box, size: float = LABEL) -> tuple[Body, Fitted]:
    """The body of a view over the lines that its remarks take, which say what the room that is left leaves out."""
    lay = begin_body(content, size)
    laid, said = lay(box), Fitted("", REMARK, 0.0)
    for _ in range(REMARK_LINES):
        fitted = cut_words(" ".join(laid.remarks), REMARK, box.width, REMARK_LINES) if laid.remarks else said
        if fitted.height <= said.height:
            return laid, fitted
        said = fitted
        laid = lay(box.cut(bottom=said.height + GAP / 2))
    return laid, cut_words(" ".join(laid.remarks), REMARK, box.width, REMARK_LINES)


def _lay_comment(comment: str, aside: Box) -> list[Part]:
    """The comment beside its view, behind a rule of the accent colour."""
    inner = aside.cut(left=0.2)
    fitted = fit_words(comment, inner.width, inner.height, (COMMENT, 16.0, LEAST_COMMENT))
    rule = Box(aside.left, aside.top - fitted.height - 0.06, 0.05, fitted.height + 0.06)
    return [Bar(rule), Text("comment", inner, fitted.words, fitted.size)]


def compose_words(found: Prepared, words: str, form: Format) -> Sheet:
    """A slide of a sentence, in the place of a view that could not be made; its comment and its notes remain."""
    parts, zone = lay_head(found.title, "", form)
    slide = found.slide
    said = fit_words(
        "\n\n".join(filter(None, (words, slide.comment))), zone.width, zone.height, (COMMENT, LEAST_COMMENT)
    )
    notes = tuple(filter(None, (slide.notes, slide.comment)))
    return Sheet("view", found.title, (*parts, Text("comment", zone, said.words, said.size)), notes)


def name_view(found: Prepared, content: Content) -> tuple[str, str]:
    """The title of a slide and its subject: the author's title, or the finding, with the view's own under it."""
    title = found.slide.title or content.finding
    return (title, content.title) if title and title != content.title else (content.title, "")


def lay_head(title: str, subtitle: str, form: Format) -> tuple[list[Part], Box]:
    """The title and the subtitle, and the place under them; a title that needs more lines takes them from it."""
    box, sizes = form.title, (form.points, (form.points + LEAST_TITLE) / 2, min(form.points, LEAST_TITLE))
    fitted = next(
        (size for size in sizes if measure_height(title, size, box.width, is_bold=True) * 0.9 <= box.height), sizes[-1]
    )
    tall = max(box.height, len(wrap_text(title, fitted, box.width * SAFETY, is_bold=True)) * line_height(fitted) * 0.9)
    more = tall - box.height
    own = Box(box.left, box.bottom - more, box.width, tall)
    parts: list[Part] = [Text("title", own, title, fitted, is_bold=True, anchor="bottom")]
    zone = form.zone.cut(top=more)
    if not subtitle:
        return parts, zone
    line = line_height(SUBTITLE)
    parts.append(Text("subtitle", zone.cut(bottom=zone.height - line), subtitle, SUBTITLE, "muted"))
    return parts, zone.cut(top=line + GAP)


def compose_sources(contents: Iterable[Content], form: Format) -> Sheet:
    """The last slide: the sources of all views and what their indicators mean."""
    shown = list(contents)
    title = "Sources et définitions"
    parts, zone = lay_head(title, "", form)
    catalog = load_catalog()
    sources = list(dict.fromkeys(source for content in shown for source in content.sources))
    keys = dict.fromkeys(indicator for content in shown for indicator, _ in content.headlines)
    known = [catalog.indicators[key] for key in keys if key in catalog.indicators]
    meanings = [f"{one.label}\u00a0: {one.definition}" for one in known]
    wide = (zone.width - 0.5) * 0.56
    columns = [
        ("Définitions", meanings, zone.cut(right=zone.width - wide)),
        ("Sources", sources, zone.cut(left=wide + 0.5)),
    ]
    for head, lines, place in columns:
        if lines:
            line = line_height(COMMENT)
            parts.append(Text("text", place.cut(bottom=place.height - line), head, COMMENT, is_bold=True))
            box = place.cut(top=line + 0.08)
            words, size = fit_list(lines, box, (LABEL, DENSE, SOURCE))
            parts.append(Text("text", box, words, size, between=BETWEEN))
    if not meanings and not sources:
        parts.append(Text("text", zone, "Aucune source : aucune vue n’a de donnée.", COMMENT, "muted"))
    return Sheet("sources", title, tuple(parts), (*meanings, *sources))


def fit_list(lines: Sequence[str], box: Box, sizes: Sequence[float]) -> tuple[str, float]:
    """The lines in the first of the sizes that holds them all; else as many as have room, and how many are left."""
    for size in sizes:
        if measure_height("\n".join(lines), size, box.width, between=BETWEEN) <= box.height:
            return "\n".join(lines), size
    size = sizes[-1]
    kept = list(lines)
    while len(kept) > 1:
        kept.pop()
        more = format_count(len(lines) - len(kept), "autre est", "autres sont")
        words = "\n".join([*kept, f"{more} dans les notes et dans le classeur."])
        if measure_height(words, size, box.width, between=BETWEEN) <= box.height:
            return words, size
    return cut_words(lines[0], size, box.width, int(box.height / line_height(size))).words, size
