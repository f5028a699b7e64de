"""A series as a line of text high: holes where a year is missing, hollow points where a value is not final."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from itertools import pairwise

from loaders.reading.portraits import Value
from pages.words.french import STATUS_LABELS, UNCERTAIN
from pages.words.markup import tag

WIDTH, HEIGHT, EDGE = 88, 20, 3
# Legible on white and on black: a picture has no colours of its page.
INK = "#2b80c4"
# A cross on the axis for a confidential year, a dash for one that is not applicable; a missing one is a hole.
WITHHELD = {
    "confidential": "m-2 -2l4 4m0 -4l-4 4",
    "not_applicable": "m-2.5 0h5",
}


def draw_sparkline(values: Sequence[Value]) -> str:
    """The picture of values in the order of years, from zero; nothing under two known ones."""
    known = [(v.year, v.value, v) for v in values if v.value is not None]
    if len(known) < 2:
        return ""
    first, last = known[0][0], known[-1][0]
    top = max(0.0, *(number for _, number, _ in known)) or 1.0
    bottom = min(0.0, *(number for _, number, _ in known))

    def place(year: int, number: float) -> tuple[str, str]:
        x = EDGE + (WIDTH - 2 * EDGE) * (year - first) / max(1, last - first)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (number - bottom) / (top - bottom)
        return f"{x:.1f}", f"{y:.1f}"

    joined = [False] + [
        year - before == 1 and not value.break_before for (before, _, _), (year, _, value) in pairwise(known)
    ]
    path, dots = "", ""
    for n, (year, number, value) in enumerate(known):
        x, y = place(year, number)
        path += f"{'L' if joined[n] else 'M'}{x} {y}"
        is_alone = not joined[n] and not (n + 1 < len(known) and joined[n + 1])
        if value.status in UNCERTAIN:
            dots += tag("circle", cx=x, cy=y, r="2.2", fill="none")
        elif year == last or is_alone:
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
        fill=INK,
        stroke=INK,
    )
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    said = [f"{v.year} {STATUS_LABELS[v.status]}" for v in values if v.value is None and v.status in STATUS_LABELS]
    alt = " ; ".join([f"Évolution de {first} à {last}", *said])
    shown = {"src": address, "alt": alt, "title": alt if said else "", "class_": "t-spark"}
    return tag("img", width=str(WIDTH), height=str(HEIGHT), **shown).removesuffix("</img>")
