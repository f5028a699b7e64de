"""One more contour in the frame of a map already drawn: a border that overlays its territories."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely

from geo.paths import write_path


def draw_outline(contour: shapely.Geometry, drawn: dict[str, Any], *, precision: float = 0.5) -> str:
    """SVG path data of a contour (EPSG:4326) at the scale and origin of what geo.boundaries.svg_paths returned."""
    metres = gpd.GeoSeries([contour], crs=4326).to_crs(drawn["crs"]).iloc[0]
    left, _, right, top = drawn["bbox"]
    scale = drawn["viewBox"][0] / (right - left)
    placed = shapely.transform(metres, lambda points: (points - [left, top]) * [scale, -scale])
    return write_path(shapely.simplify(placed, precision), precision)
