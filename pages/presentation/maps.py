"""A map as data: its classes, its values of all years; the outlines are named by their level."""

from __future__ import annotations

from typing import Any

from loaders.series import Series
from pages.parts.map import choose_symbol, map_data
from pages.parts.values import tabulate
from pages.views.content import Content


def describe_map(content: Content, panel: Series, n: int) -> dict[str, Any]:
    """A map with all the years of the view; the outlines are named by their level, the values are at hand."""
    view = content.view
    data = map_data(
        panel,
        geometry=view.level,
        values=f"{panel.indicator}-{n}",
        year=content.year,
        selected=view.territories,
        symbol=choose_symbol(panel, view.symbol),
        classes=view.map_classes,
    )
    return {"map": data, "values": tabulate(panel.frame)}
