"""A figure of a source, and for how long it stood: the shape that every memory of a value has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from loaders.pipeline.own import TEXTS
from loaders.pipeline.remarks import COMPUTED, GRANT, find_measure
from loaders.statuses import BESIDE

# How a figure came: in a document, in place of another of its source, or from a person.
Began = Literal["printed", "corrected", "added", "revised", "undone", "imported", "reinstated", "restored"]
# How it went, "" where it stands, or where another of its source took its place.
Ended = Literal["", "removed", "undone", "withdrawn", "replaced"]


class Thing(NamedTuple):
    """What a value is the value of, whoever gives it: its cell, as text."""

    indicator: str
    territory: str
    place: str
    year: str
    period: str
    scope: str
    is_beside: bool

    @property
    def is_computed(self) -> bool:
        """Whether it is a figure that stands in no table (see loaders.pipeline.remarks)."""
        return self.period.startswith(COMPUTED)

    @property
    def measure(self) -> str:
        """The measure that such a figure is in, as its id ends; "" for another."""
        return find_measure(self.period)

    @property
    def when(self) -> str:
        """Its period, or its year, as it is told."""
        return self.year if self.is_computed else self.period or self.year

    @property
    def is_grant(self) -> bool:
        """Whether it is a grant, and no figure."""
        return self.indicator == GRANT

    def is_told_by(self, row: Mapping[Any, Any]) -> bool:
        """Whether a row of figures, as text, is of this thing."""
        return read_thing(row) == self


def read_thing(row: Mapping[Any, Any]) -> Thing:
    """The thing that a row is of."""
    told = {name: str(row[name]) for name in ("indicator", "territory", "place", "year", "period", "scope")}
    return Thing(**told, is_beside=str(row["status"]) in BESIDE)


def make_texts(thing: Thing) -> dict[str, str]:
    """The columns of a figure of a thing that says nothing yet: no value, no source."""
    told = {name: str(cell) for name, cell in thing._asdict().items() if name != "is_beside"}
    return dict.fromkeys(TEXTS, "") | told | {"source": "", "status": "normal"}


@dataclass(frozen=True)
class Span:
    """A row of figures, as text, that a source gave from `since` until `until`.

    `since` is None where it is not kept since when, `until` where it stands still; `is_over` where it does not, and
    nobody kept since when. `who` brought it and `who_ended` it, "" where that is not kept. `with_what` is the file that
    it came in, or the publication that took its place.
    """

    row: Mapping[str, str]
    began: Began
    since: dt.datetime | None = None
    who: str = ""
    until: dt.datetime | None = None
    ended: Ended = ""
    who_ended: str = ""
    with_what: str = ""
    is_over: bool = False

    def covers(self, moment: dt.datetime) -> bool:
        """Whether it stood then, as far as is known."""
        is_begun = self.since is None or self.since <= moment
        return is_begun and not self.is_over and (self.until is None or moment < self.until)


def list_deliveries(rows: Sequence[Mapping[str, str]]) -> list[Span]:
    """The deliveries of one figure of a source, the oldest first: each corrects that before, which stands no more."""
    last = len(rows) - 1
    return [Span(row, "corrected" if n else "printed", is_over=n < last) for n, row in enumerate(rows)]


# What is said of a value, or of another, which stands nowhere until it is accepted.
Proposed = Literal["proposed", "accepted", "refused", "remarked", "unremarked"]


class Step(NamedTuple):
    """One thing that happened to a value: when (None where that is not kept), what, to which figure, by whom."""

    at: dt.datetime | None
    what: Began | Ended | Proposed
    span: Span
    who: str


def list_steps(spans: Sequence[Span], proposed: Sequence[Step] = ()) -> list[Step]:
    """All that happened, the oldest first; `proposed` are the steps of what was proposed."""
    steps = [*proposed]
    steps += [Step(span.since, span.began, span, span.who) for span in spans]
    steps += [Step(span.until, span.ended, span, span.who_ended) for span in spans if span.ended]
    first = dt.datetime.min.replace(tzinfo=dt.UTC)
    # At one moment what goes is said before what comes.
    return sorted(steps, key=lambda step: (step.at or first, step.what == step.span.began))
