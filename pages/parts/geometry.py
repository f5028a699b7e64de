"""The outlines that the map fetches once, compressed and cached for good under a name that holds their hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import geopandas as gpd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo import boundaries
from geo.outline import draw_outline
from loaders.catalog import Catalog, load_catalog

MapLevel = Literal["commune", "epci", "departement"]
LEVELS: tuple[MapLevel, ...] = ("commune", "epci", "departement")
PREFIX = "/contours"
FOREVER = "public, max-age=31536000, immutable"


def _borders(catalog: Catalog, level: MapLevel, drawn: dict[str, Any]) -> list[dict[str, str]]:
    """The borders drawn over a map: its EPCIs on a map of communes, and the home territory."""
    deployment = catalog.deployment
    borders = []
    if level == "commune":
        communes = boundaries.read_attributes("commune", deployment.vintage)
        shown = communes["code"].isin([shape["code"] for shape in drawn["shapes"]])
        codes = sorted(communes.loc[shown, "epci"].dropna().unique())
        borders = [
            {"kind": "epci", "d": draw_outline(boundaries.union_of((code,), deployment.vintage), drawn)}
            for code in codes
        ]
    declared = catalog.territories.get(deployment.home)
    members = declared.members if declared else (deployment.home,)
    return [*borders, {"kind": "home", "d": draw_outline(boundaries.union_of(members, deployment.vintage), drawn)}]


@lru_cache(maxsize=8)
def build_outlines(level: MapLevel) -> tuple[str, bytes]:
    """The address and the compressed JSON of the outlines of a level: viewBox, shapes (code, name, d, x, y), lines."""
    catalog = load_catalog()
    frame = read_level(catalog, level)
    drawn = boundaries.svg_paths(frame)
    drawn["lines"] = _borders(catalog, level, drawn)
    body = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return f"{PREFIX}/{level}-{digest}.json", gzip.compress(body, 9, mtime=0)


def read_level(catalog: Catalog, level: MapLevel) -> gpd.GeoDataFrame:
    """The boundaries that a map of this level shows: the deployment's, or for départements those of its regions."""
    deployment = catalog.deployment
    if level != "departement":
        return boundaries.read_boundaries(level, deployment.vintage, departement=deployment.departements[0])
    frame = boundaries.read_boundaries("departement", deployment.vintage)
    regions = set(frame.loc[frame["code"].isin(deployment.departements), "region"])
    return frame[frame["region"].isin(regions)]


@lru_cache(maxsize=8)
def read_codes(level: MapLevel) -> tuple[str, ...]:
    """The codes of the territories that a map of this level draws."""
    return tuple(read_level(load_catalog(), level)["code"])


@lru_cache(maxsize=8)
def read_names(level: MapLevel) -> Mapping[str, str]:
    """The territories that a map of this level draws, with the names of its outlines."""
    frame = read_level(load_catalog(), level)
    return dict(zip(frame["code"].astype(str), frame["name"].astype(str), strict=True))


def outlines_url(level: MapLevel) -> str:
    """The address of the outlines of a level."""
    return build_outlines(level)[0]


async def serve_outlines(request: Request) -> Response:
    """One outline file; 404 in JSON where the name is not one of today's."""
    files = dict(build_outlines(level) for level in LEVELS)
    body = files.get(request.url.path)
    if body is None:
        return JSONResponse({"detail": "contours inconnus"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(body, media_type="application/json", headers=headers)


@lru_cache(maxsize=1)
def build_geojson() -> bytes:
    """The EPCIs of the deployment as compressed GeoJSON, the ground of the map of projects."""
    body = json.dumps(boundaries.geojson(read_level(load_catalog(), "epci")), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(body.encode(), 9, mtime=0)


async def serve_geojson(request: Request) -> Response:
    """The ground of the map of projects."""
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=3600"}
    return Response(build_geojson(), media_type="application/geo+json", headers=headers)


async def serve_empty_style(request: Request) -> Response:
    """A map style with no tiles, no glyphs and no host: pydeck asks for one, or else for a stranger's."""
    return JSONResponse({"version": 8, "sources": {}, "layers": []})


routes = [
    Route(PREFIX + "/epci.geojson", serve_geojson),
    Route("/style/empty.json", serve_empty_style),
    Route(PREFIX + "/{name}", serve_outlines),
]
