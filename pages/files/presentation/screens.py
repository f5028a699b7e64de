"""The screens of a dossier in order: its title, its sections, its views, its long comments, what could not be made."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from pages.files.presentation.figures import Figure, describe_what_is_not_drawn, list_figures
from pages.views.content import Content
from pages.views.dossier import Dossier
from pages.views.layout.explained import describe_marks, describe_rows
from pages.views.marks import UNDRAWN
from pages.views.prepared import Prepared, prepare
from pages.views.stamp import describe_statuses
from pages.words.french import shorten_list

# A longer comment has screens of its own: in large type a screen holds so many characters.
MOST_BESIDE, MOST_ALONE = 230, 600
MOST_SOURCES = 3
log = logging.getLogger(__name__)
NOTHING = "Aucune valeur n’est publiée pour ce choix : il n’y a rien à dessiner."


@dataclass(frozen=True)
class Screen:
    """One screen. `key` says what the marks mean, `foot` are small lines, `notes` are for the speaker alone.

    `room` is the number of figures that the screen is divided for.
    """

    kind: Literal["title", "section", "view", "words"]
    title: str
    subtitle: str = ""
    part: str = ""
    comment: str = ""
    figures: tuple[Figure, ...] = ()
    room: int = 1
    key: str = ""
    foot: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    address: str = ""
    section: str = ""
    paragraphs: tuple[str, ...] = field(default=())


def list_screens(dossier: Dossier, base: str) -> Iterator[Screen]:
    """The screens of a dossier; a view that cannot be made has one that says why."""
    yield Screen("title", dossier.title, dossier.subtitle)
    section = ""
    for prepared in prepare(dossier):
        if prepared.slide.section and prepared.slide.section != section:
            section = prepared.slide.section
            yield Screen("section", section)
        yield from (replace(screen, section=section) for screen in _try_view(prepared, base))


def _try_view(prepared: Prepared, base: str) -> list[Screen]:
    """The screens of a view, or the one that says that it failed: the others are presented all the same."""
    try:
        return list(_list_of_view(prepared, base))
    except Exception:
        log.exception("view %s of a dossier could not be presented", prepared.number)
        said = "Cette vue n’a pas pu être dessinée ; ses chiffres sont dans le classeur."
        return [Screen("words", prepared.title, paragraphs=(said,))]


def _list_of_view(prepared: Prepared, base: str) -> Iterator[Screen]:
    slide, content = prepared.slide, prepared.content
    spoken = tuple(part for part in (slide.notes,) if part)
    if content is None:
        said = f"Cette vue n’a pas pu être faite. {prepared.fault}"
        yield Screen("words", prepared.title, paragraphs=(said,), notes=spoken)
        yield from _write_comment(prepared, spoken, is_alone=True)
        return
    spoken += (
        *content.notes,
        f"Statuts : {describe_statuses(content)}.",
        f"Filtres : {content.filters}.",
        content.source_line,
    )
    groups = [] if content.is_empty else list_figures(content, base)
    is_beside = len(slide.comment) <= MOST_BESIDE and "\n\n" not in slide.comment
    whole = Screen(
        "view",
        *prepared.heading,
        comment=slide.comment if is_beside else "",
        key=" ".join(describe_rows(content.rows) if content.form == "cards" else describe_marks(content.charts)),
        foot=_write_foot(content),
        notes=spoken,
        address=base + content.address,
    )
    if not groups:
        yield replace(whole, kind="words", paragraphs=(NOTHING if content.is_empty else UNDRAWN,))
    for n, figures in enumerate(groups):
        part = f"{n + 1}/{len(groups)}" if len(groups) > 1 else ""
        most = max(len(group) for group in groups)
        yield replace(whole, figures=tuple(figures), room=most, part=part, comment="" if n else whole.comment)
    yield from _write_comment(prepared, spoken, is_alone=not is_beside)


def _write_foot(content: Content) -> tuple[str, ...]:
    source = content.source_line
    if len(content.sources) > MOST_SOURCES:
        source = f"Source : {shorten_list(list(content.sources), MOST_SOURCES)} ; toutes sont dans les notes."
    contours = f"Contours au 1er janvier {content.selection.vintage}. " if content.form == "maps" else ""
    return tuple(filter(None, (" ".join((*content.notes, *describe_what_is_not_drawn(content))), contours + source)))


def _write_comment(prepared: Prepared, spoken: tuple[str, ...], *, is_alone: bool) -> Iterator[Screen]:
    """The screens of a comment that is too long to stand beside its view."""
    parts = split_words(prepared.slide.comment, MOST_ALONE) if is_alone else []
    for n, part in enumerate(parts):
        paragraphs = tuple(line for line in part.splitlines() if line.strip())
        count = f"{n + 1}/{len(parts)}" if len(parts) > 1 else ""
        yield Screen("words", prepared.title, "Commentaire", part=count, paragraphs=paragraphs, notes=spoken)


def split_words(words: str, most: int) -> list[str]:
    """A text in parts of `most` characters at most, cut between paragraphs, else sentences, else words."""
    parts: list[str] = []
    rest = words.strip()
    while len(rest) > most:
        head = rest[: most + 1]
        ends = [
            max((found.end() for found in re.finditer(pattern, head)), default=0)
            for pattern in (r"\n\s*\n", r"[.!?…]\s", r"\s")
        ]
        cut = next((end for end in ends if end > most // 3), most)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*parts, rest] if rest else parts
