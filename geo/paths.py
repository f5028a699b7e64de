"""Territories as SVG path data, in the legal projection of where they are."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.kept import CODE, keep

MAINLAND = 2154
# EPSG codes of the legal projections (décret 2000-1276 as amended) by box of longitudes and latitudes.
OVERSEAS = {
    5490: (-63.2, 14.2, -60.7, 18.2),  # RGAF09 / UTM 20N: Guadeloupe, Martinique
    2972: (-54.7, 2.0, -51.5, 5.9),  # RGFG95 / UTM 22N: Guyane
    2975: (55.1, -21.5, 55.9, -20.8),  # RGR92 / UTM 40S: La Réunion
    4471: (44.9, -13.1, 45.4, -12.5),  # RGM04 / UTM 38S: Mayotte
}


def draw_paths(frame: gpd.GeoDataFrame, *, width: int, precision: float) -> dict[str, Any]:
    """Project, scale, simplify as a coverage and round territories; see geo.boundaries.svg_paths."""
    epsg = find_projection(frame)
    metres = shapely.transform(frame.geometry.to_numpy(), lambda points: _project(points, epsg))
    left, bottom, right, top = shapely.total_bounds(metres)
    scale = width / (right - left)
    origin = np.array([left, top])
    ratio = np.array([scale, -scale])
    drawn = shapely.transform(metres, lambda points: (points - origin) * ratio)
    if shapely.coverage_is_valid(drawn):
        drawn = shapely.coverage_simplify(drawn, precision)
    shapes = [
        {"code": code, "name": name, "d": write_path(contour, precision)}
        for code, name, contour in zip(frame["code"], frame["name"], drawn, strict=True)
    ]
    if {"lon", "lat"} <= set(frame.columns):
        labels = (_project(frame[["lon", "lat"]].to_numpy(float), epsg) - origin) * ratio
        for shape, label in zip(shapes, labels, strict=True):
            shape["label"] = [round(float(value), 1) for value in label]
    return {
        "viewBox": [width, round(float(top - bottom) * float(scale), 1)],
        "crs": f"EPSG:{epsg}",
        "bbox": [round(float(value)) for value in (left, bottom, right, top)],
        "shapes": shapes,
    }


def find_projection(frame: gpd.GeoDataFrame) -> int:
    """EPSG code of the one legal projection of a frame; ValueError where it is empty or needs several."""
    bounds = frame.bounds
    zones = pd.Series(MAINLAND, index=frame.index)
    for epsg, (west, south, east, north) in OVERSEAS.items():
        inside = (bounds["minx"] > west) & (bounds["maxx"] < east) & (bounds["miny"] > south) & (bounds["maxy"] < north)
        zones[inside] = epsg
    found = sorted(set(zones))
    if len(found) != 1:
        raise ValueError(
            f"tracé de {len(frame)} territoires : une seule projection était attendue, {len(found)} trouvées {found}. "
            "Gardez les territoires de métropole, ou ceux d'un seul département d'outre-mer."
        )
    return int(found[0])


def write_path(contour: BaseGeometry, precision: float) -> str:
    """Write the rings of a contour with relative moves, as multiples of `precision`; rings that vanish are left out.

    A territory too small for the grid keeps its largest ring as a square of one step.
    """
    rings = []
    for polygon in shapely.get_parts(contour):
        for ring in (polygon.exterior, *polygon.interiors):
            steps = np.rint(shapely.get_coordinates(ring)[:-1] / precision).astype(np.int64)
            kept = steps[np.any(steps != np.roll(steps, 1, axis=0), axis=1)]
            if len(kept) > 2:
                rings.append(kept)
    if not rings:
        x, y = np.rint(shapely.get_coordinates(shapely.centroid(contour))[0] / precision).astype(np.int64)
        rings = [np.array([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]])]
    end = np.zeros(2, dtype=np.int64)
    path = []
    for ring in rings:
        moves = np.diff(ring, axis=0, prepend=end[None])
        end = ring[0]  # z brings the pen back to the ring's first point, from where the next m counts
        path.append(f"m{_spell(moves[:1], precision)}l{_spell(moves[1:], precision)}z")
    return "".join(path)


def _spell(moves: np.ndarray, precision: float) -> str:
    numbers = [f"{value * precision:.10g}" for value in moves.ravel().tolist()]
    return numbers[0] + "".join(number if number[0] == "-" else f" {number}" for number in numbers[1:])


def _project(points: np.ndarray, epsg: int) -> np.ndarray:
    return np.column_stack(_make_transformer(epsg).transform(points[:, 0], points[:, 1]))


@keep(CODE)
def _make_transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(4326, epsg, always_xy=True)
