"""What fills a slide between its subtitle and its source: cards, charts, maps or a table, and what they do not show."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from loaders.catalog import load_catalog
from pages.views.content import Content
from pages.views.layout.explained import describe_marks, describe_rows, describe_unfinished
from pages.views.layout.maps.map import build_map
from pages.views.layout.scene import Box
from pages.views.maps.drawn import NOTHING
from pages.views.marks import UNDRAWN, Chart
from pages.views.shortening.charts import OF_CATEGORIES, shorten_chart, shorten_charts
from pages.views.slides.cards import lay_cards
from pages.views.slides.fitting import fit_words
from pages.views.slides.format import COMMENT, DENSE, LABEL
from pages.views.slides.parts import Drawing, Part, Picture, Text
from pages.views.slides.tables import lay_table
from pages.words.french import STATUS_LABELS

# Small charts on a slide, others, and those of rows, which need to be as wide as their names.
MOST_SMALL, MOST_CHARTS, MOST_OF_ROWS = 12, 6, 3
# Rows of a chart beyond which its letters are smaller; lines of it, likewise.
MANY_ROWS, MANY_LINES = 12, 9
# What the height that a map asks for is reckoned with, in inches: a slide gives it all that there is.
WIDE = 12.0
# What stands above rows and under them, and what each takes in the least letters: of bars, of points; in inches.
ROOMS = {"bar": (0.3, 0.2), "stack": (0.9, 0.3), "dots": (0.75, 0.214), "dumbbell": (0.75, 0.214)}
ABSENT = f"{STATUS_LABELS['missing'].capitalize()} : "


@dataclass(frozen=True)
class Body:
    """What is drawn of a view, and in words what is not: left to the workbook, absent, or not final."""

    parts: tuple[Part, ...]
    remarks: tuple[str, ...] = ()


LayBody = Callable[[Box], Body]


def begin_body(content: Content, size: float = LABEL) -> LayBody:
    """What lays the body of a view out in a place, whatever it holds, its labels of `size` points at most; what is the
    same in any place is done once."""
    if content.is_empty:
        return lambda box: Body((_say(NOTHING, box),))
    match content.form:
        case "cards":
            return partial(_lay_cards, content)
        case "table":
            return partial(_lay_table, content)
        case "maps":
            drawn = build_map(content, WIDE, size)
            return lambda box: Body((Picture(box, content, size, drawn.lay),), (*drawn.notes, *content.lost))
        case _:
            return partial(_lay_charts, content, most=size)


def _lay_cards(content: Content, box: Box) -> Body:
    cards, said = lay_cards(content, box)
    return Body(cards or (_say(NOTHING, box),), (*([said] if said else []), *describe_rows(content.rows)))


def _lay_table(content: Content, box: Box) -> Body:
    table, said = lay_table(content, box)
    return Body((table or _say(NOTHING, box),), (said,) if said else ())


def _say(words: str, box: Box) -> Text:
    fitted = fit_words(words, box.width * 0.8, box.height, (COMMENT,))
    return Text("text", box, fitted.words, fitted.size, "muted", anchor="middle")


def _lay_charts(content: Content, box: Box, *, most: float) -> Body:
    charts = [chart for chart in content.charts if not chart.is_empty]
    absent = tuple(note for note in content.notes if note.startswith(ABSENT))
    if not charts:
        return Body((_say(UNDRAWN, box),), (*absent, *content.lost))
    is_small = content.form == "small charts"
    count = MOST_SMALL if is_small else MOST_OF_ROWS if charts[0].shape in OF_CATEGORIES else MOST_CHARTS
    kept, said = shorten_charts(charts, count)
    places = tile(box, len(kept), is_of_rows=kept[0].shape in OF_CATEGORIES)
    is_named = len(charts) > 1
    home = {content.selection.name(code) for code in load_catalog().home_members}
    parts: list[Part] = []
    sentences: list[str] = []
    drawn: list[Chart] = []
    for chart, place in zip(kept, places, strict=True):
        inner = place
        if is_named:
            size = LABEL
            tall = fit_words(chart.title, place.width, place.height, (size,), is_bold=True).height
            inner = place.cut(top=tall + 0.04)
            parts.append(Text("text", place.cut(bottom=place.height - tall), chart.title, size, is_bold=True))
        short = shorten_chart(chart, _count_rows(chart, inner.height), home=home)
        sentences += [short.sentence, *short.chart.notes]
        drawn.append(short.chart)
        parts.append(Drawing(inner, short.chart, min(choose_size(short.chart, len(kept)), most), is_small))
    lost = [note for note in content.lost if any(_is_of(note, chart, charts) for chart in kept)]
    unfinished = [describe_unfinished(chart) for chart in drawn] if not is_small else []
    remarks = dict.fromkeys([said, *sentences, *absent, *lost, *describe_marks(drawn, is_linked=False), *unfinished])
    return Body(tuple(parts), tuple(end(words) for words in remarks if words))


def _count_rows(chart: Chart, height: float) -> int:
    """How many rows of a chart have room."""
    around, each = ROOMS.get(chart.shape, (0.0, height))
    return max(2, int((height - around) / each))


def end(words: str) -> str:
    """A sentence with its end."""
    return words if words.endswith((".", "…", "!", "?")) else f"{words}."


def choose_size(chart: Chart, count: int) -> float:
    """The letters of a chart: smaller where it has many rows or lines, or stands among several."""
    is_dense = len(chart.categories) > MANY_ROWS or len(chart.lines) > MANY_LINES or count > 2
    return DENSE if is_dense else LABEL


def _is_of(note: str, chart: Chart, charts: Sequence[Chart]) -> bool:
    """Whether a note is of a chart, and not of another of the same view, whose name it then begins with."""
    return not any(note.startswith(f"{other.title}\u00a0: ") for other in charts if other is not chart)


def tile(box: Box, count: int, *, is_of_rows: bool = False) -> list[Box]:
    """Places for drawings side by side, in as many rows as keep them wider than they are high; rows stand in one."""
    columns = count if is_of_rows else next(n for n in range(1, count + 1) if n * n * 1.3 >= count)
    gap, rows = 0.25, math.ceil(count / columns)
    wide, tall = (box.width - gap * (columns - 1)) / columns, (box.height - gap * (rows - 1)) / rows
    return [
        Box(box.left + n % columns * (wide + gap), box.top - n // columns * (tall + gap) - tall, wide, tall)
        for n in range(count)
    ]
