"""The state: the words that a reader chose, field by field, each held where its field holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pages.views.state.fields import FIELDS
from pages.views.state.spelling import Words


class Place(NamedTuple):
    """Where a reader is: the path of a page, and which theme it shows where it can show several."""

    path: str = ""
    theme: str = ""

    def narrow(self, name: str) -> Place:
        """The place that a field is held at from here: everywhere, the theme, or the page whatever its theme."""
        reach = FIELDS[name].reach
        return Place() if reach == "terril" else self if reach == "theme" else Place(self.path)


@dataclass(frozen=True)
class State:
    """What a reader chose. A field that is not held is at its default; one without words was emptied.

    `subject` is the indicator shown last on the page of a theme, `picked` the one chosen last there, `ties` what a
    field depended on when it was shown last: see has_moved.
    """

    held: Mapping[tuple[Place, str], Words] = field(default_factory=dict)
    subject: str = ""
    picked: str = ""
    ties: Mapping[tuple[Place, str], str] = field(default_factory=dict)

    def read(self, place: Place, name: str) -> Words | None:
        """The words of a field at a place; None where it is at its default."""
        return self.held.get((place.narrow(name), name))

    def hold(self, place: Place, name: str, words: Words | None) -> State:
        """The state with a field at these words, or at its default."""
        key = (place.narrow(name), name)
        if self.held.get(key) == words:
            return self
        others = {one: kept for one, kept in self.held.items() if one != key}
        return replace(self, held=others if words is None else {**others, key: words})

    def arrive(self, place: Place, words: Mapping[str, Words]) -> State:
        """The state of a reader who comes by an address.

        A field that the address leaves out is at its constant default where it has one, for that is how an address
        says it; else nothing is said of it, and it stays as it was left. An address without territories says nothing
        of what holds everywhere.
        """
        state = self
        for name, one in FIELDS.items():
            is_told = one.default is not None and (one.reach != "terril" or "territoires" in words)
            if name in words or is_told:
                state = state.hold(place, name, words.get(name))
        return state

    def tie(self, place: Place, name: str, subject: str) -> State:
        """The state in which a field was shown for a subject."""
        return replace(self, ties={**self.ties, (place.narrow(name), name): subject})

    def has_moved(self, place: Place, name: str, subject: str) -> bool:
        """Whether a field was shown before for another subject than this: it may no longer be what is wanted."""
        return self.ties.get((place.narrow(name), name), subject) != subject

    def look_at(self, item: str, *, is_picked: bool) -> State:
        """The state of a reader who sees an indicator on the page of a theme, maybe because he chose it there."""
        return replace(self, subject=item, picked=item if is_picked else self.picked)
