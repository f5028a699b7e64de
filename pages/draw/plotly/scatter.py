"""A scatter of two indicators, drawn, its names placed where they cover nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from loaders.reading.series import Series
from pages.draw.plotly.charts import lay_out
from pages.draw.plotly.marks import INK, mark, number
from pages.draw.plotly.trend import HOLLOW, hover_text
from pages.views.compared.scatter import join_values

HEIGHT, WIDTH = 460, 900
LINE, LETTER = 16, 6.6
MOST_NAMED = 30
POSITIONS = {
    "middle right": (9, 0.0),
    "top center": (None, -14.0),
    "bottom center": (None, 14.0),
    "middle left": (-9, 0.0),
    "top right": (7, -12.0),
    "bottom right": (7, 12.0),
    "top left": (-7, -12.0),
    "bottom left": (-7, 12.0),
}


def draw_scatter(
    x: Series,
    y: Series,
    year: int,
    chosen: tuple[str, ...],
    others: Sequence[str],
    name: Callable[[str], str],
) -> go.Figure:
    """A point per territory known on both sides: those chosen in colour and named, the others grey.

    The others are named too where they are few and a name fits; a mark is hollow where one of its values is not final.
    """
    joined = join_values(x, y, year, tuple(dict.fromkeys([*chosen, *others])))
    order = number(chosen)
    codes = sorted(joined.index, key=lambda code: order.get(code, len(order)))
    placed = place_labels(
        [(float(joined.at[c, "value_x"]), float(joined.at[c, "value_y"])) for c in codes],
        [name(c) for c in codes],
        needed=[c in order for c in codes],
    )
    traces = []
    for code, position in zip(codes, placed, strict=True):
        row = joined.loc[code]
        n = order.get(code)
        status = next((s for s in (str(row["status_x"]), str(row["status_y"])) if s in HOLLOW), "normal")
        is_named = position and (n is not None or len(codes) <= MOST_NAMED)
        both = [hover_text(name(code), _side_of(row, end), series) for end, series in (("_x", x), ("_y", y))]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text" if is_named else "markers",
                "x": [row["value_x"]],
                "y": [row["value_y"]],
                "name": name(code),
                "marker": mark(n, status),
                "text": [escape(name(code))],
                "textposition": position or "middle right",
                "textfont": {"size": 11, "color": INK} if n is None else {"size": 12},
                "hovertext": [f"{both[0]} ({escape(x.name)})<br>{both[1]} ({escape(y.name)})"],
                "hoverinfo": "text",
                "customdata": [row["id_y"]],
                "cliponaxis": False,
            }
        )
    lay = lay_out(height=HEIGHT, unit=f"↑ {y.title}", right=120)
    axis: dict[str, Any] = {"fixedrange": True, "automargin": True, "tickformat": ",~r", "nticks": 7}
    axis |= {"gridcolor": "rgba(128,136,148,0.18)", "zerolinecolor": "rgba(128,136,148,0.5)"}
    return go.Figure(
        traces,
        lay
        | {
            "xaxis": axis | {"title": {"text": f"{escape(x.title)} →", "font": {"size": 12}, "standoff": 8}},
            "yaxis": axis,
        },
    )


def _side_of(row: pd.Series, end: str) -> pd.Series:
    """One of the two observations of a joined row: the columns that end so, or that are of neither."""
    return row.filter(regex=f"{end}$").rename(lambda column: column.removesuffix(end))


def place_labels(points: Sequence[tuple[float, float]], names: Sequence[str], *, needed: Sequence[bool]) -> list[str]:
    """On which side of its point each name stands, "" for one that would cover another and is not `needed`.

    One after the other, each on the first side where it overlaps neither a point nor a name placed before, else, if it
    is needed, on the side where it covers the fewest.
    """
    if not points:
        return []
    pixels = _to_pixels(points)
    taken = [(px - 6, py - 6, px + 6, py + 6) for px, py in pixels]
    placed = []
    for n, ((px, py), name) in enumerate(zip(pixels, names, strict=True)):
        boxes = {side: _box(px, py, LETTER * len(name), *shift) for side, shift in POSITIONS.items()}
        others = taken[:n] + taken[n + 1 :]
        free = next((side for side, box in boxes.items() if not any(_overlaps(box, other) for other in others)), "")
        side = free or (min(boxes, key=lambda at: _count_covered(boxes[at], others)) if needed[n] else "")
        if side:
            taken.append(boxes[side])
        placed.append(side)
    return placed


Box = tuple[float, float, float, float]


def _to_pixels(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    spans = []
    for side in (0, 1):
        values = [point[side] for point in points]
        spans.append((min(values), (max(values) - min(values)) or 1.0))
    (left, wide), (low, high) = spans
    return [(WIDTH * (px - left) / wide, HEIGHT * (1 - (py - low) / high)) for px, py in points]


def _box(px: float, py: float, width: float, shift: int | None, drop: float) -> Box:
    left = px - width / 2 if shift is None else px + shift if shift > 0 else px + shift - width
    return left, py + drop - LINE / 2, left + width, py + drop + LINE / 2


def _count_covered(box: Box, others: Sequence[Box]) -> int:
    return sum(_overlaps(box, other) for other in others)


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
