"""The small map of a portrait: the territory on its surroundings, an SVG served by address."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from typing import Any

import geopandas as gpd
import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo import boundaries
from loaders import store
from loaders.catalog import load_catalog
from pages.parts.geometry import FOREVER
from pages.parts.markup import tag

PREFIX = "/portrait"
WIDTH = 320
STYLE = (
    "path{stroke-linejoin:round;vector-effect:non-scaling-stroke}"
    ".g{fill:#8a93a055;stroke:#8a93a0;stroke-width:.6}.t{fill:#2b7ab3;stroke:#fff;stroke-width:1}"
)


@lru_cache(maxsize=64)
def _draw_ground(level: str, within: str) -> dict[str, Any]:
    """The drawn territories round one: the communes of an EPCI, the EPCIs of a département, the départements of a
    region. Raises ValueError where there are none."""
    vintage = load_catalog().deployment.vintage
    if level == "commune":
        communes = store.load_communes_of(within)
        departements = sorted({str(code) for code in communes["departements"]})
        frames = [boundaries.read_boundaries("commune", vintage, departement=code) for code in departements]
        frame = gpd.GeoDataFrame(pd.concat(frames), crs=4326)
        frame = frame[frame["epci"] == within]
    elif level == "departement":
        frame = boundaries.read_boundaries("departement", vintage)
        frame = frame[frame["region"].isin(frame.loc[frame["code"] == within, "region"])]
    else:
        frame = boundaries.read_boundaries("epci", vintage, departement=within)
    return boundaries.svg_paths(frame, width=WIDTH, precision=0.4)


@lru_cache(maxsize=1024)
def draw_picture(code: str) -> bytes | None:
    """The SVG of a territory, compressed; None where it cannot be drawn."""
    found = store.load_territories(codes=[code])
    if found.empty:
        return None
    row = found.iloc[0]
    level = str(row["level"])
    within = {"commune": str(row["epci"]), "departement": code}.get(level, str(row["departements"]).split(";")[0])
    codes = tuple(part for part in str(row["members"]).split(";") if part) or (code,)
    try:
        drawn = _draw_ground(level, within)
    except ValueError:
        return None
    shapes = sorted(drawn["shapes"], key=lambda shape: shape["code"] in codes)
    if not shapes or shapes[-1]["code"] not in codes:
        return None
    box = " ".join(str(value) for value in (-2, -2, drawn["viewBox"][0] + 4, drawn["viewBox"][1] + 4))
    paths = [tag("path", d=shape["d"], class_="t" if shape["code"] in codes else "g") for shape in shapes]
    content = tag("style", STYLE) + "".join(paths)
    svg = tag("svg", content, xmlns="http://www.w3.org/2000/svg", viewBox=box)
    return gzip.compress(svg.encode(), 6, mtime=0)


def picture_url(code: str) -> str:
    """The address of the picture of a territory, "" where it has none."""
    body = draw_picture(code)
    return f"{PREFIX}/{code}.svg?v={hashlib.sha256(body).hexdigest()[:8]}" if body else ""


def serve_picture(request: Request) -> Response:
    """The picture of a territory; 404 where it has none."""
    body = draw_picture(request.path_params["code"][:12])
    if body is None:
        return JSONResponse({"detail": "territoire sans contour"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(body, media_type="image/svg+xml", headers=headers)


routes = [Route(PREFIX + "/{code}.svg", serve_picture)]
