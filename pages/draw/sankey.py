"""The one chart that Plotly draws: flows, which a reader drags and follows."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from loaders.contrast import parse_color
from pages.views.palette import LIGHT, SLOTS
from pages.words.french import format_value

CONFIG = {"displayModeBar": False, "responsive": True}
# In pixels: the least height, that of a funder, the room for names at both ends.
LEAST, TALL, EDGE = 360, 34, 8
# How much of its colour a flow has.
FAINT = 0.35


def draw_sankey(flows: pd.DataFrame) -> go.Figure:
    """Funders on the left, projects on the right: `flows` has the columns nomAttribuant, projet, montant (euros)."""
    funders = flows.groupby("nomAttribuant")["montant"].sum().sort_values(ascending=False).index.tolist()
    projects = flows.groupby("projet")["montant"].sum().sort_values(ascending=False).index.tolist()
    nodes = {name: n for n, name in enumerate([*(f"f:{f}" for f in funders), *(f"p:{p}" for p in projects)])}
    colors = {project: LIGHT.lines[n % SLOTS] for n, project in enumerate(projects)}
    figure = go.Figure(
        go.Sankey(
            node={
                "label": [name[2:] for name in nodes],
                "pad": 14,
                "thickness": 12,
                "line": {"width": 0},
                "color": [LIGHT.other] * len(funders) + [colors[p] for p in projects],
                "customdata": [format_value(_total(flows, name), "€") for name in nodes],
                "hovertemplate": "%{label} : %{customdata}<extra></extra>",
            },
            link={
                "source": [nodes[f"f:{f}"] for f in flows["nomAttribuant"]],
                "target": [nodes[f"p:{p}"] for p in flows["projet"]],
                "value": flows["montant"],
                "color": [colors[p] + f"{round(255 * FAINT):02x}" for p in flows["projet"]],
                "customdata": [format_value(v, "€") for v in flows["montant"]],
                "hovertemplate": "%{source.label} → %{target.label} : %{customdata}<extra></extra>",
            },
        )
    )
    return figure.update_layout(
        height=max(LEAST, TALL * max(len(funders), len(projects) * 2)),
        margin={"l": EDGE, "r": EDGE, "t": EDGE, "b": EDGE},
        font={"size": 13},
        separators=",\u202f",
        paper_bgcolor=_fade(LIGHT.paper, 0),
        hovermode="closest",
    )


def _total(flows: pd.DataFrame, node: str) -> float:
    column = "nomAttribuant" if node.startswith("f:") else "projet"
    return float(flows.loc[flows[column] == node[2:], "montant"].sum())


def _fade(color: str, share: float) -> str:
    """A colour through which what is under it is seen."""
    red, green, blue = (round(255 * part) for part in parse_color(color))
    return f"rgba({red},{green},{blue},{share})"
