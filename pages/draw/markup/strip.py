"""The spread of a group as a line of text high: a dot a territory, the quartiles as a bar, the median, one's own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from loaders.statistics.distribution import Distribution
from pages.views.palette import AROUND_ON_BOTH, ON_BOTH
from pages.words.markup import tag

WIDTH, HEIGHT, EDGE, MIDDLE = 180, 24, 6, 12


def draw_strip(values: Sequence[float], own: float, spread: Distribution, *, alt: str) -> str:
    """The picture of the known values of a group on one axis, from the lowest to the highest; "" under two values."""
    if len(values) < 2 or spread.lowest is None or spread.highest is None:
        return ""
    low, high = spread.lowest, spread.highest

    def place(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return EDGE + (WIDTH - 2 * EDGE) * share

    drawn = tag(
        "line", x1=f"{EDGE}", x2=f"{WIDTH - EDGE}", y1=f"{MIDDLE}", y2=f"{MIDDLE}", stroke=AROUND_ON_BOTH, opacity="0.5"
    )
    if spread.first_quartile is not None and spread.third_quartile is not None:
        start, end = place(spread.first_quartile), place(spread.third_quartile)
        width = f"{max(1.0, end - start):.1f}"
        drawn += tag(
            "rect",
            x=f"{start:.1f}",
            y="8",
            width=width,
            height="8",
            fill=AROUND_ON_BOTH,
            fill_opacity="0.3",
            stroke=AROUND_ON_BOTH,
        )
    drawn += "".join(
        tag("circle", cx=f"{place(value):.1f}", cy=f"{MIDDLE}", r="2.2", fill=AROUND_ON_BOTH)
        for value in sorted(set(values) - {own})
    )
    if spread.median is not None:
        x = f"{place(spread.median):.1f}"
        drawn += tag("line", x1=x, x2=x, y1="4", y2="20", stroke=AROUND_ON_BOTH, stroke_width="2")
    drawn += tag("circle", cx=f"{place(own):.1f}", cy=f"{MIDDLE}", r="4.5", fill=ON_BOTH)
    svg = tag("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}")
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    shown = {"src": address, "alt": alt, "class_": "t-strip"}
    return tag("img", width=str(WIDTH), height=str(HEIGHT), **shown).removesuffix("</img>")
