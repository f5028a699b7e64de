"""The slides of a dossier with their contents, read once for every file; one that fails leaves the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.record import ViewError

FAILED = "Cette vue n’a pas pu être lue. Ouvrez-la dans son écran, puis ajoutez-la à nouveau au dossier."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """A slide with its content, read once for every file; `fault` says in French why there is none."""

    number: int
    slide: Slide
    content: Content | None
    fault: str = ""

    @property
    def title(self) -> str:
        """The title given, or that of the view."""
        own = self.content.title if self.content else self.slide.view.LABEL
        return self.slide.title or own

    @property
    def heading(self) -> tuple[str, str]:
        """What stands over the view and under that: the title given over the subject, or the heading of the view."""
        if self.content is None:
            return self.title, ""
        if not self.slide.title:
            return self.content.heading
        is_own = self.slide.title != self.content.title
        return self.slide.title, f"{self.content.title} · {self.content.subtitle}" if is_own else self.content.subtitle


def prepare(dossier: Dossier) -> Iterator[Prepared]:
    """The slides with their contents, one at a time; a view that cannot be made has its fault, and the rest goes on."""
    for number, slide in enumerate(dossier.slides, 1):
        try:
            yield Prepared(number, slide, read_content(slide.view))
        except ViewError as error:
            yield Prepared(number, slide, None, str(error))
        except Exception:
            log.exception("view %s of a dossier could not be read", number)
            yield Prepared(number, slide, None, FAILED)
