"""A dossier as it is edited: each change is a new dossier, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pages.views.dossier import MOST_SLIDES, Dossier, Slide
from pages.views.view import View

MOST_STEPS = 50


@dataclass(frozen=True)
class Kept:
    """A dossier with those before it and those undone.

    `version` grows with each change but those of words: the fields of the editor keep what is typed and the focus.
    """

    dossier: Dossier = field(default_factory=Dossier)
    past: tuple[tuple[str, Dossier], ...] = ()
    future: tuple[tuple[str, Dossier], ...] = ()
    version: int = 0

    def change(self, dossier: Dossier, said: str, *, is_of_words: bool = False) -> Kept:
        """The dossier after a change, which `said` names; what was undone is forgotten."""
        if dossier == self.dossier:
            return self
        version = self.version + (0 if is_of_words else 1)
        return Kept(dossier, (*self.past, (said, self.dossier))[-MOST_STEPS:], (), version)

    def undo(self) -> Kept:
        """The dossier before the last change."""
        if not self.past:
            return self
        said, before = self.past[-1]
        return Kept(before, self.past[:-1], (*self.future, (said, self.dossier)), self.version + 1)

    def redo(self) -> Kept:
        """The dossier as it was before the last undoing."""
        if not self.future:
            return self
        said, after = self.future[-1]
        return Kept(after, (*self.past, (said, self.dossier)), self.future[:-1], self.version + 1)


def add_slide(dossier: Dossier, view: View, comment: str = "") -> Dossier:
    """The dossier with one view more, at its end; unchanged where it is full."""
    if len(dossier.slides) >= MOST_SLIDES:
        return dossier
    section = dossier.slides[-1].section if dossier.slides else ""
    return with_slides(dossier, (*dossier.slides, Slide(view=view, comment=comment, section=section)))


def with_slides(dossier: Dossier, slides: tuple[Slide, ...]) -> Dossier:
    """The dossier with other slides."""
    return dossier.model_copy(update={"slides": slides})


def move_slide(dossier: Dossier, index: int, by: int) -> Dossier:
    """The dossier with a slide moved up (-1) or down (1); unchanged at its ends."""
    slides, to = list(dossier.slides), index + by
    if not (0 <= index < len(slides) and 0 <= to < len(slides)):
        return dossier
    slides[index], slides[to] = slides[to], slides[index]
    return with_slides(dossier, tuple(slides))


def copy_slide(dossier: Dossier, index: int) -> Dossier:
    """The dossier with a slide twice; unchanged where it is full."""
    slides = dossier.slides
    if len(slides) >= MOST_SLIDES:
        return dossier
    return with_slides(dossier, (*slides[: index + 1], *slides[index:]))


def remove_slide(dossier: Dossier, index: int) -> Dossier:
    """The dossier without a slide."""
    return with_slides(dossier, dossier.slides[:index] + dossier.slides[index + 1 :])


def edit_slide(dossier: Dossier, index: int, **fields: Any) -> Dossier:
    """The dossier with other words on a slide. Raises pydantic.ValidationError where they are too long."""
    slides = list(dossier.slides)
    slides[index] = Slide.model_validate(slides[index].model_dump() | fields)
    return with_slides(dossier, tuple(slides))
