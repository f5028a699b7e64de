"""A slide as a scene, which a painter of scenes shows small before it is made: the same parts in their places."""

from __future__ import annotations

from pages.views.layout.body import Lay
from pages.views.layout.charts import build_chart
from pages.views.layout.metrics import line_height, wrap_text
from pages.views.layout.scene import Across, Box, Patch, Scene, Stroke
from pages.views.slides.cards import SMALL
from pages.views.slides.fitting import SAFETY, measure_height, wrap_lines
from pages.views.slides.format import Format
from pages.views.slides.parts import Bar, Card, CardLine, Drawing, Part, Picture, Sheet, Table, Text
from pages.views.slides.tables import PAD_ACROSS, PAD_DOWN

# The tone of the edge of a card.
CARD_EDGE = "accent"


def lay_sheet(sheet: Sheet, form: Format) -> Scene:
    """The scene of a slide, on paper of its size."""
    scene = Scene(form.width, form.height, 10.0)
    scene.add(Patch(scene.box, "paper"))
    for part in sheet.parts:
        _lay_part(scene, part)
    return scene


def _lay_part(scene: Scene, part: Part) -> None:
    match part:
        case Text():
            _lay_text(scene, part)
        case Bar():
            scene.add(Patch(part.box, part.tone))
        case Drawing():
            drawn = build_chart(part.chart, part.box.width, part.font, is_small=part.is_small)
            _lay_within(scene, part.font, part.box, drawn.lay)
        case Picture():
            _lay_within(scene, part.font, part.box, part.lay)
        case Card():
            lay_card(scene, part)
        case Table():
            _lay_table(scene, part)


def _lay_within(scene: Scene, font: float, box: Box, lay: Lay) -> None:
    """Lay something out in a place, in letters of its own."""
    own = Scene(scene.width, scene.height, font)
    lay(own, box)
    scene.marks.extend(own.marks)


def _lay_text(scene: Scene, text: Text) -> None:
    tall = measure_height(text.words, text.size, text.box.width, is_bold=text.is_bold, between=text.between)
    spare = max(0.0, text.box.height - tall)
    y = text.box.top - {"top": 0.0, "middle": spare / 2, "bottom": spare}[text.anchor]
    for paragraph in text.words.split("\n"):
        lines = wrap_lines(paragraph, text.size, text.box.width, is_bold=text.is_bold)
        y = scene.write_lines(text.box.left, y, lines, size=text.size, tone=text.tone, is_bold=text.is_bold)
        y -= text.between / 72


def place_label(card: Card) -> Box:
    """Where the label of a card stands, as high as its lines ask for."""
    left, right = card.box.left + 0.2, card.box.right - 0.14
    lines = wrap_text(card.label, card.label_size, (right - left) * SAFETY)
    tall = len(lines) * line_height(card.label_size)
    return Box(left, card.box.top - 0.14 - tall, right - left, tall)


def lay_card(scene: Scene, card: Card) -> None:
    """A card: its ground, its edge, its label, then a name, a value and its year for each line."""
    edge = Box(card.box.left, card.box.bottom, 0.06, card.box.height)
    scene.add(Patch(card.box, "side", "rule", 0.8), Patch(edge, CARD_EDGE))
    label = place_label(card)
    words = wrap_text(card.label, card.label_size, label.width * SAFETY)
    scene.write_lines(label.left, label.top, words, size=card.label_size, tone="muted")
    y = label.bottom
    step = (y - card.box.bottom - 0.1) / max(1, len(card.lines))
    for line in card.lines:
        _lay_line(scene, card, line, Box(label.left, y - step, label.width, step))
        y -= step


def _lay_line(scene: Scene, card: Card, line: CardLine, box: Box) -> None:
    """One figure: its value under its name, or at the right of a name that stands over its year."""
    name, value, small = card.name_size, card.value_size, card.name_size * SMALL
    tone, size = ("ink", value) if line.is_known else ("muted", name)
    under = line_height(value) if card.is_stacked else line_height(small) if line.when else 0.0
    top = box.top - max(0.0, box.height - line_height(name) - under) / 2
    scene.write_lines(box.left, top, [line.name], size=name)
    if card.is_stacked:
        middle = top - line_height(name) - line_height(value) / 2
        scene.write(box.left, middle, line.value, size=size, tone=tone, is_bold=line.is_known)
        y = top - line_height(name) / 2
        scene.write(box.right, y, line.when, size=small, tone="muted", across="right")
        return
    if line.when:
        scene.write_lines(box.left, top - line_height(name), [line.when], size=small, tone="muted")
    y = box.bottom + box.height / 2
    scene.write(box.right, y, line.value, size=size, tone=tone, is_bold=line.is_known, across="right")


def _lay_table(scene: Scene, table: Table) -> None:
    y = table.box.top
    for r, (cells, tall) in enumerate(zip((table.head, *table.rows), table.heights, strict=True)):
        x, is_bold = table.box.left, r == 0 or r - 1 in table.leads
        for c, (cell, wide) in enumerate(zip(cells, table.widths, strict=True)):
            lines = wrap_lines(cell, table.size, wide - 2 * PAD_ACROSS, is_bold=r == 0)
            place = x + wide - PAD_ACROSS if c in table.numbers else x + PAD_ACROSS
            across: Across = "right" if c in table.numbers else "left"
            scene.write_lines(place, y - PAD_DOWN, lines, size=table.size, is_bold=is_bold, across=across)
            x += wide
        y -= tall
        tone, width = ("accent", 1.6) if r == 0 else ("rule", 0.6)
        scene.add(Stroke(((table.box.left, y), (table.box.right, y)), tone, width))
