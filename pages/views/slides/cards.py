"""Key figures as cards that fill their slide: one for each indicator, a line for each territory."""

from __future__ import annotations

import math

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
# The largest letters of a label, a name and a value; a card of one line has the second value.
LABEL_SIZE, NAME_SIZE, VALUE_SIZE, ALONE_SIZE = 18.0, 20.0, 30.0, 54.0
# The least that letters shrink to, in so many steps; what a card is high at most: its head, and each of its lines.
LEAST, STEPS, HEAD, HIGHEST = 0.6, 17, 0.8, 1.5
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
    tried = [_try_columns(shown, box, columns, most) for columns in range(1, len(shown) + 1)]
    kept, scale, places = max(tried, key=lambda one: (one[1] > 0, len(one[0][0][1]), one[1]))
    left = sum(len(figures) for _, figures in groups) - sum(len(figures) for _, figures in kept)
    cards = tuple(
        _make_card(place, label, figures, max(LEAST, scale), is_alone=most == 1)
        for place, (label, figures) in zip(places, kept, strict=True)
    )
    said = f"{format_count(left, 'autre chiffre est', 'autres chiffres sont')} dans le classeur." if left else ""
    return cards, said


Group = tuple[str, list[Figure]]


def _try_columns(shown: list[Group], box: Box, columns: int, most: int) -> tuple[list[Group], float, list[Box]]:
    """The cards in so many columns, with the lines that have room, how large their letters are, and their places."""
    places = _divide(box, len(shown), columns, most)
    lines = min(most, MOST_LINES, _count_lines(places[0]))
    kept = [(label, figures[:lines]) for label, figures in shown]
    return kept, min(_measure_scale(*group, places[0], is_alone=most == 1) for group in kept), places


def _divide(box: Box, count: int, columns: int, lines: int) -> list[Box]:
    """The places of cards in so many columns, no higher than their lines fill."""
    rows = math.ceil(count / columns)
    across = (box.width - BETWEEN * (columns - 1)) / columns
    tall = min((box.height - BETWEEN * (rows - 1)) / rows, HEAD + lines * HIGHEST)
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


def _count_lines(place: Box) -> int:
    """How many lines a card of such a size has room for in the least letters."""
    room = place.height - 2 * INSIDE - line_height(LABEL) - 0.1
    return max(1, int(room / (_measure_line(LEAST) * AIR)))


def _measure_line(scale: float) -> float:
    """The height of a line of several: a name over its year, a value beside them."""
    return max(line_height(NAME_SIZE * scale) + line_height(NAME_SIZE * scale * SMALL), line_height(VALUE_SIZE * scale))


def _measure_scale(label: str, figures: list[Figure], place: Box, *, is_alone: bool) -> float:
    """How large the letters of a card may be, as a share of the largest; below the least where they have no room."""
    inner, tall, wide = place.width - 2 * INSIDE - 0.06, place.height, 0.0
    for step in range(STEPS):
        scale = 1 - step * (1 - LEAST) / (STEPS - 1)
        name_size, size = NAME_SIZE * scale, (ALONE_SIZE if is_alone else VALUE_SIZE) * scale
        head = len(wrap_text(label, LABEL_SIZE * scale, inner)) * line_height(LABEL_SIZE * scale)
        line = line_height(name_size) + line_height(size) if is_alone else _measure_line(scale)
        is_low = head + 0.1 + len(figures) * line * AIR + 2 * INSIDE <= tall
        values = max(measure_text(f.value, size, is_bold=True) if f.is_known else 0.0 for f in figures)
        names = max(max(measure_text(f.name, name_size), measure_text(f.when, name_size * SMALL)) for f in figures)
        wide = max(values, 2 * names) if is_alone else names + values + 0.2
        if is_low and wide <= inner:
            return scale
    return LEAST * inner / wide - 1 if wide > inner else LEAST - 1


def _make_card(box: Box, label: str, figures: list[Figure], scale: float, *, is_alone: bool) -> Card:
    lines = tuple(CardLine(f.name, f.value, f.when if f.is_known else "", f.is_known) for f in figures)
    value = ALONE_SIZE if is_alone else VALUE_SIZE
    return Card(box, label, lines, LABEL_SIZE * scale, NAME_SIZE * scale, value * scale, is_alone)
