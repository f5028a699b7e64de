"""Whose names a map may bear, the most important first: its territories, its towns, what lies round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo import boundaries
from geo.outline import find_room, place_contours
from loaders.catalog import load_catalog
from loaders.pipeline.territories import shorten_name
from pages.views.data.geography import MapLevel
from pages.views.maps.labels import Kind, Name, find_least, place_round, place_upon, place_within

# As many towns on a map whose territories are larger.
MOST_TOWNS = 150
# A town that the name of its EPCI holds already (Lens, Lens-Liévin) is named where a map shows little more than it.
CLOSE, LONG = 0.16, 5
# From which ratio on a town of so many inhabitants may be named: a village says little of a whole département.
FIRST = ((10_000, 0.0), (5_000, 0.045), (2_000, 0.05), (0, 0.08))
# What stays free round the names of communes, whose shades they would hide, in ems across and down.
WIDE_GAP = (1.3, 0.9)


def name_territories(
    level: MapLevel, frame: gpd.GeoDataFrame, drawn: dict[str, Any], beyond: Sequence[Sequence[Name]]
) -> list[Name]:
    """The names of a map of territories that geo.boundaries.svg_paths has drawn, each from the size on at which it has
    room; those `beyond` come last."""
    frame = frame.sort_values(["population", "code"], ascending=[False, True], na_position="last")
    if level == "commune":
        points = _place_points(frame, drawn)
        first = frame["population"].fillna(0).map(_find_first)
        own = [[place_upon(*entry)] for entry in zip(frame["code"], frame["name"], *points.T, first, strict=True)]
        return find_least([*own, *beyond], WIDE_GAP)
    short = frame["name"].map(shorten_name)
    own = place_names(frame["code"], short, place_contours(frame.geometry, drawn))
    return find_least([*own, *_list_towns(level, frame, short, drawn), *beyond])


def place_names(
    codes: Iterable[str], names: Iterable[str], contours: npt.NDArray[np.object_], kind: Kind = "own"
) -> list[list[Name]]:
    """The name of each outline where it has most room; none of an outline without a surface."""
    rooms = zip(codes, names, map(find_room, contours), strict=True)
    return [[place_within(code, name, room, kind)] for code, name, room in rooms if room]


def _list_towns(level: MapLevel, frame: gpd.GeoDataFrame, short: pd.Series, drawn: dict[str, Any]) -> list[list[Name]]:
    """The most populous communes of the territories of a map, with the places of their names round their dots."""
    own = frame["code"] if level == "departement" else frame["departements"].explode().unique()
    communes = boundaries.read_attributes("commune", load_catalog().deployment.vintage, departements=own)
    named = dict(zip(frame["code"], short, strict=True))
    towns = communes[communes[level].isin(named)].sort_values(["population", "code"], ascending=[False, True])
    towns = towns.dropna(subset="population").head(MOST_TOWNS)
    return [
        place_round(code, name, x, y, CLOSE if _is_told(name, named[own]) else _find_first(population))
        for code, name, own, population, (x, y) in zip(
            *(towns[column] for column in ("code", "name", level, "population")),
            _place_points(towns, drawn),
            strict=True,
        )
    ]


def _is_told(town: str, territory: str) -> bool:
    """Whether the name of a territory holds that of a town, or how it begins: Bruay-la-Buissière in Béthune-Bruay."""
    first = town.partition("-")[0]
    return town in territory or (len(first) >= LONG and first in territory.replace("-", " ").split())


def _find_first(population: float) -> float:
    return next(ratio for least, ratio in FIRST if population >= least)


def _place_points(frame: pd.DataFrame, drawn: dict[str, Any]) -> npt.NDArray[np.float64]:
    points = place_contours(gpd.points_from_xy(frame["lon"], frame["lat"]), drawn)
    return np.asarray(shapely.get_coordinates(points))
