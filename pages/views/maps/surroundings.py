"""What lies round a map: the outlines of its neighbours, the borders between départements, their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo import boundaries
from geo.outline import place_contours
from geo.paths import write_path
from loaders.catalog import load_catalog
from loaders.pipeline.territories import shorten_name
from pages.views.data.geography import MapLevel, read_level
from pages.views.maps.labels import Name
from pages.views.maps.names import name_territories, place_names

# Round a map its neighbours are known as far as it may be seen in a box of so wide a shape, and a part of its height.
WIDEST, FAR = 2.3, 0.2
# How far round it a département must have room for its name.
NEAR = 0.13
PRECISION = 1.0
Contours = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Surroundings:
    """Neighbours and the borders of their départements in the units of a map, and the names of the whole map."""

    neighbours: Contours
    borders: Contours
    names: tuple[Name, ...]

    def cut(self, box: tuple[float, float, float, float]) -> tuple[str, str]:
        """The path data of what lies within a box (left, top, right, bottom): of the neighbours, of the borders."""
        return _write(self.neighbours, box), _write(self.borders, box)

    @cached_property
    def paths(self) -> tuple[str, str]:
        """The path data of all neighbours, and of all borders."""
        return self.cut((-np.inf, -np.inf, np.inf, np.inf))


def _write(contours: Contours, box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    reach = shapely.total_bounds(contours) if len(contours) else (0.0, 0.0, 1.0, 1.0)
    ends = (max(left, reach[0]), max(top, reach[1]), min(right, reach[2]), min(bottom, reach[3]))
    inside = [one for one in shapely.clip_by_rect(contours, *ends) if one.area]
    return "".join("M" + write_path(one, PRECISION)[1:] for one in inside)


def read_surroundings(level: MapLevel, departements: tuple[str, ...], drawn: dict[str, Any]) -> Surroundings:
    """What lies round the map of a level that geo.boundaries.svg_paths has drawn: EPCIs, or round départements others,
    as far as they are of the same projection."""
    frame, (width, height) = read_level(level, departements), drawn["viewBox"]
    far = _widen(width, height, max(FAR * width, (WIDEST * height - width) / 2), FAR * height)
    near = _widen(width, height, NEAR * width, NEAR * width)
    main = shapely.union_all(place_contours(frame.geometry, drawn))
    vintage = load_catalog().deployment.vintage
    departement = _keep_near(boundaries.read_boundaries("departement", vintage), drawn, far)
    others, areas = _find_seen(departement, drawn, far, main)
    if level == "departement":
        return Surroundings(areas, areas[:0], tuple(_name(level, frame, drawn, [(others, areas)])))
    # Those of the départements near by alone: what lies round a map is a small part of the country.
    epci = boundaries.read_boundaries("epci", vintage, departements=departement["code"])
    epcis, neighbours = _find_seen(_keep_near(epci, drawn, far), drawn, far, main)
    closest = shapely.intersection(areas, near)
    named = [(others.assign(name=others["name"].str.upper()), closest), (epcis, neighbours)]
    return Surroundings(neighbours, areas, tuple(_name(level, frame, drawn, named)))


def _widen(width: float, height: float, across: float, down: float) -> shapely.Polygon:
    return shapely.box(-across, -down, width + across, height + down)


def _name(
    level: MapLevel, frame: gpd.GeoDataFrame, drawn: dict[str, Any], beyond: list[tuple[gpd.GeoDataFrame, Contours]]
) -> list[Name]:
    rows = [place_names(other["code"], other["name"].map(shorten_name), areas, "beyond") for other, areas in beyond]
    return name_territories(level, frame, drawn, [places for own in rows for places in own])


def _keep_near(frame: gpd.GeoDataFrame, drawn: dict[str, Any], box: shapely.Polygon) -> gpd.GeoDataFrame:
    """The territories that may lie in a box round a map, the most populous first."""
    west, south, east, north = _find_window(drawn, box)
    bounds = frame.bounds
    is_near = (bounds["maxx"] > west) & (bounds["minx"] < east) & (bounds["maxy"] > south) & (bounds["miny"] < north)
    return frame[is_near].sort_values(["population", "code"], ascending=[False, True])


def _find_seen(
    frame: gpd.GeoDataFrame, drawn: dict[str, Any], box: shapely.Polygon, main: shapely.Geometry
) -> tuple[gpd.GeoDataFrame, Contours]:
    """The territories beyond a map and within a box, and what is seen of each."""
    placed = place_contours(frame.geometry, drawn)
    placed = shapely.coverage_simplify(placed, PRECISION) if shapely.coverage_is_valid(placed) else placed
    seen = shapely.difference(shapely.intersection(placed, box), shapely.buffer(main, PRECISION / 2))
    # Of a neighbour that is on the map but for a sliver nothing is seen.
    is_seen = shapely.area(seen) > np.maximum(0.02 * shapely.area(placed), PRECISION)
    return frame[is_seen], seen[is_seen]


def _find_window(drawn: dict[str, Any], box: shapely.Polygon) -> tuple[float, float, float, float]:
    """The longitudes and latitudes of a box in the units of a map."""
    left, _, right, top = drawn["bbox"]
    scale = drawn["viewBox"][0] / (right - left)
    metres = shapely.transform(
        shapely.segmentize(box, 50), lambda points: points * [1 / scale, -1 / scale] + [left, top]
    )
    bounds = gpd.GeoSeries([metres], crs=drawn["crs"]).to_crs(4326).total_bounds
    west, south, east, north = (float(value) for value in bounds)
    return west, south, east, north
