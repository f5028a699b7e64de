"""Which slides a dossier has: a title, one for each view, one for each section that begins, and one of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pages.views.dossier import Dossier

Kind = Literal["title", "section", "view", "sources"]


@dataclass(frozen=True)
class Planned:
    """A slide before it is laid out: `view` is the place of its view in the dossier, `words` the name of a section."""

    kind: Kind
    view: int = 0
    words: str = ""


def plan_slides(dossier: Dossier) -> tuple[Planned, ...]:
    """The slides in order; a section that goes on has no second slide, and a dossier without views no sources."""
    planned, section = [Planned("title")], ""
    for n, slide in enumerate(dossier.slides):
        if slide.section and slide.section != section:
            section = slide.section
            planned.append(Planned("section", n, section))
        planned.append(Planned("view", n))
    return (*planned, Planned("sources")) if dossier.slides else tuple(planned)
