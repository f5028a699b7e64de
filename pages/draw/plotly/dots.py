"""Territories among their peers: a dot each, in order, with the median and the middle half of those known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from loaders.reading.series import Series
from loaders.statistics.distribution import describe_distribution
from loaders.statistics.groups import THRESHOLD
from pages.draw.plotly.charts import lay_out
from pages.draw.plotly.marks import mark, number
from pages.draw.plotly.trend import hover_text
from pages.views.compared.absent import absence_of
from pages.views.reading import known_rows
from pages.words.french import STATUS_LABELS, format_value

MOST_NAMED = 40
TOGETHER = "les pairs"


def draw_dots(
    series: Series,
    year: int,
    chosen: tuple[str, ...],
    peers: tuple[str, ...],
    name: Callable[[str], str],
    *,
    reference: str,
) -> go.Figure:
    """A row per territory known in the year, the highest first, those chosen in colour, with the median of the peers
    and of the `reference`, whose peers they are.

    The median, and the quartiles from four values, are drawn only where three quarters are known. Beyond 40
    territories, the peers share one row. One chosen that has no value has a row that says its status in words.
    """
    members = tuple(dict.fromkeys([*chosen, *peers]))
    known = known_rows(series)
    rows = known[(known["year"] == year) & known["territory"].isin(members)].sort_values(["value", "territory"])
    order = number(chosen)
    is_strip = len(rows) > MOST_NAMED
    labels = _label_rows(rows, order, name, is_strip=is_strip)
    traces = [
        _draw_row(row, label, order, name, series) for row, label in zip(rows.to_dict("records"), labels, strict=True)
    ]
    lines = list(dict.fromkeys(labels))
    absent = {
        name(code): STATUS_LABELS[absence_of(series.frame, code, year)]
        for code in chosen
        if code not in set(rows["territory"])
    }
    lines = [*absent, *(line for line in lines if line not in absent)]
    height = 64 + 22 * max(len(lines), 2)
    compared = {reference, *peers}
    group = rows[rows["territory"].isin(compared)]
    shapes, notes = _draw_middle(group, len(compared), series)
    lay = lay_out(height=height, unit="", right=60)
    axis = {"fixedrange": True, "automargin": True, "zeroline": False}
    return go.Figure(
        traces,
        lay
        | {
            "xaxis": axis
            | {"tickformat": ",~r", "nticks": 7, "gridcolor": "rgba(128,136,148,0.18)", "range": _span(rows["value"])},
            "yaxis": axis
            | {
                "categoryorder": "array",
                "categoryarray": lines,
                "showgrid": True,
                "gridcolor": "rgba(128,136,148,0.18)",
                "ticktext": [_short(line) for line in lines],
                "tickvals": lines,
            },
            "shapes": shapes,
            "annotations": notes + _write_absent(absent),
            "margin": {"l": 8, "r": 60, "t": 34, "b": 8},
        },
    )


def _write_absent(absent: Mapping[str, str]) -> list[dict[str, Any]]:
    """In the row of each territory chosen that has no value, its status in words."""
    note = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 6, "showarrow": False, "font": {"size": 11}}
    return [note | {"y": who, "text": f"<i>{status}</i>"} for who, status in absent.items()]


def _span(values: pd.Series) -> list[float]:
    """The ends of the axis, with room for the values written on the right; zero is among them where it is near."""
    low, high = float(values.min()), float(values.max())
    low = 0.0 if 0 < low < 0.4 * high else low
    wide = (high - low) or abs(high) or 1.0
    return [low - 0.04 * wide, high + 0.18 * wide]


def _short(label: str) -> str:
    plain = label if len(label) <= 36 else f"{label[:35]}…"
    return escape(plain)


def _label_rows(rows: pd.DataFrame, order: Any, name: Callable[[str], str], *, is_strip: bool) -> list[str]:
    """The row of each territory: its own, told apart by the code where two have one name, or that of all peers."""
    names = {code: name(code) for code in rows["territory"]}
    twice = {n for n in names.values() if list(names.values()).count(n) > 1}
    return [
        TOGETHER
        if is_strip and code not in order
        else f"{names[code]} ({code})"
        if names[code] in twice
        else names[code]
        for code in rows["territory"]
    ]


def _draw_row(
    row: dict[Any, Any], label: str, order: Any, name: Callable[[str], str], series: Series
) -> dict[str, Any]:
    code = str(row["territory"])
    n = order.get(code)
    written = format_value(row["value"], series.unit, series.decimals, published=str(row["published"]))
    return {
        "type": "scatter",
        "mode": "markers" if n is None else "markers+text",
        "x": [row["value"]],
        "y": [label],
        "marker": mark(n, str(row["status"])),
        "text": [f"  {written}"],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "hovertext": [hover_text(name(code), row, series)],
        "hoverinfo": "text",
        "customdata": [row["id"]],
        "cliponaxis": False,
        "name": name(code),
    }


def _draw_middle(rows: pd.DataFrame, members: int, series: Series) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The line of the median and the band between the quartiles; nothing under 75 % or under three values."""
    if len(rows) < 3 or len(rows) < THRESHOLD * members:
        return [], []
    spread = describe_distribution(rows["value"])
    across: dict[str, Any] = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    shapes = [
        across | {"type": "line", "x0": spread.median, "x1": spread.median, "line": {"width": 1.5, "color": "gray"}}
    ]
    if spread.first_quartile is not None:
        band = {"x0": spread.first_quartile, "x1": spread.third_quartile, "line": {"width": 0}}
        shapes.append(across | band | {"type": "rect", "fillcolor": "rgba(128,136,148,0.14)"})
    said = f"médiane {format_value(spread.median, series.unit, series.decimals)} ({len(rows)} connus sur {members})"
    note = {"x": spread.median, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "text": said}
    low, high = _span(rows["value"])
    share = ((spread.median or 0.0) - low) / (high - low)
    note["xanchor"] = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    return shapes, [note | {"font": {"size": 12}}]
