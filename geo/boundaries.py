"""Reading the boundaries of communes, EPCIs and départements, uniting and drawing them (SVG paths, GeoJSON)."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyarrow import parquet
from shapely.geometry.base import BaseGeometry

from geo.kept import CONTOURS, SHAPES, keep
from geo.paths import draw_paths

Level = Literal["commune", "epci", "departement"]
FOLDER = Path(__file__).parent
FILES = {"commune": "communes", "epci": "epci", "departement": "departements"}
VINTAGES = (2024, 2025)
# Of the width of what is drawn: a metre and a half for France with its overseas territories.
STEPS = 10_000_000


def read_boundaries(level: Level, vintage: int, *, departements: Collection[str] | None = None) -> gpd.GeoDataFrame:
    """Read the territories of a level (EPSG:4326), all of France or those wholly or partly in some départements.

    `departements` are codes ('D62'). An EPCI that straddles two of them is kept whole, and once. Raises ValueError for
    an unknown level, vintage or département, as `read_attributes` does.
    """
    return _read_contours(level, vintage, None if departements is None else frozenset(departements)).copy()


def read_attributes(level: Level, vintage: int, *, departements: Collection[str] | None = None) -> pd.DataFrame:
    """Read the same territories without their contours: names, populations, links, areas (km²), a point inside.

    `population` is the municipal population of 2017 in both vintages, null in Mayotte; an area is that of the contour,
    which the source has generalised: too rough for a density where it is under 1 km².
    """
    return _read_attributes(level, vintage, None if departements is None else frozenset(departements)).copy()


@keep(SHAPES)
def are_drawn(codes: tuple[str, ...], vintage: int) -> bool:
    """Whether every one of these territories, of one level or several, has a contour."""
    return all(
        set(wanted)
        <= set(parquet.read_table(_path(level), columns=["code"], filters=_filter(wanted, vintage))["code"].to_pylist())
        for level, wanted in _by_level(codes)
    )


@keep(SHAPES)
def union_of(codes: tuple[str, ...], vintage: int) -> BaseGeometry:
    """Unite territories given by code, of one level or several: '62498', '246200364', 'D62'.

    Raises ValueError for a code that the vintage does not have.
    """
    contours = []
    for level, wanted in _by_level(codes):
        found = _read_file(level, _filter(wanted, vintage))
        contours.extend(found["geometry"])
        if missing := sorted(set(wanted) - set(found["code"])):
            raise ValueError(
                f"contours, millésime {vintage} : codes inconnus {', '.join(missing)}. "
                "Une commune (5 caractères), un EPCI (SIREN) ou un département (« D » et son numéro) de ce "
                "millésime est attendu."
            )
    return shapely.union_all(contours)


def svg_paths(frame: gpd.GeoDataFrame, *, width: int = 1000, precision: float = 0.2) -> dict[str, Any]:
    """Draw territories (columns code, name, and lon and lat if labels are wanted) as SVG paths `width` units wide.

    The projection is Lambert-93, or the legal one of an overseas département; y goes downwards; vertices are rounded
    to `precision` units and neighbours still touch. Returns viewBox [w, h], crs, bbox [x, y, x, y] in metres of
    the projection, and shapes with code, name, d and the point `label` [x, y]. Raises ValueError for a frame that is
    empty or holds both mainland and overseas territories.
    """
    return draw_paths(frame, width=width, precision=precision)


def geojson(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Make a GeoJSON collection (RFC 7946: exteriors counter-clockwise) of 5 decimals with code and name."""
    contours = shapely.orient_polygons(_round(frame))
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": json.loads(contour)}
            for code, name, contour in zip(frame["code"], frame["name"], shapely.to_geojson(contours), strict=True)
        ],
    }


def topojson(frame: gpd.GeoDataFrame, name: str) -> dict[str, Any]:
    """Make a TopoJSON topology of the same points, where neighbours share each border: one object of that `name`."""
    from topojson.core.topology import Topology  # half a second, for who asks for this form alone

    rounded = gpd.GeoDataFrame(frame[["code", "name"]], geometry=_round(frame))
    shared = Topology(rounded, prequantize=False, topoquantize=STEPS, object_name=name)
    return dict(shared.to_dict())


def _round(frame: gpd.GeoDataFrame) -> np.ndarray:
    return np.asarray(shapely.transform(frame.geometry.to_numpy(), lambda points: points.round(5)))


@keep(CONTOURS)
def _read_contours(level: Level, vintage: int, departements: frozenset[str] | None) -> gpd.GeoDataFrame:
    return _read_file(level, _filter_places(level, vintage, departements))


@keep(CONTOURS)
def _read_attributes(level: Level, vintage: int, departements: frozenset[str] | None = None) -> pd.DataFrame:
    filters = _filter_places(level, vintage, departements)
    path = _path(level)
    columns = [name for name in _list_columns(path) if name != "geometry"]
    return pd.read_parquet(path, columns=columns, filters=filters)


def _filter_places(level: Level, vintage: int, departements: frozenset[str] | None) -> list[tuple[str, str, Any]]:
    """What a file of contours is asked for: a vintage, and what lies in some départements."""
    _check(level, vintage)
    filters: list[tuple[str, str, Any]] = [("vintage", "==", vintage)]
    if departements is None:
        return filters
    known = set(_read_attributes("departement", vintage)["code"])
    if unknown := ", ".join(sorted(departements - known)):
        raise ValueError(f"contours : « {unknown} » n'est pas un département. « D » et son numéro sont attendus.")
    return [*filters, _select(level, vintage, departements)]


def _read_file(level: Level, filters: list[tuple[str, str, Any]]) -> gpd.GeoDataFrame:
    return gpd.read_parquet(_path(level), filters=filters)


@keep(CONTOURS)
def _list_columns(path: Path) -> list[str]:
    return list(parquet.read_schema(path).names)


def _select(level: Level, vintage: int, departements: frozenset[str]) -> tuple[str, str, list[str]]:
    """What those of a level have that lie wholly or partly in one of some départements."""
    if level != "epci":
        return "departement" if level == "commune" else "code", "in", sorted(departements)
    epci = _read_attributes(level, vintage)
    is_within = [not departements.isdisjoint(own) for own in epci["departements"]]
    return "code", "in", list(epci["code"][is_within])


def _path(level: Level) -> Path:
    return FOLDER / f"{FILES[level]}.parquet"


def _filter(codes: list[str], vintage: int) -> list[tuple[str, str, Any]]:
    return [("vintage", "==", vintage), ("code", "in", codes)]


def _by_level(codes: tuple[str, ...]) -> Iterator[tuple[Level, list[str]]]:
    """The codes of each level that has some, sorted, each once."""
    for level in get_args(Level):
        if wanted := sorted({code for code in codes if _find_level(code) == level}):
            yield level, wanted


def _find_level(code: str) -> Level:
    if code.startswith("D"):
        return "departement"
    return "epci" if len(code) == 9 else "commune"


def _check(level: Level, vintage: int) -> None:
    if level not in FILES or vintage not in VINTAGES:
        raise ValueError(
            f"contours : niveau « {level} », millésime {vintage} demandés ; "
            f"{', '.join(FILES)} et {', '.join(map(str, VINTAGES))} sont attendus."
        )
