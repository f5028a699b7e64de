"""A series as a line of text high: holes where a year is missing, hollow points where a value is not final."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from loaders.reading.portraits import Value
from loaders.reading.rows import list_rows
from loaders.statuses import UNCERTAIN
from pages.views.layout.runs import cut_runs
from pages.views.marks import Line, Mark
from pages.views.palette import ON_BOTH
from pages.words.french import STATUS_LABELS
from pages.words.markup import tag

WIDTH, HEIGHT, EDGE = 88, 20, 3
OF_A_VALUE = ("year", "period", "value", "status", "break_before", "published", "source", "id")
# A cross on the axis for a confidential year, a dash for one that is not applicable; a missing one is a hole.
WITHHELD = {
    "confidential": "m-2 -2l4 4m0 -4l-4 4",
    "not_applicable": "m-2.5 0h5",
}


class Sparkline(NamedTuple):
    """A picture by its address, and its words for who does not see it; `title` where they say more than the years."""

    address: str
    alt: str
    title: str


def draw_sparkline(values: Sequence[Value]) -> str:
    """The picture of values in the order of years as markup; nothing under two known ones."""
    drawn = picture_values(values)
    if drawn is None:
        return ""
    shown = {"src": drawn.address, "alt": drawn.alt, "title": drawn.title, "class_": "t-spark"}
    return tag("img", width=str(WIDTH), height=str(HEIGHT), **shown).removesuffix("</img>")


def picture_values(values: Sequence[Value]) -> Sparkline | None:
    """The picture of values in the order of years, from zero; None under two known ones."""
    known = [(v.year, v.value, v) for v in values if v.value is not None]
    if len(known) < 2:
        return None
    first, last = known[0][0], known[-1][0]
    top = max(0.0, *(number for _, number, _ in known)) or 1.0
    bottom = min(0.0, *(number for _, number, _ in known))

    def place(year: int, number: float) -> tuple[str, str]:
        x = EDGE + (WIDTH - 2 * EDGE) * (year - first) / max(1, last - first)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (number - bottom) / (top - bottom)
        return f"{x:.1f}", f"{y:.1f}"

    runs = cut_runs(_line_of(values))
    path = "".join(
        f"{'L' if n else 'M'}{' '.join(place(int(mark.x), mark.y or 0.0))}"
        for run in runs
        for n, mark in enumerate(run)
    )
    alone = {run[0].x for run in runs if len(run) == 1}
    dots = ""
    for year, number, value in known:
        x, y = place(year, number)
        if value.status in UNCERTAIN:
            dots += tag("circle", cx=x, cy=y, r="2.2", fill="none")
        elif year == last or year in alone:
            dots += tag("circle", cx=x, cy=y, r="2")
    for value in values:
        if value.value is None and value.status in WITHHELD and first <= value.year <= last:
            left = place(value.year, bottom)[0]
            dots += tag("path", d=f"M{left} {HEIGHT - EDGE}{WITHHELD[value.status]}", fill="none", stroke_width="1.2")
    line = tag("path", d=path, fill="none", stroke_width="1.4", stroke_linejoin="round")
    svg = tag(
        "svg",
        line + dots,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        fill=ON_BOTH,
        stroke=ON_BOTH,
    )
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    said = [f"{v.year} {STATUS_LABELS[v.status]}" for v in values if v.value is None and v.status in STATUS_LABELS]
    alt = " ; ".join([f"Évolution de {first} à {last}", *said])
    return Sparkline(address, alt, alt if said else "")


def list_values(own: pd.DataFrame) -> list[Value]:
    """The rows of one territory as values; one that is confidential has none."""
    return [
        Value(
            int(row["year"]),
            str(row["period"]),
            None if pd.isna(row["value"]) or str(row["status"]) == "confidential" else float(row["value"]),
            str(row["status"]),
            bool(row["break_before"]),
            str(row["published"]),
            str(row["source"]),
            str(row["id"]),
        )
        for row in list_rows(own, OF_A_VALUE)
    ]


def _line_of(values: Sequence[Value]) -> Line:
    """The values as a line, a year without one a hole."""
    marks = []
    for before, value in zip([None, *values], values, strict=False):
        is_next = before is not None and value.year - before.year == 1
        joined = is_next and not value.break_before
        marks.append(Mark(value.year, value.value, "", value.status, is_joined=joined, is_broken=value.break_before))
    return Line("", tuple(marks))
