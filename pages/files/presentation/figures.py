"""What stands on a screen between its title and its source: charts, cards and tables as markup, maps as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pages.draw.svg import paint_markup
from pages.files.presentation.cards import gather_cards, write_cards
from pages.files.presentation.maps import list_drawings, write_picture
from pages.files.presentation.tables import write_table
from pages.views.content import Content
from pages.views.layout.charts import lay_chart
from pages.views.marks import Chart

MOST_LINES, MOST_SMALL, FEW_LINES = 10, 6, 3
# Of a screen in both formats: its words in points, and the room of its figures in inches, by how many they are: what a
# screen of 1,920 or 1,440 by 1,080 dots leaves between its title and its source, at 96 dots to the inch.
FONT, SMALL_FONT = 22.0, 19.0
ROOMS: dict[str, dict[int, tuple[float, float]]] = {
    "wide": {1: (18.5, 7.4), 2: (9.0, 7.2), 3: (5.9, 7.0), 4: (9.0, 3.2), 5: (5.9, 3.2), 6: (5.9, 3.2)},
    "square": {1: (13.5, 7.4), 2: (13.5, 3.2), 3: (6.5, 3.2), 4: (6.5, 3.2), 5: (6.5, 2.1), 6: (6.5, 2.1)},
}
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """A map is `data` that the page draws; charts, cards and a table are `markup`."""

    kind: Literal["chart", "map", "markup"]
    title: str = ""
    data: dict[str, Any] | None = None
    markup: str = ""


def list_figures(content: Content, base: str) -> list[list[Figure]]:
    """The figures of a view, screen by screen, as many on each as a room can read."""
    if content.form == "maps":
        if content.level is None:
            return [[Figure("markup", markup=write_picture(content))]]
        return [[Figure("map", data["title"], data)] for data in list_drawings(content)]
    if content.form == "cards":
        groups = share_out(list(content.selection.territories), MOST_LINES)
        cards = [card for codes in groups for card in write_cards(content, codes, base)]
        lines = max(map(len, groups), default=0)
        most = 4 if lines <= 3 else 2 if lines <= 5 else 1
        return [[Figure("markup", markup=gather_cards(part, lines))] for part in share_out(cards, most)]
    if content.form == "table":
        return [[Figure("markup", markup=write_table(content))]]
    charts = [chart for chart in content.charts if not chart.is_empty]
    is_small = content.form == "small charts"
    has_few = all(len(chart.lines) <= FEW_LINES and chart.shape == "line" for chart in charts)
    groups_of = share_out(charts, MOST_SMALL if is_small else 2 if has_few else 1)
    most = max(map(len, groups_of), default=1)
    return [[_draw_chart(chart, most, is_small=is_small) for chart in group] for group in groups_of]


def _draw_chart(chart: Chart, room: int, *, is_small: bool) -> Figure:
    """A chart laid out for both formats of a screen that is divided for so many."""
    label = f"{chart.title}, {chart.axis}. Flèches pour lire les valeurs, Échap pour revenir aux écrans."
    kind = "years" if chart.shape == "line" else chart.shape
    drawn = ""
    for ratio, rooms in ROOMS.items():
        width, height = rooms[min(room, max(rooms))]
        scene = lay_chart(chart, width, SMALL_FONT if is_small else FONT, height=height, is_small=is_small)
        drawn += paint_markup(scene, label=label, kind=f"{kind} {ratio}", is_fixed=True)
    return Figure("chart", chart.title, markup=drawn)


def share_out(items: list[T], most: int) -> list[list[T]]:
    """The items in groups as even as can be, of `most` at most."""
    count = -(-len(items) // most)
    sizes = [len(items) // count + (n < len(items) % count) for n in range(count)]
    starts = [sum(sizes[:n]) for n in range(count)]
    return [items[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def describe_what_is_not_drawn(content: Content) -> list[str]:
    """What no mark of the charts of a view can show, and why; then what the charts say of themselves."""
    notes = [f"{note}." for chart in content.charts if chart.shape != "line" for note in chart.notes]
    return list(dict.fromkeys([*notes, *content.lost]))
