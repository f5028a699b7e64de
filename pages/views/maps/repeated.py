"""Small maps side by side, one per year or per restriction of an indicator: the same classes, one scale, one legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from geo.classes import ClassError, Classes
from loaders.reading.series import Series
from pages.views.maps.data import BY_DEFAULT, WORDS, choose_symbol, map_data, read_bounds
from pages.views.maps.reference import Bounds
from pages.views.maps.unsure import say_unsure

MOST_PANELS = 9


class Panel(NamedTuple):
    """One small map: what stands over it, the series and the year that it shows."""

    head: str
    series: Series
    year: int


def join_series(panels: Sequence[Panel]) -> Series:
    """The values of every panel as one series, the reference of their classes. Raises ClassError for two units."""
    distinct = list({id(panel.series): panel.series for panel in panels}.values())
    units = sorted({series.unit for series in distinct})
    if len(units) > 1:
        raise ClassError(
            f"De petites cartes ont une seule échelle, donc une seule unité ; {len(units)} trouvées : "
            f"{' et '.join(units)}. Choisissez des indicateurs de même unité."
        )
    return replace(distinct[0], frame=pd.concat([series.frame for series in distinct], ignore_index=True))


def name_values(series: Series, _bounds: Bounds) -> str:
    """A word for the values of a series, where nothing is fetched."""
    return f"{series.indicator}|{read_restriction(series)}|{series.per_inhabitant}"


def repeat_data(
    panels: Sequence[Panel],
    *,
    geometry: str,
    selected: Sequence[str],
    address: Callable[[Series, Bounds], str] = name_values,
    classes: Classes = BY_DEFAULT,
    symbol: str = "auto",
) -> dict[str, Any]:
    """What the browser needs: what the maps have in common, then what each has of its own.

    `address` gives the address of the values of a series, where they are fetched with their classes.
    """
    reference = join_series(panels)
    drawn = choose_symbol(reference, symbol)
    bounds = read_bounds(reference, classes, drawn)
    addresses = [address(panel.series, bounds) for panel in panels]
    common = map_data(
        reference,
        geometry=geometry,
        values=addresses[0],
        year=None,
        selected=tuple(selected),
        symbol=drawn,
        classes=classes,
    )
    # The status lines of the legend count the values of all the maps together.
    words = WORDS | {"singular": "valeur", "plural": "valeurs"}
    own = [
        {
            "key": f"{address}|{panel.year}",
            "title": panel.series.title,
            "head": ", ".join(filter(None, (panel.head, say_unsure(panel.series.frame).get(panel.year)))),
            "values": address,
            "years": [panel.year],
            "year": panel.year,
        }
        for panel, address in zip(panels, addresses, strict=True)
    ]
    key = "|".join([geometry, *(str(panel["key"]) for panel in own)])
    return {"key": key, "common": common | {"small": True, "words": words}, "panels": own}


def read_restriction(series: Series) -> str:
    """What a series is restricted to, as its rows write it."""
    return str(series.frame["scope"].iloc[0]) if len(series.frame) else ""
