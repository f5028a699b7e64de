"""What a slide is made of, each part in its place: inches from the lower left corner, type in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pages.views.content import Content
from pages.views.layout.body import Lay
from pages.views.layout.scene import Box
from pages.views.marks import Chart
from pages.views.slides.plan import Kind

# What words are on a slide: an office's template has a place of its own for the first three.
Role = Literal["title", "subtitle", "text", "comment", "remark", "source"]
Anchor = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Text:
    """Words in a place, a paragraph a line, in letters of `size` points; so many points stand between paragraphs."""

    role: Role
    box: Box
    words: str
    size: float
    tone: str = "ink"
    is_bold: bool = False
    anchor: Anchor = "top"
    between: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """A chart in a place, native where the program has such charts; its words have `font` points.

    One that is small is one of many, whose title stands over it.
    """

    box: Box
    chart: Chart
    font: float
    is_small: bool = False


@dataclass(frozen=True)
class Picture:
    """The maps of a view, drawn to fill their place by `lay`."""

    box: Box
    content: Content
    font: float
    lay: Lay


@dataclass(frozen=True)
class CardLine:
    """One figure of a card: whose it is, how it is written, of when; what is not known says why."""

    name: str
    value: str
    when: str
    is_known: bool


@dataclass(frozen=True)
class Card:
    """A card of one indicator: its label, then a line for each territory, its value beside its name or under it."""

    box: Box
    label: str
    lines: tuple[CardLine, ...]
    label_size: float
    name_size: float
    value_size: float
    is_stacked: bool = False


@dataclass(frozen=True)
class Table:
    """A table of text: the widths of its columns and the heights of its rows, its head first, in inches.

    Columns that are `numbers` are aligned right; rows that are `leads` are of who was chosen.
    """

    box: Box
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    numbers: frozenset[int]
    size: float
    leads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """A bar of colour, the one ornament of our own slides."""

    box: Box
    tone: str = "accent"


Part = Text | Drawing | Picture | Card | Table | Bar


@dataclass(frozen=True)
class Sheet:
    """A slide laid out; `notes` are what its speaker reads, a line each."""

    kind: Kind
    title: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
