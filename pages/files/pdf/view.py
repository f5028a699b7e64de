"""A view on paper: one page, or two where the second holds all its rows; the sheet lies as the view asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pages.draw.picture import paint_picture
from pages.files.pdf.paper import GAP, LANDSCAPE, PORTRAIT, Paper, cut_words, measure_words, wrap_words
from pages.files.pdf.tables import Laid, choose_paper, lay_telling, list_whole
from pages.views.content import Content
from pages.views.layout.picture import lay_picture, shorten_address
from pages.views.layout.scene import Scene
from pages.views.marks import Chart
from pages.views.prepared import Prepared
from pages.views.shortening.charts import shorten_charts
from pages.views.stamp import make_stamp

FONT = 8.5
# The least that a drawing and the rows under it take of a page, and a drawing of its own height.
LEAST_DRAWN, LEAST_ROWS, LEAST_SHARE = 0.3, 0.2, 0.68
# The least height of a table, in inches.
LEAST_TABLE = 0.9
# How much higher than they ask for lines and points are drawn where there is room.
MOST_GROWN = 1.35
# Lines of a comment, of notes, of sources, of an address.
MOST_COMMENT, MOST_NOTES, MOST_SOURCES, MOST_ADDRESS = 44, 8, 4, 3
# Where an address may go on to the next line.
BREAKS = re.compile("[/?&,]|%2C")
IN_VIEW, IN_DOSSIER, IN_WORKBOOK = " … (suite dans la vue)", " … (suite dans le dossier)", " … (suite dans le classeur)"
ELSEWHERE = ("Unité", "Filtres", "Statuts", "Contours")


@dataclass(frozen=True)
class Page:
    """The height, in inches, that the words of a view leave to its drawing and its rows, that of the next page, and
    that of one where the drawing has gone because the comment takes the first; 0 without a comment."""

    paper: Paper
    room: float
    next_room: float
    drawing_room: float


@dataclass(frozen=True)
class Drawing:
    """What draws a view as high as is told, and as high as it asked; `left_out` says what has no room."""

    draw: Callable[[float | None], Scene]
    asked: Scene
    least: float
    most: float
    left_out: str = ""

    @property
    def natural(self) -> float:
        """The height that it asks for, in inches."""
        return self.asked.height

    def lay(self, height: float) -> Scene:
        """The drawing as high as so many inches."""
        return self.asked if height == self.natural else self.draw(height)


@dataclass(frozen=True)
class Found:
    """A drawing, the rows under it and those of the next page; the drawing may be on the next page too."""

    scene: Scene | None = None
    first: Laid | None = None
    second: Laid | None = None
    is_drawn_next: bool = False


def compose_view(prepared: Prepared, content: Content, base: str, keep: Callable[[bytes], str]) -> dict[str, Any]:
    """What the template reads of a view; `keep` takes a picture and gives its name."""
    is_table = content.form == "table"
    paper = choose_paper(content, (PORTRAIT, LANDSCAPE)) if is_table else PORTRAIT
    words, room, under = _write_words(prepared, content, paper, base)
    following = paper.height - measure_words([f"{words['title']} (suite)"], "subtitle", paper.width, is_bold=True)
    page = Page(paper, room, following, following - under if words["comment"] else 0.0)
    drawing = None if is_table or content.is_empty else _fit_drawing(content, page)
    found = _lay_drawing(drawing, content, page) if drawing else _lay_rows_alone(content, page)
    if content.is_empty:
        found = Found(lay_picture(content, width=paper.width, is_bare=True, font=FONT))
    picture = None
    if found.scene:
        picture = {"name": keep(paint_picture(found.scene, content)), "height": found.scene.height}
    return words | {
        "is_landscape": paper.is_landscape,
        "picture": picture,
        "is_drawn_next": found.is_drawn_next,
        "alt": f"{content.view.LABEL}\u00a0: {content.title}, {content.subtitle}. Le tableau donne les valeurs.",
        "left_out": [drawing.left_out] if drawing and drawing.left_out else [],
        "table": found.first.write() if found.first else None,
        "second": found.second.write() if found.second else None,
    }


def _write_words(prepared: Prepared, content: Content, paper: Paper, base: str) -> tuple[dict[str, Any], float, float]:
    """What stands round the drawing and the rows, the height that is left to them, and that of what is under them."""
    title, subtitle = prepared.heading
    comment = [line.strip() for line in prepared.slide.comment.splitlines() if line.strip()]
    if len(comment) > MOST_COMMENT // 2:
        comment = [" ".join(comment)]
    most = MOST_COMMENT if not paper.is_landscape else MOST_COMMENT // 3
    words = {
        "title": title,
        "subtitle": cut_words([subtitle], "subtitle", paper.width, 3),
        "comment": cut_words(comment, "comment", paper.width, most, cut=IN_DOSSIER),
        "notes": cut_words(content.notes, "note", paper.width, MOST_NOTES, cut=IN_VIEW),
        "foot": _write_foot(content, paper),
        "address": _write_address(content, base),
    }
    section = measure_words([prepared.slide.section], "section", paper.width) if prepared.slide.section else 0.0
    used = section + measure_words([title], "title", paper.width, is_bold=True)
    used += sum(measure_words(words[part], part, paper.width) for part in ("subtitle", "comment"))
    under = measure_words(words["notes"], "note", paper.width) + 2 * GAP
    under += measure_words([*words["foot"], words["address"][0]], "foot", paper.width)
    return words, paper.height - used - under, under


def _write_foot(content: Content, paper: Paper) -> list[str]:
    """Where the figures come from, then what they were kept by and what they are."""
    stamp = make_stamp(content)
    said = " · ".join(f"{label}\u00a0: {stamp[label]}" for label in ELSEWHERE if stamp[label])
    source = cut_words([content.source_line], "foot", paper.width, MOST_SOURCES, cut=IN_WORKBOOK)
    return [*source, *cut_words([said], "foot", paper.width, 3)]


def _write_address(content: Content, base: str) -> tuple[str, str]:
    """The address as it is read, and where it leads."""
    address = shorten_address(make_stamp(content, base=base)["Adresse de la vue"])
    said = f"Rouvrir la vue\u00a0: {address}"
    if len(wrap_words(said, "foot", PORTRAIT.width)) > MOST_ADDRESS:
        said = "Rouvrir la vue dans Terril"
    return BREAKS.sub("\\g<0>\u200b", said), address if base else ""


def _fit_drawing(content: Content, page: Page) -> Drawing | None:
    """The drawing of a view, of the charts that tell most where a page cannot hold them all; None where its rows must
    stand for it."""
    width, charts, said = page.paper.width, content.charts, ""
    room = max(page.room, page.drawing_room)
    for _ in range(4):
        draw = partial(_draw, content, charts, width)
        asked = draw(None)
        natural = asked.height
        if natural * LEAST_SHARE <= room:
            break
        if content.form != "small charts":
            return None
        charts, said = shorten_charts(content.charts, int(len(charts) * 0.95 * room / natural))
    least = min(natural, max(LEAST_SHARE * natural, LEAST_DRAWN * page.paper.height))
    shapes = {chart.shape for chart in charts}
    # Lines and points gain by being higher; bars, cards and maps, which are as wide as they can be, do not.
    can_grow = bool(shapes) and shapes <= {"line", "scatter"} and content.form == "charts"
    return Drawing(draw, asked, least, natural * (MOST_GROWN if can_grow else 1.0), said)


def _draw(content: Content, charts: tuple[Chart, ...], width: float, height: float | None) -> Scene:
    return lay_picture(content, width=width, height=height, is_bare=True, font=FONT, charts=charts)


def _lay_drawing(drawing: Drawing, content: Content, page: Page) -> Found:
    """The drawing over its rows: all of them where the page holds them, or the next one; else those that tell most.

    A drawing that has no room under its comment is on the next page.
    """
    paper, is_next = page.paper, page.room < min(drawing.least, page.drawing_room)
    room = page.drawing_room if is_next else page.room
    ways = list_whole(content, paper.width)
    first = next((laid for laid in ways if laid.height + drawing.least <= room), None)
    second = None if first or is_next else next((laid for laid in ways if laid.height <= page.next_room), None)
    if first or second:
        height = min(drawing.most, room - (first.height if first else 0.0))
    else:
        height = min(drawing.natural, max(room - LEAST_ROWS * paper.height, min(drawing.least, room)))
        first = lay_telling(content, paper.width, room - height) if room - height > LEAST_TABLE else None
    return Found(drawing.lay(height), first, second, is_next)


def _lay_rows_alone(content: Content, page: Page) -> Found:
    """The rows of a table: all on the page, or on two, with their notes if these have room; or those that tell most."""
    paper, room = page.paper, page.room
    ways = list_whole(content, paper.width)
    for given in (ways[:-1], ways[-1:]):
        if first := next((laid for laid in given if laid.height <= room), None):
            return Found(first=first)
        for parted in (_part(laid, room) for laid in given):
            if parted[1].height <= page.next_room:
                return Found(None, *parted)
    return Found(first=lay_telling(content, paper.width, room) if len(content.rows) else None)


def _part(whole: Laid, room: float) -> tuple[Laid, Laid]:
    """The rows that a page holds, and those of the next one, with the remarks."""
    bare = replace(whole, rows=(), heights=(), remarks=())
    each = max(1, int((room - bare.height) / max(whole.heights)))
    kept = each * whole.across
    if whole.across == 1:
        left = room - bare.height
        kept = next((n for n in range(len(whole.rows)) if sum(whole.heights[: n + 1]) > left), len(whole.rows))
    return (
        replace(bare, rows=whole.rows[:kept], heights=whole.heights[:kept]),
        replace(whole, rows=whole.rows[kept:], heights=whole.heights[kept:], words=("Suite des données de la vue.",)),
    )
