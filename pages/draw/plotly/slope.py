"""Two years side by side, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from loaders.reading.series import Series
from pages.draw.plotly.charts import lay_out
from pages.draw.plotly.marks import color_of, mark, number, spread_labels
from pages.draw.plotly.trend import hover_text
from pages.views.compared.absent import absence_of
from pages.views.compared.slopes import describe_slopes
from pages.words.french import STATUS_LABELS, format_value

HEIGHT, LINE = 380, 17


def draw_slope(
    series: Series, territories: tuple[str, ...], years: tuple[int, int], name: Callable[[str], str]
) -> go.Figure:
    """A segment per territory from its value of the first year to that of the last, each end with its name and value.

    Values that do not compare (a break, other scopes, a year missing) are two marks, or one, without a segment; a year
    without value is written below, with its status in words.
    """
    slopes = describe_slopes(series, territories, years)
    order = number(territories)
    traces: list[dict[str, Any]] = []
    sides: dict[int, list[tuple[float, str, str]]] = {0: [], 1: []}
    absent: dict[int, list[str]] = {0: [], 1: []}
    for slope in slopes.to_dict("records"):
        n, who = order[slope["territory"]], name(slope["territory"])
        ends = [(side, row) for side, row in enumerate((slope["start"], slope["end"])) if row is not None]
        if slope["is_joined"]:
            line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": color_of(n), "width": 2}}
            traces.append(line | {"x": [side for side, _ in ends], "y": [row["value"] for _, row in ends]})
        for side, row in enumerate((slope["start"], slope["end"])):
            if row is None:
                status = STATUS_LABELS[absence_of(series.frame, slope["territory"], years[side])]
                absent[side].append(f"{escape(who)} : {status}")
        for side, row in ends:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": who,
                    "x": [side],
                    "y": [row["value"]],
                    "marker": mark(n, str(row["status"])),
                    "hoverinfo": "text",
                    "text": [hover_text(who, row, series)],
                    "customdata": [row["id"]],
                }
            )
            written = format_value(row["value"], series.unit, series.decimals, published=str(row["published"]))
            said = f"{escape(who)} {written}" if side == 0 else f"{written} {escape(who)}"
            if side == 1 and slope["change"]:
                said += f" ({slope['change']})"
            sides[side].append((float(row["value"]), said, color_of(n)))
    height = max(HEIGHT, 90 + LINE * max(map(len, sides.values()))) + LINE * max(map(len, absent.values()))
    lay = lay_out(height=height, unit=series.unit_label)
    notes = _label_sides(sides, height=height)
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True}
    places = [note["y"] for note in notes] or [0.0, 1.0]
    span = (max(places) - min(places)) or abs(max(places)) or 1.0
    return go.Figure(
        traces,
        lay
        | {
            "xaxis": axis
            | {
                "range": [-1.3, 2.3],
                "tickvals": [0, 1],
                "ticktext": [f"<b>{year}</b>" for year in years],
                "side": "top",
            },
            "yaxis": axis | {"visible": False, "range": [min(places) - 0.06 * span, max(places) + 0.06 * span]},
            "shapes": [
                {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}
                | {"line": {"width": 1, "color": "rgba(128,136,148,0.5)"}, "layer": "below"}
                for x in (0, 1)
            ],
            "margin": {"l": 4, "r": 4, "t": 46, "b": 8 + LINE * max(map(len, absent.values()))},
            "annotations": notes + _write_absent(absent) + [note | {"yshift": 26} for note in lay["annotations"]],
        },
    )


def _write_absent(absent: Mapping[int, list[str]]) -> list[dict[str, Any]]:
    """Under each side, those that have no value there, in words."""
    return [
        {
            "x": side,
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "yshift": -4 - LINE * n,
            "text": said,
            "xanchor": "right" if side == 0 else "left",
            "xshift": -10 if side == 0 else 10,
            "showarrow": False,
            "font": {"size": 11},
        }
        for side, lines in absent.items()
        for n, said in enumerate(lines)
    ]


def _label_sides(sides: dict[int, list[tuple[float, str, str]]], *, height: int) -> list[dict[str, Any]]:
    """The names beside the marks, moved apart where two would overlap."""
    values = [value for side in sides.values() for value, _, _ in side]
    span = (max(values) - min(values)) if values else 0.0
    step = LINE * (span or abs(max(values, default=1.0)) or 1.0) / (height - 60)
    notes = []
    for side, labels in sides.items():
        for place, (_, said, color) in zip(spread_labels([v for v, _, _ in labels], step=step), labels, strict=True):
            square = f'<span style="color:{color}">■</span>'
            notes.append(
                {
                    "x": side,
                    "y": place,
                    "text": f"{said} {square}" if side == 0 else f"{square} {said}",
                    "xanchor": "right" if side == 0 else "left",
                    "xshift": -10 if side == 0 else 10,
                    "showarrow": False,
                    "font": {"size": 12},
                }
            )
    return notes
