"""A picture of a view laid out: its title, what it shows, its notes, its source and its stamp."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl, urlencode

from pages.views.content import Content
from pages.views.layout.body import EMPTY, Body, lay_nothing
from pages.views.layout.cards import build_cards
from pages.views.layout.charts import build_charts
from pages.views.layout.maps.map import build_map
from pages.views.layout.metrics import line_height, wrap_text
from pages.views.layout.scene import Box, Scene, Stroke
from pages.views.layout.table import build_table
from pages.views.marks import UNDRAWN, Chart
from pages.views.stamp import describe_statuses, make_stamp
from pages.words.version import MADE_BY

MARGIN, GAP = 0.22, 0.12
# Of the letters of a picture: those of its title, those under it.
LARGE, SMALL = 1.45, 0.8
CUT = "… (suite dans les notes)"


@dataclass(frozen=True)
class Words:
    """What stands above the drawing and under it."""

    title: str = ""
    subtitle: str = ""
    feet: tuple[str, ...] = ()


def lay_picture(
    content: Content,
    *,
    width: float = 10.0,
    height: float | None = None,
    is_bare: bool = False,
    font: float = 10,
    small: float | None = None,
    most_notes: int | None = None,
    base: str = "",
    charts: tuple[Chart, ...] | None = None,
) -> Scene:
    """The picture of a view, in inches; of the height that it asks for unless one is given.

    A bare one has neither title, nor source, nor stamp: where it goes has its own. `small` are the points of what
    stands under the drawing, in the measure of `font` unless given; of more lines than `most_notes` the rest is cut.
    `base` comes before the address; `charts` stand in the place of those of the view.
    """
    body = build_body(content, width - 2 * MARGIN, font, charts=charts)
    words = Words() if is_bare else _write_words(content, base)
    inner, small = width - 2 * MARGIN, small or font * SMALL
    titles = wrap_text(words.title, font * LARGE, inner, is_bold=True) if words.title else []
    subtitles = wrap_text(words.subtitle, font, inner) if words.subtitle else []
    notes = [line for note in body.notes for line in wrap_text(note, small, inner)]
    if most_notes is not None and len(notes) > most_notes:
        notes = [*notes[: most_notes - 1], f"{notes[most_notes - 1][: -len(CUT)]}{CUT}"]
    feet = [line for foot in words.feet for line in wrap_text(foot, small, inner)]
    head = len(titles) * line_height(font * LARGE) + len(subtitles) * line_height(font)
    head += GAP if titles or subtitles else 0
    foot = (len(notes) + len(feet)) * line_height(small) + (GAP if notes else 0) + (GAP if feet else 0)
    margin = MARGIN if titles or feet else MARGIN / 2
    total = height if height is not None else body.height + head + foot + 2 * margin
    scene = Scene(width, total, font)
    y = scene.write_lines(MARGIN, total - margin, titles, size=font * LARGE, is_bold=True)
    scene.write_lines(MARGIN, y, subtitles, tone="muted")
    body.lay(scene, Box(MARGIN, margin + foot, inner, max(total - head - foot - 2 * margin, 0.3)))
    y = margin + foot - (GAP if notes else 0)
    y = scene.write_lines(MARGIN, y, notes, size=small, tone="muted")
    if feet:
        y -= GAP / 2
        scene.add(Stroke(((MARGIN, y), (width - MARGIN, y)), "rule", 0.7))
        scene.write_lines(MARGIN, y - GAP / 2, feet, size=small, tone="muted")
    return scene


def build_body(content: Content, width: float, font: float, *, charts: tuple[Chart, ...] | None = None) -> Body:
    """What a view is drawn as; `charts` stand in the place of its own."""
    if content.form == "maps":
        drawn = build_map(content, width, font)
        return replace(drawn, notes=(*drawn.notes, *content.lost))
    if content.form == "cards":
        return build_cards(content, width, font)
    if content.form == "table":
        return build_table(content, width, font)
    if not content.is_empty and all(chart.is_empty for chart in content.charts):
        return Body(EMPTY, partial(lay_nothing, said=UNDRAWN), content.lost)
    shown = content.charts if charts is None else charts
    return build_charts(shown, width, font, is_small=content.form == "small charts", unknown=content.lost)


def _write_words(content: Content, base: str) -> Words:
    stamp, statuses = make_stamp(content, base=base), describe_statuses(content)
    feet = [
        *content.notes,
        content.source_line,
        f"{f'Statuts : {statuses}. ' if statuses else ''}Filtres : {content.filters}.",
        f"Fichier du {stamp['Date du fichier']}, fait par {MADE_BY} · {shorten_address(stamp['Adresse de la vue'])}",
    ]
    return Words(*content.heading, tuple(feet))


def shorten_address(address: str) -> str:
    """The same view by the codes of its territories alone, which a page takes too."""
    path, _, query = address.partition("?")
    parts = [
        (key, value.rpartition("·")[2].strip() if key == "territoires" else value) for key, value in parse_qsl(query)
    ]
    return f"{path}?{urlencode(parts)}" if parts else address
