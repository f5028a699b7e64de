"""The outlines of a map as the browser fetches them: compressed, under an address that holds their hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import geopandas as gpd

from geo import boundaries
from geo.kept import CONTOURS, keep
from geo.outline import draw_outline
from loaders.catalog import Catalog, load_catalog
from pages.views.data.geography import MapLevel, find_home, read_level

PREFIX = "/contours"


def _borders(catalog: Catalog, level: MapLevel, frame: gpd.GeoDataFrame, drawn: dict[str, Any]) -> list[dict[str, str]]:
    """The borders drawn over a map: its EPCIs on a map of communes, and the home territory."""
    borders = []
    if level == "commune":
        epci = read_level(catalog, "epci").sort_values("code")
        contours = epci["geometry"][epci["code"].isin(frame["epci"])]
        borders = [{"kind": "epci", "d": draw_outline(contour, drawn)} for contour in contours]
    if home := find_home(catalog):
        union = boundaries.union_of(home, catalog.deployment.vintage)
        borders.append({"kind": "home", "d": draw_outline(union, drawn)})
    return borders


@keep(CONTOURS)
def build_outlines(level: MapLevel) -> tuple[str, bytes]:
    """The address and the compressed JSON of the outlines of a level: viewBox, shapes (code, name, d, x, y), lines."""
    catalog = load_catalog()
    frame = read_level(catalog, level)
    drawn = boundaries.svg_paths(frame)
    drawn["lines"] = _borders(catalog, level, frame, drawn)
    body = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return f"{PREFIX}/{level}-{digest}.json", gzip.compress(body, 9, mtime=0)


def outlines_url(level: MapLevel) -> str:
    """The address of the outlines of a level."""
    return build_outlines(level)[0]


@keep(CONTOURS)
def build_geojson() -> bytes:
    """The EPCIs of the deployment as compressed GeoJSON, the ground of the map of projects."""
    body = json.dumps(boundaries.geojson(read_level(load_catalog(), "epci")), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(body.encode(), 9, mtime=0)
