"""A coverage: contours that touch without gap or overlap, on a grid of 1e-5 degree."""

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

DECIMALS = 5
WIDEST_GAP = 0.004  # degrees: fills inlets closed by mistake (under 12 ha) and leaves Llívia, fifteen times as wide
PASSES = 10
ELLIPSOID = Geod(ellps="GRS80")


def clean_coverage(contours: np.ndarray) -> np.ndarray:
    """Snap contours that do not match to the last digit, fill slivers and round every vertex to the grid.

    Rounding can pull a vertex across an edge, and mending that adds vertices off the grid: both are repeated until
    nothing changes. Raises ValueError if that does not come to rest.
    """
    rounded = _round(contours)
    for _ in range(PASSES):
        rounded = _round(shapely.coverage_clean(rounded, snapping_distance=0, gap_width=WIDEST_GAP))
        if is_coverage(rounded):
            return np.asarray(shapely.normalize(rounded))
    raise ValueError(
        f"{len(rounded)} contours : une couverture valide était attendue après {PASSES} passes, "
        f"{(~shapely.is_valid(rounded)).sum()} contours sont encore invalides. Revoyez les contours reçus."
    )


def is_coverage(contours: np.ndarray) -> bool:
    """Tell whether contours are valid, not empty, and neighbours share their edges exactly."""
    return bool(
        shapely.is_valid(contours).all()
        and not shapely.is_empty(contours).any()
        and shapely.coverage_is_valid(contours)
    )


def merge_contours(contours: pd.Series, keys: pd.Series) -> pd.Series:
    """Unite the contours of a coverage that have the same key; a contour alone is kept as it is."""
    merged = contours.groupby(keys).agg(
        lambda group: group.iloc[0] if len(group) == 1 else shapely.normalize(shapely.coverage_union_all(group))
    )
    return merged.rename_axis(keys.name)


def measure_area(contours: np.ndarray) -> np.ndarray:
    """Area in km² on the ellipsoid GRS80, whatever the projection."""
    oriented = shapely.orient_polygons(contours)
    return np.array([ELLIPSOID.geometry_area_perimeter(contour)[0] for contour in oriented]) / 1e6


def find_inner_points(contours: np.ndarray) -> np.ndarray:
    """Longitude and latitude (n × 2) of a point well inside each contour: the centre of its largest inscribed circle.

    Longitudes are shrunk by the cosine of the latitude first, so that the circle is one on the ground.
    """
    latitudes = shapely.get_y(shapely.centroid(contours))
    points = np.empty((len(contours), 2))
    for row, (contour, latitude) in enumerate(zip(contours, latitudes, strict=True)):
        scale = np.array([np.cos(np.radians(latitude)), 1.0])
        shrunk = shapely.transform(contour, lambda vertices, scale=scale: vertices * scale)
        circle = shapely.maximum_inscribed_circle(shrunk, tolerance=1e-3)
        points[row] = shapely.get_coordinates(circle)[0] / scale
    return np.round(points, DECIMALS)


def _round(contours: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.transform(contours, lambda vertices: np.round(vertices, DECIMALS)))
