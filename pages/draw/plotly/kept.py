"""Figures of Plotly that are drawn again and again, kept."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from geo.kept import OBSERVATIONS, keep
from pages.draw.plotly import charts


@keep(OBSERVATIONS)
def draw_stack(parts: tuple[tuple[str, str, float, str, str], ...], unit: str, decimals: int) -> go.Figure:
    """See pages.draw.plotly.charts.draw_stack; `parts` are bar, part, value, id and status."""
    rows = pd.DataFrame(parts, columns=["bar", "part", "value", "id", "status"])
    return charts.draw_stack(rows, unit=unit, decimals=decimals)
