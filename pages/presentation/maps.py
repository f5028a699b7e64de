"""A map as data: its classes, its values of all years; the outlines are named by their level."""

from __future__ import annotations

from typing import Any, get_args

import pandas as pd

from geo.classes import Method, compute_breaks
from loaders.series import Series
from pages.exports.inks import mix_shades
from pages.parts import cached
from pages.parts.map import COLORS, class_labels, map_data
from pages.parts.values import tabulate
from pages.views.content import Content


def describe_map(content: Content, panel: Series, n: int) -> dict[str, Any]:
    """A map with all the years of the view; the outlines are named by their level, the values are at hand."""
    view = content.view
    unit = cached.read_catalog().unit_of(panel.indicator)
    is_circles = unit.additive and not panel.per_inhabitant and not view.breaks
    data = map_data(
        panel,
        geometry=view.level,
        values=f"{panel.indicator}-{n}",
        year=content.year,
        selected=view.territories,
        symbol="circle" if is_circles else "fill",
    )
    known = panel.frame["value"].dropna()
    if not is_circles and len(known):
        breaks = _find_breaks(content, known)
        colors = {theme: list(mix_shades(tuple(shades), len(breaks))) for theme, shades in COLORS.items()}
        labels = class_labels(breaks, float(known.min()), panel.decimals, panel.unit)
        data |= {"breaks": breaks, "labels": labels, "colors": colors}
    return {"map": data, "values": tabulate(panel.frame)}


def _find_breaks(content: Content, known: pd.Series) -> list[float]:
    """The upper bounds of the classes, on all years and territories of the map."""
    view, highest = content.view, float(known.max())
    if view.breaks:
        return [*(b for b in view.breaks if b < highest), highest]
    method: Any = view.method if view.method in get_args(Method) else "quantiles"
    return compute_breaks(known, view.classes, method)
