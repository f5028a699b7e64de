"""The outlines of a map in metres of its legal projection, simplified once for paper and kept by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from geo import boundaries, packed
from geo.kept import CONTOURS, keep
from geo.paths import find_projection
from loaders.catalog import load_catalog
from pages.views.data.geography import MapLevel, find_home, read_level

# Steps of a map over its width: as fine as a print at 200 dots per inch over ten inches.
FINENESS = 2000
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shape:
    """A territory: its name, its outline, its box (left, bottom, right, top) and a point inside."""

    code: str
    name: str
    path: Path
    bounds: Bounds
    point: tuple[float, float]


class Inset(NamedTuple):
    """The name under an inset: where its middle is, and the width that it has."""

    x: float
    y: float
    width: float
    name: str


@dataclass(frozen=True)
class Ground:
    """The shapes of a level by code, the borders drawn over them, the box of all; `names` stand under insets."""

    shapes: dict[str, Shape]
    borders: tuple[Path, ...]
    home: Path
    bounds: Bounds
    names: tuple[Inset, ...] = ()


def make_path(contour: shapely.Geometry) -> Path:
    """The rings of a contour as one path."""
    points, codes = [], []
    for polygon in shapely.get_parts(contour):
        for ring in (polygon.exterior, *polygon.interiors):
            own = shapely.get_coordinates(ring)
            if len(own) > 3:
                points.append(own)
                codes.append(np.r_[Path.MOVETO, np.full(len(own) - 2, Path.LINETO), Path.CLOSEPOLY])
    if not points:
        return Path(np.zeros((0, 2)))
    return Path(np.concatenate(points), np.concatenate(codes).astype(Path.code_type))


def _to_box(bounds: np.ndarray) -> Bounds:
    left, bottom, right, top = (float(v) for v in bounds)
    return left, bottom, right, top


@keep(CONTOURS)
def read_ground(level: MapLevel) -> Ground:
    """The ground of a map."""
    catalog = load_catalog()
    frame = read_level(catalog, level)
    epsg = find_projection(frame)
    metres = frame.to_crs(epsg)
    contours = metres.geometry.to_numpy()
    whole = _to_box(shapely.total_bounds(contours))
    step = (whole[2] - whole[0]) / FINENESS
    if shapely.coverage_is_valid(contours):
        contours = shapely.coverage_simplify(contours, step)
    boxes = shapely.bounds(contours)
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326).to_crs(epsg)
    shapes = {
        str(code): Shape(str(code), str(name), make_path(contour), _to_box(box), (point.x, point.y))
        for code, name, contour, box, point in zip(frame["code"], frame["name"], contours, boxes, points, strict=True)
    }
    vintage = catalog.deployment.vintage
    around: tuple[tuple[str, ...], ...] = ()
    if level == "commune":
        around = tuple((code,) for code in sorted(frame["epci"].dropna().unique()))

    def draw(codes: tuple[str, ...]) -> Path:
        union = gpd.GeoSeries([boundaries.union_of(codes, vintage)], crs=4326).to_crs(epsg).iloc[0]
        return make_path(shapely.simplify(union, step))

    return Ground(shapes, tuple(draw(codes) for codes in around), draw(find_home(catalog)), whole)


def read_france(epci: str | None) -> Ground:
    """The ground of all communes of France, overseas in insets, or of an EPCI and round it, in metres of the map."""
    body = packed.FILE.read_bytes() if epci is None else packed.build_epci(epci)
    codes, rings = packed.unpack(body)
    shapes = {code: _make_shape(code, own) for code, own in zip(codes, rings, strict=True)}
    if epci is None:
        names = tuple(
            Inset((one.box[0] + one.box[2]) / 2, one.box[1], one.box[2] - one.box[0], one.name) for one in packed.INSETS
        )
        return Ground(shapes, (), Path(np.zeros((0, 2))), _surround(list(shapes.values())), names)
    members = [shapes[code] for code in packed.read_members(epci)["code"].astype(str)]
    left, bottom, right, top = _surround(members)
    margin = 0.08 * (right - left)
    inside = {
        code: shape
        for code, shape in shapes.items()
        if left - margin < shape.point[0] < right + margin and bottom - margin < shape.point[1] < top + margin
    }
    home = Path.make_compound_path(*(shape.path for shape in members))
    return Ground(inside, (), home, _surround(list(inside.values())))


def _make_shape(code: str, rings: list[npt.NDArray[np.float64]]) -> Shape:
    """A commune of rings that are not closed; its point is the middle of its box."""
    closed = [np.concatenate([ring, ring[:1]]) for ring in rings]
    codes = [np.r_[Path.MOVETO, np.full(len(ring) - 2, Path.LINETO), Path.CLOSEPOLY] for ring in closed]
    points = np.concatenate(closed)
    box = _to_box(np.concatenate([points.min(axis=0), points.max(axis=0)]))
    path = Path(points, np.concatenate(codes).astype(Path.code_type))
    return Shape(code, code, path, box, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))


def _surround(shapes: list[Shape]) -> Bounds:
    """The box of several shapes."""
    boxes = np.array([shape.bounds for shape in shapes])
    return _to_box(np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)]))
