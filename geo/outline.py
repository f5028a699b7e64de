"""More contours in the frame of a map already drawn: borders that overlay its territories, what lies round them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo.paths import write_path

# Words are wider than they are high: room across counts for so many times less.
STRETCH = 2.2


class Room(NamedTuple):
    """Where words may stand within an outline: a point, and how far it goes across and down there, in its units."""

    x: float
    y: float
    across: float
    down: float


def place_contours(contours: Iterable[shapely.Geometry], drawn: dict[str, Any]) -> npt.NDArray[np.object_]:
    """Contours or points (EPSG:4326) in the units of what geo.boundaries.svg_paths returned, whose y goes down."""
    metres = gpd.GeoSeries(list(contours), crs=4326).to_crs(drawn["crs"])
    left, _, right, top = drawn["bbox"]
    scale = drawn["viewBox"][0] / (right - left)
    placed = shapely.transform(metres.to_numpy(), lambda points: (points - [left, top]) * [scale, -scale])
    return np.asarray(placed)


def draw_outline(contour: shapely.Geometry, drawn: dict[str, Any], *, precision: float = 0.5) -> str:
    """SVG path data of a contour (EPSG:4326) at the scale and origin of what geo.boundaries.svg_paths returned."""
    (placed,) = place_contours([contour], drawn)
    return write_path(shapely.simplify(placed, precision), precision)


def find_room(contour: shapely.Geometry, *, tolerance: float = 1.0) -> Room | None:
    """The middle of the widest place of an outline, and what is free there; None of one without a surface.

    The place is the centre of the largest circle within its largest part once this is pressed together across.
    """
    parts = [part for part in shapely.get_parts(contour) if part.geom_type == "Polygon" and part.area]
    if not parts:
        return None
    widest = shapely.simplify(max(parts, key=lambda part: part.area), tolerance)
    pressed = shapely.transform(widest, lambda points: points * [1 / STRETCH, 1])
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(pressed, tolerance))[0] * [STRETCH, 1]
    left, top, right, bottom = widest.bounds
    across = _measure_chord(widest, shapely.LineString([(left - 1, y), (right + 1, y)]), (x, y))
    down = _measure_chord(widest, shapely.LineString([(x, top - 1), (x, bottom + 1)]), (x, y))
    return Room(float(x), float(y), across, down) if across and down else None


def _measure_chord(outline: shapely.Polygon, line: shapely.LineString, point: tuple[float, float]) -> float:
    """How long a line is within an outline, where it passes a point."""
    chords = shapely.get_parts(shapely.intersection(outline, line))
    near = min(chords, key=lambda chord: chord.distance(shapely.Point(point)), default=None)
    return float(near.length) if near is not None else 0.0
