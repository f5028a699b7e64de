"""Figures drawn with Plotly: stacked bars and flows. Pure functions of data; labels on the data."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.words.french import STATUS_LABELS, format_number, format_value

# Okabe and Ito (2008), in an order whose neighbours differ in lightness too.
COLORS = [
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#b8860b",
    "#7a5195",
    "#8c8c8c",
    "#117733",
    "#aa4499",
    "#88ccee",
    "#999933",
]
SYMBOLS = [
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "cross",
    "x",
    "star",
    "pentagon",
    "hexagon",
    "bowtie",
    "hourglass",
]
# Of a figure or a sign in the letters of an axis, in pixels.
LETTER = 7.0
CONFIG = {"displayModeBar": False, "responsive": True}


def symbol_of(n: int) -> str:
    """The symbol of the nth line: beyond the twelfth, whose colours come again, other symbols go with them."""
    return SYMBOLS[(n + n // len(SYMBOLS)) % len(SYMBOLS)]


def lay_out(*, height: int, unit: str, legend: bool = False, right: int = 8) -> dict[str, Any]:
    """The layout that all our figures share: French separators, no ground, no dragging; the unit above the axis."""
    above = {
        "text": unit,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 12},
    }
    return {
        "height": height,
        "margin": {"l": 8, "r": right, "t": 26, "b": 8},
        "separators": ",\u202f",
        "showlegend": legend,
        "hovermode": "closest",
        "font": {"size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "annotations": [above] if unit else [],
    }


def measure_labels(values: Iterable[float], ticks: int) -> int:
    """The pixels that the numbers of an axis with so many ticks take, from zero or below: Plotly, which would measure
    them itself, draws a chart twice for it. Its steps are 2, 5 or 10 times a power of ten (`Axes.autoTicks`)."""
    known = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *known]), 1.1 * max([0.0, *known])
    rough = (high - low) / ticks or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(part for part in (2, 5, 10) if part * power >= rough * (1 - 1e-9))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    longest = max(len(format_number(end - end % step, decimals)) for end in (low, high))
    return math.ceil(LETTER * longest) + 10


def draw_stack(parts: pd.DataFrame, *, unit: str, decimals: int) -> go.Figure:
    """Horizontal stacked bars: `parts` has the columns bar, part, value, id, and status where it has one.

    A large enough segment bears its name; a part of a bar that has no length (zero, or no value and why) is written
    after it.
    """
    figure = go.Figure()
    totals = parts.groupby("bar")["value"].sum()
    order = parts.groupby("part")["value"].sum().sort_values(ascending=False).index
    largest = float(totals.max()) if len(totals) else 1.0
    for n, part in enumerate(order):
        rows = parts[parts["part"] == part]
        figure.add_bar(
            y=rows["bar"].astype(str),
            x=rows["value"],
            orientation="h",
            name=str(part),
            marker_color=COLORS[n % len(COLORS)],
            text=[str(part) if v > 0.1 * largest else "" for v in rows["value"]],
            textposition="inside",
            insidetextanchor="middle",
            customdata=rows["id"].tolist(),
            hoverinfo="text",
            hovertext=[
                f"{b} – {part} : {format_value(v, unit, decimals)} ({format_number(100 * v / totals[b])}\u00a0%)"
                for b, v in zip(rows["bar"], rows["value"], strict=True)
            ],
        )
    for bar, said in _list_without_length(parts, unit, decimals).items():
        figure.add_annotation(
            x=float(totals.get(bar, 0.0)),
            y=str(bar),
            text=escape(said),
            xanchor="left",
            showarrow=False,
            xshift=6,
            font={"size": 11},
        )
    figure.update_layout(barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})
    order_of_bars = totals.sort_values().index.astype(str).tolist()
    figure.update_yaxes(categoryorder="array", categoryarray=order_of_bars, automargin=True, fixedrange=True)
    figure.update_xaxes(automargin=True, fixedrange=True, nticks=6, tickformat=",~r")
    figure.update_layout(legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0, "traceorder": "normal"})
    frame = lay_out(height=120 + 44 * len(totals), unit="", legend=True)
    frame["annotations"] += figure.layout.annotations
    return figure.update_layout(frame)


def _list_without_length(parts: pd.DataFrame, unit: str, decimals: int) -> dict[str, str]:
    """By bar, its parts that no segment can show: « Verre : confidentiel ; Textiles : 0 t »."""
    statuses = parts["status"].astype(str) if "status" in parts else pd.Series("missing", parts.index)
    said: dict[str, list[str]] = {}
    for bar, part, value, status in zip(parts["bar"], parts["part"], parts["value"], statuses, strict=True):
        if pd.isna(value) or value == 0:
            words = STATUS_LABELS[status] if pd.isna(value) else format_value(value, unit, decimals)
            said.setdefault(str(bar), []).append(f"{part} : {words}")
    return {bar: " ; ".join(dict.fromkeys(words)) for bar, words in said.items()}


def draw_sankey(flows: pd.DataFrame) -> go.Figure:
    """Funders on the left, projects on the right: `flows` has the columns nomAttribuant, projet, montant (euros)."""
    funders = flows.groupby("nomAttribuant")["montant"].sum().sort_values(ascending=False).index.tolist()
    projects = flows.groupby("projet")["montant"].sum().sort_values(ascending=False).index.tolist()
    nodes = {name: n for n, name in enumerate([*(f"f:{f}" for f in funders), *(f"p:{p}" for p in projects)])}
    colors = {project: COLORS[n % len(COLORS)] for n, project in enumerate(projects)}
    figure = go.Figure(
        go.Sankey(
            node={
                "label": [name[2:] for name in nodes],
                "pad": 14,
                "thickness": 12,
                "line": {"width": 0},
                "color": ["#8a8f98"] * len(funders) + [colors[p] for p in projects],
                "customdata": [format_value(_total(flows, name), "€") for name in nodes],
                "hovertemplate": "%{label} : %{customdata}<extra></extra>",
            },
            link={
                "source": [nodes[f"f:{f}"] for f in flows["nomAttribuant"]],
                "target": [nodes[f"p:{p}"] for p in flows["projet"]],
                "value": flows["montant"],
                "color": [_fade(colors[p]) for p in flows["projet"]],
                "customdata": [format_value(v, "€") for v in flows["montant"]],
                "hovertemplate": "%{source.label} → %{target.label} : %{customdata}<extra></extra>",
            },
        )
    )
    return figure.update_layout(lay_out(height=max(360, 34 * max(len(funders), len(projects) * 2)), unit=""))


def _total(flows: pd.DataFrame, node: str) -> float:
    column = "nomAttribuant" if node.startswith("f:") else "projet"
    return float(flows.loc[flows[column] == node[2:], "montant"].sum())


def _fade(color: str) -> str:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"
