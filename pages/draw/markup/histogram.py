"""The histogram of what a map shows, each bar in the colour of its class, the bounds of the classes over it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import numpy as np

from geo.classes import count_values, find_class
from pages.views.palette import AROUND_ON_BOTH
from pages.words.french import format_number
from pages.words.markup import tag, text

WIDTH, HEIGHT, BARS = 360, 94, 30


def draw_histogram(values: Sequence[float], breaks: Sequence[float], colors: Sequence[str], *, decimals: int) -> str:
    """The picture of known values; "" where there are fewer than two different ones."""
    known = np.asarray([v for v in values if np.isfinite(v)], dtype=float)
    if len(np.unique(known)) < 2 or not breaks:
        return ""
    edges = np.linspace(known.min(), known.max(), BARS + 1)
    counts = count_values(known, edges.tolist())
    top = max(counts)

    def place(value: float) -> float:
        return float(WIDTH * (value - edges[0]) / (edges[-1] - edges[0]))

    bars = ""
    for n, count in enumerate(counts):
        height = HEIGHT * count / top
        color = colors[find_class(float((edges[n] + edges[n + 1]) / 2), breaks)]
        bars += tag(
            "rect",
            x=f"{place(edges[n]):.1f}",
            y=f"{HEIGHT - height:.1f}",
            width=f"{WIDTH / BARS - 0.6:.1f}",
            height=f"{height:.1f}",
            fill=color,
            stroke=AROUND_ON_BOTH,
            stroke_width="0.4",
        )
    for bound in breaks[:-1]:
        x = f"{place(bound):.1f}"
        bars += tag("line", x1=x, x2=x, y1="0", y2=str(HEIGHT), stroke=AROUND_ON_BOTH, stroke_dasharray="3 2")
    box = f"0 0 {WIDTH} {HEIGHT}"
    svg = tag("svg", bars, xmlns="http://www.w3.org/2000/svg", viewBox=box)
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    said = f"Histogramme de {len(known)} valeurs, {len(breaks)} classes"
    picture = tag("img", src=address, alt=said, width=str(WIDTH), height=str(HEIGHT)).removesuffix("</img>")
    # The words stand in the page, whose colours a picture has not.
    ends = "".join(text("span", format_number(float(value), decimals)) for value in (edges[0], edges[-1]))
    return picture + tag("div", ends, class_="t-ends", style=f"width:{WIDTH}px")
