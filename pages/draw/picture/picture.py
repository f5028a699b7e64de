"""Pictures of a view, PNG, SVG or PDF, drawn on the server: title, what the view shows, its source and its stamp."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

from pages.views.content import Content
from pages.views.marks import UNDRAWN, Chart
from pages.views.stamp import describe_statuses, make_stamp
from pages.words.version import MADE_BY

if TYPE_CHECKING:
    from pages.draw.picture.body import Body

Form = Literal["png", "svg", "pdf"]
MARGIN, GAP = 0.22, 0.12
SMALL = 0.8
CUT = "… (suite dans les notes)"


@dataclass(frozen=True)
class Words:
    """What stands above the drawing and under it."""

    title: str = ""
    subtitle: str = ""
    feet: tuple[str, ...] = ()


def draw_picture(
    content: Content,
    *,
    form: Form,
    width: float = 10.0,
    height: float | None = None,
    dpi: int = 200,
    is_bare: bool = False,
    font: float = 10,
    small: float | None = None,
    most_notes: int | None = None,
    base: str = "",
) -> bytes:
    """The picture of a view, in inches; of the height that it asks for unless one is given.

    A bare one has neither title, nor source, nor stamp: where it goes has its own. `small` are the points of what
    stands under the drawing, in the measure of `font` unless given; of more lines than `most_notes` the rest is cut.
    `base` comes before the address.
    """
    body = _build_body(content, width - 2 * MARGIN, font)
    words = Words() if is_bare else _write_words(content, base)
    return _render(
        body,
        words,
        form,
        width=width,
        height=height,
        dpi=dpi,
        font=font,
        small=small or font * SMALL,
        title=content.title,
        most_notes=most_notes,
    )


def _write_words(content: Content, base: str) -> Words:
    stamp, statuses = make_stamp(content, base=base), describe_statuses(content)
    feet = [
        *content.notes,
        content.source_line,
        f"{f'Statuts : {statuses}. ' if statuses else ''}Filtres : {content.filters}.",
        f"Fichier du {stamp['Date du fichier']}, fait par {MADE_BY} · {shorten_address(stamp['Adresse de la vue'])}",
    ]
    return Words(content.title, content.subtitle, tuple(feet))


def shorten_address(address: str) -> str:
    """The same view by the codes of its territories alone, which a page takes too."""
    path, _, query = address.partition("?")
    parts = [
        (key, value.rpartition("·")[2].strip() if key == "territoires" else value) for key, value in parse_qsl(query)
    ]
    return f"{path}?{urlencode(parts)}" if parts else address


def _build_body(content: Content, width: float, font: float) -> Body:
    from pages.draw.picture.body import Body, draw_nothing
    from pages.draw.picture.cards import build_cards
    from pages.draw.picture.map import build_map
    from pages.draw.picture.table import build_table

    if content.form == "maps":
        drawn = build_map(content, width, font)
        return replace(drawn, notes=(*drawn.notes, *content.lost))
    if content.form == "cards":
        return build_cards(content, width, font)
    if content.form == "table":
        return build_table(content, width, font)
    if not content.is_empty and all(chart.is_empty for chart in content.charts):
        return Body(1.2, partial(draw_nothing, said=UNDRAWN), content.lost)
    return _join_charts(content.charts, width, font, is_small=content.form == "small charts", unknown=content.lost)


def _build_chart(chart: Chart, width: float, font: float, *, is_small: bool = False) -> Body:
    from pages.draw.picture.bars import build_bars
    from pages.draw.picture.lines import build_lines
    from pages.draw.picture.scatter import build_scatter

    if chart.shape == "line":
        return build_lines(chart, width, font, is_small=is_small)
    return build_scatter(chart) if chart.shape == "scatter" else build_bars(chart, width, font)


def _join_charts(
    charts: tuple[Chart, ...], width: float, font: float, *, is_small: bool, unknown: tuple[str, ...]
) -> Body:
    """One chart, or several in a grid, each under its title."""
    from pages.draw.picture.body import Body, draw_nothing
    from pages.draw.picture.sheet import Box, Sheet, line_height, wrap_text

    if not charts or all(chart.is_empty for chart in charts):
        return Body(1.2, draw_nothing, unknown)
    if len(charts) == 1 and not is_small:
        body = _build_chart(charts[0], width, font)
        return Body(body.height, body.draw, (*body.notes, *unknown))
    columns = min(len(charts), max(1, int(width / (2.3 if is_small else 4.4))))
    rows = math.ceil(len(charts) / columns)
    across = (width - 0.3 * (columns - 1)) / columns
    bodies = [_build_chart(chart, across, font, is_small=is_small) for chart in charts]
    titles = [wrap_text(chart.title, font, across, is_bold=True) for chart in charts]
    heads = [
        max(len(title) for title in titles[n * columns : (n + 1) * columns]) * line_height(font) + 0.06
        for n in range(rows)
    ]
    tall = max(body.height for body in bodies)

    def draw(sheet: Sheet, box: Box) -> None:
        step = (box.height - 0.15 * (rows - 1) - sum(heads)) / rows
        for n, (body, title) in enumerate(zip(bodies, titles, strict=True)):
            row, column = divmod(n, columns)
            top = box.top - row * (step + 0.15) - sum(heads[:row])
            cell = Box(box.left + column * (across + 0.3), top - heads[row] - step, across, step)
            sheet.write_lines(cell.left, top, title, is_bold=True)
            body.draw(sheet, cell)

    units = list(dict.fromkeys(chart.axis for chart in charts))
    is_shared = is_small and all(chart.top is not None for chart in charts)
    said = [f"Même échelle pour tous, en {unit}." for unit in units] if is_shared else []
    notes = tuple(dict.fromkeys([*said, *(note for body in bodies for note in body.notes)]))
    return Body(rows * tall + 0.15 * (rows - 1) + sum(heads), draw, (*notes, *unknown))


def _render(
    body: Body,
    words: Words,
    form: Form,
    *,
    width: float,
    height: float | None,
    dpi: int,
    font: float,
    small: float,
    title: str,
    most_notes: int | None = None,
) -> bytes:
    """Words, drawing, notes and feet on one sheet."""
    from pages.draw.picture.inks import LIGHT
    from pages.draw.picture.sheet import Box, Sheet, line_height, wrap_text

    inner = width - 2 * MARGIN
    titles = wrap_text(words.title, font * 1.45, inner, is_bold=True) if words.title else []
    subtitles = wrap_text(words.subtitle, font, inner) if words.subtitle else []
    notes = [line for note in body.notes for line in wrap_text(note, small, inner)]
    if most_notes is not None and len(notes) > most_notes:
        notes = [*notes[: most_notes - 1], f"{notes[most_notes - 1][: -len(CUT)]}{CUT}"]
    feet = [line for foot in words.feet for line in wrap_text(foot, small, inner)]
    head = len(titles) * line_height(font * 1.45) + len(subtitles) * line_height(font)
    head += GAP if titles or subtitles else 0
    foot = (len(notes) + len(feet)) * line_height(small) + (GAP if notes else 0) + (GAP if feet else 0)
    margin = MARGIN if titles or feet else MARGIN / 2
    total = height if height is not None else body.height + head + foot + 2 * margin
    sheet = Sheet(width, total, LIGHT, font)
    inks = sheet.inks
    y = sheet.write_lines(MARGIN, total - margin, titles, size=font * 1.45, is_bold=True)
    sheet.write_lines(MARGIN, y, subtitles, color=inks.muted)
    body.draw(sheet, Box(MARGIN, margin + foot, inner, max(total - head - foot - 2 * margin, 0.3)))
    y = margin + foot - (GAP if notes else 0)
    y = sheet.write_lines(MARGIN, y, notes, size=small, color=inks.muted)
    if feet:
        y -= GAP / 2
        sheet.draw_line([MARGIN, width - MARGIN], [y, y], inks.rule, 0.7)
        sheet.write_lines(MARGIN, y - GAP / 2, feet, size=small, color=inks.muted)
    return sheet.save(form, dpi=dpi, title=title)
