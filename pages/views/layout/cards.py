"""Key figures as cards in a grid: the value large, then what, where, when and how sure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from pages.views.content import Content
from pages.views.layout.body import EMPTY, Body, lay_nothing
from pages.views.layout.explained import describe_rows
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.scene import Box, Patch, Scene
from pages.words.french import STATUS_LABELS, format_value, write_sign

BETWEEN = 0.14


@dataclass(frozen=True)
class Card:
    """One figure in words."""

    value: str
    name: str
    label: str
    when: str
    is_final: bool
    is_known: bool = True


def build_cards(content: Content, width: float, font: float) -> Body:
    """The body of cards, one per figure, in the order of the view."""
    cards = list_cards(content)
    if not cards:
        return Body(EMPTY, lay_nothing)
    most = min(len(cards), int((width + BETWEEN) / 2.3), 4)
    territories = len(content.selection.territories)
    columns = territories if 1 < territories <= most else max(1, most)
    across = (width - BETWEEN * (columns - 1)) / columns
    tall = max(_measure(card, across, font) for card in cards)
    rows = math.ceil(len(cards) / columns)

    def lay(scene: Scene, box: Box) -> None:
        step = min((box.height - BETWEEN * (rows - 1)) / rows, tall * 1.5)
        size = scene.font * min(1.0, step / tall)
        for n, card in enumerate(cards):
            row, column = divmod(n, columns)
            place = Box(box.left + column * (across + BETWEEN), box.top - row * (step + BETWEEN) - step, across, step)
            _lay_card(scene, place, card, size)

    return Body(rows * tall + BETWEEN * (rows - 1), lay, tuple(describe_rows(content.rows)))


def list_cards(content: Content) -> list[Card]:
    """The figures of the view; an indicator with no value for a territory has a card that says so."""
    cards = []
    for (_, scope), panel in zip(content.headlines, content.panels, strict=True):
        own = content.rows[content.rows["indicator"].astype(str) == panel.indicator]
        own = own[own["scope"].astype(str) == scope]
        for code in content.selection.territories:
            found = own[own["territory"].astype(str) == code]
            name = content.selection.name(code)
            if found.empty or pd.isna(found.iloc[-1]["value"]):
                status = "missing" if found.empty else str(found.iloc[-1]["status"])
                cards.append(Card(STATUS_LABELS[status], name, panel.name, _years(content), False, False))
                continue
            row = found.iloc[-1]
            value = format_value(float(row["value"]), panel.unit, panel.decimals)
            status = str(row["status"])
            period = str(row["period"] or row["year"])
            when = period if status == "normal" else f"{period} ({STATUS_LABELS[status]})"
            cards.append(Card(value + write_sign(str(row["note"])), name, panel.name, when, status == "normal"))
    return cards


def _years(content: Content) -> str:
    first, last = content.selection.years
    return f"{first}-{last}"


def _wrap(card: Card, across: float, font: float) -> tuple[list[str], list[str], list[str]]:
    inner = across - 0.24
    label = wrap_text(card.label, font * 0.9, inner)
    return wrap_text(card.name, font, inner, is_bold=True), label, wrap_text(card.when, font * 0.9, inner)


def _measure(card: Card, across: float, font: float) -> float:
    name, label, when = _wrap(card, across, font)
    small = (len(label) + len(when)) * line_height(font * 0.9)
    return len(name) * line_height(font) + small + line_height(font * 1.9) + 0.3


def _lay_card(scene: Scene, box: Box, card: Card, font: float) -> None:
    scene.add(Patch(box, "none", "rule", 0.9))
    edge = Box(box.left, box.bottom, 0.045, box.height)
    scene.add(Patch(edge, "accent" if card.is_final else "hatch"))
    name, label, when = _wrap(card, box.width, font)
    x, y = box.left + 0.14, box.top - 0.1
    y = scene.write_lines(x, y, label, size=font * 0.9, tone="muted")
    y = scene.write_lines(x, y, name, size=font, is_bold=True)
    size = font * 1.9
    wide = measure_text(card.value, size)
    size *= min(1.0, (box.width - 0.24) / wide)
    y -= 0.03
    scene.write(x, y - line_height(font * 1.9) / 2, card.value, size=size)
    y -= line_height(font * 1.9) + 0.03
    scene.write_lines(x, y, when, size=font * 0.9, tone="muted")
