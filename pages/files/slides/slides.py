"""The slides of a dossier: native charts and tables, maps as pictures; one for each view, whatever it holds."""

from __future__ import annotations

import logging

from pages.files.progress import Progress, keep_going
from pages.files.slides.deck import Deck
from pages.views.content import Content
from pages.views.dossier import Dossier
from pages.views.prepared import Prepared, prepare
from pages.views.slides.compose import (
    FAILED,
    compose_cover,
    compose_section,
    compose_sources,
    compose_view,
    compose_words,
)
from pages.views.slides.office import read_office
from pages.views.slides.plan import plan_slides
from pages.views.slots import share_slots

log = logging.getLogger(__name__)


def write_pptx(
    dossier: Dossier, *, base: str = "", template: bytes | None = None, progress: Progress = keep_going
) -> tuple[bytes, list[str]]:
    """The presentation, and which views could not be put into it and why. Raises TemplateError."""
    with share_slots(dossier.territories):
        return _write(dossier, base, template, progress)


def _write(dossier: Dossier, base: str, template: bytes | None, progress: Progress) -> tuple[bytes, list[str]]:
    office = read_office()
    deck = Deck(template, office)
    planned = plan_slides(dossier)
    sections = [one for one in planned if one.kind == "section"]
    prepared = prepare(dossier)
    contents: list[Content] = []
    faults: list[str] = []
    for one in planned:
        match one.kind:
            case "title":
                deck.add(compose_cover(dossier.title, dossier.subtitle, deck.form, office=office.name))
            case "section":
                deck.add(compose_section(one.words, sections.index(one) + 1, len(sections), deck.form))
            case "view":
                found = next(prepared)
                progress(found.number - 1, len(dossier.slides), found.title)
                faults += _add_view(deck, found, base)
                contents += [found.content] if found.content is not None else []
            case "sources":
                deck.add(compose_sources(contents, deck.form))
    progress(len(dossier.slides), len(dossier.slides), "fini")
    return deck.save(dossier.title), faults


def _add_view(deck: Deck, found: Prepared, base: str) -> list[str]:
    """The slide of a view, or one that says that it could not be drawn; the faults in words."""
    if found.content is None:
        deck.add(compose_words(found, found.fault, deck.form))
        return [f"Vue {found.number} ({found.title}) : {found.fault}"]
    count = len(deck)
    try:
        deck.add(compose_view(found, deck.form, base=base))
    except Exception as error:
        log.exception("view %s of a dossier could not be drawn", found.number)
        deck.cut(count)
        deck.add(compose_words(found, FAILED, deck.form))
        return [f"Vue {found.number} ({found.title}) : la vue n’a pas pu être dessinée ({type(error).__name__})."]
    return []
