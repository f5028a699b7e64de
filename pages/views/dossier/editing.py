"""A dossier as it is edited: each change is a new dossier, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pages.views.dossier import MOST_SLIDES, Dossier, Slide
from pages.views.view import View

MOST_STEPS = 50


@dataclass(frozen=True)
class Kept:
    """A dossier with those before it and those undone.

    `version` grows with each change but those of words: the fields of the editor keep what is typed and the focus.
    `earlier` is the dossier, if it had views, that another took the place of.
    """

    dossier: Dossier = field(default_factory=Dossier)
    past: tuple[tuple[str, Dossier], ...] = ()
    future: tuple[tuple[str, Dossier], ...] = ()
    version: int = 0
    earlier: Dossier = field(default_factory=Dossier)

    @property
    def has_earlier(self) -> bool:
        """Whether there is an earlier dossier to come back to."""
        return bool(self.earlier.slides) and self.earlier != self.dossier

    def change(self, dossier: Dossier, said: str, *, is_of_words: bool = False) -> Kept:
        """The dossier after a change, which `said` names; what was undone is forgotten."""
        if dossier == self.dossier:
            return self
        version = self.version + (0 if is_of_words else 1)
        past = (*self.past, (said, self.dossier))[-MOST_STEPS:]
        return replace(self, dossier=dossier, past=past, future=(), version=version)

    def take(self, dossier: Dossier, said: str) -> Kept:
        """Another dossier in the place of this one, which stays within reach as the earlier one if it has views."""
        changed = self.change(dossier, said)
        return replace(changed, earlier=self.dossier) if changed is not self and self.dossier.slides else changed

    def take_back(self) -> Kept:
        """The earlier dossier and this one, each in the place of the other; unchanged where there is none."""
        return self.take(self.earlier, "reprise du dossier d’avant") if self.has_earlier else self

    def undo(self) -> Kept:
        """The dossier before the last change."""
        if not self.past:
            return self
        said, before = self.past[-1]
        future = (*self.future, (said, self.dossier))
        return replace(self, dossier=before, past=self.past[:-1], future=future, version=self.version + 1)

    def redo(self) -> Kept:
        """The dossier as it was before the last undoing."""
        if not self.future:
            return self
        said, after = self.future[-1]
        past = (*self.past, (said, self.dossier))
        return replace(self, dossier=after, past=past, future=self.future[:-1], version=self.version + 1)


def add_slide(dossier: Dossier, view: View, comment: str = "") -> Dossier:
    """The dossier with one view more, at its end; unchanged where it is full."""
    if len(dossier.slides) >= MOST_SLIDES:
        return dossier
    section = dossier.slides[-1].section if dossier.slides else ""
    return with_slides(dossier, (*dossier.slides, Slide(view=view, comment=comment, section=section)))


def add_page(dossier: Dossier, views: Sequence[View], name: str) -> Dossier:
    """The dossier with the views of a page that it has not yet, as far as there is room.

    They are a section of this `name`; in a dossier that was empty they are all of it, which takes the name.
    """
    held = {slide.view for slide in dossier.slides}
    new = [view for view in views if view not in held][: MOST_SLIDES - len(dossier.slides)]
    section = name if dossier.slides else ""
    added = with_slides(dossier, (*dossier.slides, *(Slide(view=view, section=section) for view in new)))
    return added if dossier.slides or not new else added.model_copy(update={"title": name})


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
