"""A series as a line of text high: holes where a year is missing, hollow points where a value is not final."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd

from pages.parts.markup import tag

WIDTH, HEIGHT, EDGE = 96, 20, 3
HOLLOW = {"provisional", "estimated"}
COLOR = "#2b7ab3"
STYLE = f"path{{fill:none;stroke:{COLOR}}}.full{{fill:{COLOR}}}.hollow{{fill:none;stroke:{COLOR}}}"


def draw_sparkline(points: Sequence[Mapping[Hashable, Any]]) -> str:
    """The picture of a series (rows with year, value, status, break_before), from zero; "" under two known values."""
    known = sorted((row for row in points if not pd.isna(row["value"])), key=lambda row: row["year"])
    if len(known) < 2:
        return ""
    values = [float(row["value"]) for row in known]
    first, last = int(known[0]["year"]), int(known[-1]["year"])
    top = max(*values, 0.0) or 1.0
    bottom = min(*values, 0.0)

    def place(year: int, value: float) -> tuple[float, float]:
        x = EDGE + (WIDTH - 2 * EDGE) * (year - first) / max(1, last - first)
        return round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - bottom) / (top - bottom), 1)

    path, dots, previous = "", [], None
    for row in known:
        year = int(row["year"])
        x, y = place(year, float(row["value"]))
        joined = previous is not None and year - previous == 1 and not row["break_before"]
        path += f"{'L' if joined else 'M'}{x} {y}"
        kind = "hollow" if str(row["status"]) in HOLLOW else "full"
        if kind == "hollow" or year == last or not joined:
            dots.append(tag("circle", cx=str(x), cy=str(y), r="1.8", class_=kind))
        previous = year
    style = tag("style", STYLE)
    box = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT)}
    svg = tag("svg", style + tag("path", d=path) + "".join(dots), xmlns="http://www.w3.org/2000/svg", **box)
    label = f"Série de {first} à {last}"
    source = "data:image/svg+xml," + quote(svg)
    return f'<img class="t-spark" src="{source}" alt="{label}" width="{WIDTH}" height="{HEIGHT}">'
