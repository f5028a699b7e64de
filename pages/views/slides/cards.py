"""Key figures as cards that fill their slide: one for each indicator, a line for each territory."""

from __future__ import annotations

import math
from typing import NamedTuple

from pages.views.content import Content
from pages.views.layout.cards import Card as Figure
from pages.views.layout.cards import list_cards
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.scene import Box
from pages.views.slides.format import LABEL
from pages.views.slides.parts import Card, CardLine
from pages.words.french import format_count

MOST_CARDS, MOST_LINES = 6, 10
BETWEEN, INSIDE = 0.2, 0.16
# The largest letters of a label, a name and a value; of the value of a card of one line, and of one that is alone.
LABEL_SIZE, NAME_SIZE, VALUE_SIZE, ALONE_SIZE, ONLY_SIZE = 18.0, 20.0, 30.0, 54.0, 96.0
# The least that letters shrink to, in so many steps; what a card is high at most: its head, and each of its lines, or
# the only one of the slide.
LEAST, STEPS, HEAD, HIGHEST, HIGHEST_ONLY = 0.6, 17, 0.8, 1.5, 3.0
LEAST_LABEL = 14.0
# Of the letters of a name, those of a year.
SMALL = 0.84
# Of the height of its letters, what a line takes.
AIR = 1.05


def lay_cards(content: Content, box: Box) -> tuple[tuple[Card, ...], str]:
    """The cards in their places, and what is left out in words; "" where nothing is.

    They stand in as many columns as let their letters be the largest.
    """
    groups = _group(content)
    known = sorted(groups, key=lambda group: not any(figure.is_final for figure in group[1]))[:MOST_CARDS]
    shown = [group for group in groups if group in known]
    if not shown:
        return (), ""
    most = max(len(figures) for _, figures in shown)
    tried = [
        _try(shown, box, columns, most, value=value, is_stacked=is_stacked)
        for value in _list_sizes(len(shown), most)
        for columns in range(1, len(shown) + 1)
        for is_stacked in ((True,) if most == 1 else (False, True))
    ]
    best = max(tried, key=lambda one: (one.scale > 0, one.value, one.lines, len(shown) % one.columns == 0, one.scale))
    scale, kept = max(LEAST, best.scale), [(label, figures[: best.lines]) for label, figures in shown]
    left = sum(len(figures) for _, figures in groups) - sum(len(figures) for _, figures in kept)
    cards = tuple(
        _make_card(place, label, figures, scale, value=best.value * scale, is_stacked=best.is_stacked)
        for place, (label, figures) in zip(best.places, kept, strict=True)
    )
    said = f"{format_count(left, 'autre chiffre est', 'autres chiffres sont')} dans le classeur." if left else ""
    return cards, said


Group = tuple[str, list[Figure]]


class Tried(NamedTuple):
    """An arrangement of cards: how many columns and lines, the largest letters of a value, whether values stand under
    names, how large letters are."""

    columns: int
    lines: int
    value: float
    is_stacked: bool
    scale: float
    places: list[Box]


def _list_sizes(count: int, most: int) -> tuple[float, ...]:
    """The largest letters that a value may have: those of one alone on its card are larger, those of the only one the
    largest, where there is room."""
    if most > 1:
        return (VALUE_SIZE,)
    return (ALONE_SIZE, VALUE_SIZE) if count > 1 else (ONLY_SIZE, ALONE_SIZE, VALUE_SIZE)


def _try(shown: list[Group], box: Box, columns: int, most: int, *, value: float, is_stacked: bool) -> Tried:
    """The cards in so many columns, with the lines that have room."""
    places = _divide(box, len(shown), columns, most)
    lines = min(most, MOST_LINES, _count_lines(places[0], value, is_stacked=is_stacked))
    kept = [(label, figures[:lines]) for label, figures in shown]
    scale = min(_measure_scale(*group, places[0], value, is_stacked=is_stacked) for group in kept)
    return Tried(columns, lines, value, is_stacked, scale, places)


def _divide(box: Box, count: int, columns: int, lines: int) -> list[Box]:
    """The places of cards in so many columns, no higher than their lines fill."""
    rows = math.ceil(count / columns)
    across = (box.width - BETWEEN * (columns - 1)) / columns
    highest = HIGHEST_ONLY if count == lines == 1 else HIGHEST
    tall = min((box.height - BETWEEN * (rows - 1)) / rows, HEAD + lines * highest)
    return [
        Box(
            box.left + n % columns * (across + BETWEEN),
            box.top - n // columns * (tall + BETWEEN) - tall,
            across,
            tall,
        )
        for n in range(count)
    ]


def _group(content: Content) -> list[Group]:
    """The figures of each indicator, those with a value before the others of a card that is too long."""
    figures = list_cards(content)
    count = max(1, len(content.selection.territories))
    groups = [figures[n : n + count] for n in range(0, len(figures), count)]
    labels = [f"{p.name}, en {p.unit_label}" for p in content.panels]
    return list(zip(labels, groups, strict=False))


def _count_lines(place: Box, value: float, *, is_stacked: bool) -> int:
    """How many lines a card of such a size has room for in the least letters of a value."""
    room = place.height - 2 * INSIDE - line_height(LABEL) - 0.1
    return max(1, int(room / (_measure_line(LEAST, value * LEAST, is_stacked=is_stacked) * AIR)))


def _measure_line(scale: float, value: float, *, is_stacked: bool) -> float:
    """The height of a line: a value under its name, or beside a name that stands over its year."""
    name = NAME_SIZE * scale
    if is_stacked:
        return line_height(name) + line_height(value)
    return max(line_height(name) + line_height(name * SMALL), line_height(value))


def _measure_scale(label: str, figures: list[Figure], place: Box, value: float, *, is_stacked: bool) -> float:
    """How large the letters of a card may be, as a share of the largest; below zero where they have no room."""
    inner, wide = place.width - 2 * INSIDE - 0.06, 0.0
    for step in range(STEPS):
        scale = 1 - step * (1 - LEAST) / (STEPS - 1)
        name_size, size = NAME_SIZE * scale, value * scale
        head_size = max(LEAST_LABEL, LABEL_SIZE * scale)
        head = len(wrap_text(label, head_size, inner)) * line_height(head_size)
        line = _measure_line(scale, size, is_stacked=is_stacked)
        is_low = head + 0.1 + len(figures) * line * AIR + 2 * INSIDE <= place.height
        values = max(measure_text(f.value, size, is_bold=True) if f.is_known else 0.0 for f in figures)
        names = [measure_text(f.name, name_size) for f in figures]
        whens = [measure_text(f.when, name_size * SMALL) if f.is_known else 0.0 for f in figures]
        if is_stacked:
            wide = max(values, *(name + when + 0.15 for name, when in zip(names, whens, strict=True)))
        else:
            wide = max(*names, *whens) + values + 0.2
        if is_low and wide <= inner:
            return scale
    return LEAST * inner / wide - 1 if wide > inner else LEAST - 1


def _make_card(box: Box, label: str, figures: list[Figure], scale: float, *, value: float, is_stacked: bool) -> Card:
    lines = tuple(CardLine(f.name, f.value, f.when if f.is_known else "", f.is_known) for f in figures)
    return Card(box, label, lines, max(LEAST_LABEL, LABEL_SIZE * scale), NAME_SIZE * scale, value, is_stacked)
