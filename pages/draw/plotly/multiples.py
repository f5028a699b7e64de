"""Small multiples: the same small chart again and again, on one scale unless another is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from loaders.reading.series import Series
from pages.draw.plotly.charts import lay_out
from pages.draw.plotly.marks import FAINT
from pages.draw.plotly.trend import BREAK, draw_territory
from pages.views.compared.absent import absence_of
from pages.views.segments import split_segments
from pages.words.french import STATUS_LABELS

HEIGHT = 190


@dataclass(frozen=True)
class Panel:
    """One small chart: the lines of `territories` in colour, those of `behind` faint, for the eye to compare.

    `first` is the number of the first line, which gives it its colour and its symbol.
    """

    title: str
    series: Series
    territories: tuple[str, ...]
    behind: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True)
class Scale:
    """The years and the values that a panel spans."""

    years: tuple[int, int]
    values: tuple[float, float]


def find_scale(panels: Sequence[Panel]) -> Scale | None:
    """The scale that holds every value of some panels and zero; None where none has a value."""
    known = [panel.series.frame[panel.series.frame["territory"].isin(panel.territories)] for panel in panels]
    known = [rows[rows["value"].notna()] for rows in known]
    known = [rows for rows in known if len(rows)]
    if not known:
        return None
    lowest = min(float(rows["value"].min()) for rows in known)
    highest = max(float(rows["value"].max()) for rows in known)
    years = min(int(rows["year"].min()) for rows in known), max(int(rows["year"].max()) for rows in known)
    return Scale(years, (min(0.0, lowest), max(0.0, highest) or 1.0))


def check_units(panels: Sequence[Panel]) -> bool:
    """Whether the panels share one unit, without which they cannot share a scale."""
    return len({panel.series.unit_label for panel in panels}) <= 1


def draw_panel(panel: Panel, scale: Scale, name: Callable[[str], str]) -> go.Figure:
    """One small chart on a scale that others share or that is its own; an empty one says so."""
    traces: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    frame = panel.series.frame
    is_empty = not frame.loc[frame["territory"].isin(panel.territories), "value"].notna().any()
    for code in () if is_empty else panel.behind:
        x, y = split_segments(frame[frame["territory"] == code].sort_values("year"))
        line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"}
        traces.append(line | {"line": {"color": FAINT, "width": 1}, "opacity": 0.6})
    for n, code in enumerate(panel.territories):
        points = frame[frame["territory"] == code].sort_values("year")
        if not points["value"].notna().any():
            continue
        traces += draw_territory(points, panel.first + n, name(code), panel.series)
        shapes += [
            {"type": "line", "xref": "x", "yref": "y domain", "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1}
            | {"line": BREAK}
            for year in points.loc[points["break_before"], "year"]
        ]
    for trace in traces:
        if "marker" in trace:
            trace["marker"] = trace["marker"] | {"size": 6}
    low, high = scale.values
    room = 0.08 * (high - low)
    axis = {"fixedrange": True, "automargin": True}
    why = STATUS_LABELS[absence_of(frame, panel.territories[0])] if panel.territories else ""
    empty = {"text": why, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    lay = lay_out(height=HEIGHT, unit="")
    return go.Figure(
        traces,
        lay
        | {
            "xaxis": axis
            | {
                "showgrid": False,
                "zeroline": False,
                "tickvals": sorted(set(scale.years)),
                "tickformat": "d",
                "range": [scale.years[0] - 0.6, scale.years[1] + 0.6],
            },
            "yaxis": axis
            | {
                "range": [low - (room if low < 0 else 0), high + room],
                "nticks": 4,
                "tickformat": ",~r",
                "gridcolor": "rgba(128,136,148,0.18)",
                "zeroline": True,
                "zerolinecolor": "rgba(128,136,148,0.5)",
            },
            "shapes": shapes,
            "annotations": [empty] if is_empty else [],
            "margin": {"l": 4, "r": 10, "t": 6, "b": 4},
        },
    )
