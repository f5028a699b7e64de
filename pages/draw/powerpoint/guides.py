"""What stands beside the values of a native chart of lines, each as a series of its own that an office can remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.draw.powerpoint.frames import Ground
from pages.views.marks import Chart, Guide


@dataclass(frozen=True)
class GuideSeries:
    """A guide that is a series: a dashed line without marks."""

    guide: Guide

    def dress(self, series: Any, ground: Ground) -> None:
        """Give the series its colour and its dashes."""
        from pptx.enum.chart import XL_MARKER_STYLE
        from pptx.enum.dml import MSO_LINE
        from pptx.util import Pt

        series.smooth = False
        series.format.line.color.rgb = ground.rgb("muted" if self.guide.slot is None else f"c{self.guide.slot}")
        series.format.line.width = Pt(1.25)
        if self.guide.kind != "level":
            series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE


def add_guides(data: Any, chart: Chart, years: Sequence[int]) -> list[GuideSeries]:
    """Add to the data of a chart its guides that are lines: the level of an index, tendencies, paths."""
    added = []
    for guide in chart.guides:
        if guide.kind in ("interval", "median", "quartiles"):
            continue
        data.add_series(guide.name or "Indice 100", [_value_at(guide, year) for year in years])
        added.append(GuideSeries(guide))
    return added


def _value_at(guide: Guide, year: int) -> float | None:
    """The value of a guide in a year, between its points; None outside them."""
    if guide.kind == "level":
        return guide.points[0][1]
    for (x, y), (to, end) in zip(guide.points, guide.points[1:], strict=False):
        if x <= year <= to:
            return y + (end - y) * (year - x) / ((to - x) or 1.0)
    return None
