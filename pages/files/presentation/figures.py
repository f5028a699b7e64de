"""What stands on a screen between its title and its source: charts and maps as data, cards and tables as markup."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeVar

from pages.draw.picture.inks import LIGHT
from pages.files.presentation.cards import gather_cards, write_cards
from pages.files.presentation.maps import list_drawings, write_picture
from pages.files.presentation.tables import write_table
from pages.views.content import Content
from pages.views.marks import Chart, Line

MOST_BARS, MOST_STACKS, FEW_STACKS, MANY_PARTS = 20, 7, 3, 8
MOST_LINES = 10
MOST_COLORS = len(LIGHT.colors)
# Agreed with « valeur », as the pages have it.
HOLLOW = {"provisional": "provisoire", "estimated": "estimée"}
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """A chart or a map is `data` that the page draws; cards and a table are `markup`."""

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
        most = 4 if lines <= 2 else 2 if lines <= 5 else 1
        return [[Figure("markup", markup=gather_cards(part, lines))] for part in share_out(cards, most)]
    if content.form == "table":
        return [[Figure("markup", markup=write_table(content))]]
    charts = [part for chart in content.charts if not chart.is_empty for part in _split_chart(chart)]
    is_small = content.form == "small charts"
    most = 6 if is_small else 2 if all(len(chart.lines) <= 3 and chart.shape == "line" for chart in charts) else 1
    figures = [
        Figure("chart", chart.title, asdict(chart) | {"isSmall": is_small, "colors": _list_colors(chart, charts)})
        for chart in charts
    ]
    return share_out(figures, most)


def share_out(items: list[T], most: int) -> list[list[T]]:
    """The items in groups as even as can be, of `most` at most."""
    count = -(-len(items) // most)
    sizes = [len(items) // count + (n < len(items) % count) for n in range(count)]
    starts = [sum(sizes[:n]) for n in range(count)]
    return [items[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def _split_chart(chart: Chart) -> list[Chart]:
    """A chart whose bars are too many for one screen as several, all on one scale."""
    stacks = MOST_STACKS if len(chart.lines) <= MANY_PARTS else FEW_STACKS
    most = {"bar": MOST_BARS, "stack": stacks}.get(chart.shape, len(chart.categories) or 1)
    if len(chart.categories) <= most:
        return [chart]
    places = {label: n for n, label in enumerate(chart.categories)}
    ends = [0.0] * len(places)
    for line in chart.lines:
        for mark in line.marks:
            at = places[str(mark.x)]
            ends[at] = ends[at] + (mark.y or 0.0) if chart.shape == "stack" else max(ends[at], mark.y or 0.0)
    parts = []
    for labels in share_out(list(chart.categories), most):
        kept = frozenset(labels)
        lines = tuple(
            Line(line.name, tuple(mark for mark in line.marks if mark.x in kept), line.is_lead) for line in chart.lines
        )
        known = tuple(line for line in lines if any(mark.y is not None for mark in line.marks))
        parts.append(replace(chart, categories=tuple(labels), lines=known, top=max(ends)))
    return parts


def _list_colors(chart: Chart, charts: list[Chart]) -> list[int]:
    """The number of the colour of each line: the same name has the same one on all screens, while there are enough."""
    names = list(dict.fromkeys(line.name for other in charts for line in other.lines))
    if chart.shape != "stack" or len(names) > MOST_COLORS:
        return [n % MOST_COLORS for n in range(len(chart.lines))]
    return [names.index(line.name) for line in chart.lines]


def describe_what_is_not_drawn(content: Content) -> list[str]:
    """What no mark of the charts of a view can show, and why; then what the charts say of themselves."""
    notes = [f"{note}." for chart in content.charts if chart.shape != "line" for note in chart.notes]
    return list(dict.fromkeys([*notes, *content.lost]))


def describe_marks_of(content: Content) -> list[str]:
    """What the marks of the charts of a view mean, only those that are on it, each once."""
    charts = content.charts
    marks = [m for chart in charts for line in chart.lines for m in line.marks if m.y is not None]
    statuses = {mark.status for mark in marks}
    hollow = [words for status, words in HOLLOW.items() if status in statuses]
    shapes = {chart.shape for chart in charts}
    said = []
    if hollow:
        shape = "Marque creuse" if shapes & {"line", "scatter"} else "Barre pâle au bord tireté"
        said.append(f"{shape} : valeur {' ou '.join(hollow)}.")
    if "target" in statuses:
        said.append("Croix : objectif.")
    if "line" in shapes and any(chart.breaks for chart in charts):
        said.append("Trait vertical tireté : rupture de la série.")
    return said
