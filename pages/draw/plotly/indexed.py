"""An index over the years, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from loaders.reading.series import Series
from pages.draw.plotly.trend import draw_trend


def draw_index(
    series: Series,
    lines: tuple[str, ...],
    name: Callable[[str], str],
    *,
    breaks: Mapping[int, str] | None = None,
) -> go.Figure:
    """The trend of series in index 100, with the level of 100 marked; the axis need not begin at zero."""
    figure = draw_trend(series, lines, name, breaks=breaks)
    figure.update_yaxes(rangemode="normal", zeroline=False)
    return figure.add_hline(y=100, line={"width": 1, "color": "gray"}, layer="below")
