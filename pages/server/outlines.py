"""The routes of the outlines and of the ground of the map of projects."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.server.answers import FOREVER
from pages.views.maps.outlines import (
    AROUND,
    PREFIX,
    build_geojson,
    build_outlines,
    build_surroundings,
    parse_ground,
)
from pages.words.paths import EMPTY_STYLE


def serve_outlines(request: Request) -> Response:
    """The outlines of a level, or what lies round them; 404 in JSON where the name is not one of today's."""
    word = request.path_params["ground"].rpartition("-")[0]
    try:
        ground = parse_ground(word.removeprefix(AROUND))
        address, body = (build_surroundings if word.startswith(AROUND) else build_outlines)(*ground)
    except ValueError:
        address, body = "", b""
    if address != request.url.path:
        return JSONResponse({"detail": "contours inconnus"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(body, media_type="application/json", headers=headers)


def serve_geojson(request: Request) -> Response:
    """The ground of the map of projects."""
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=3600"}
    return Response(build_geojson(), media_type="application/geo+json", headers=headers)


async def serve_empty_style(request: Request) -> Response:
    """A map style with no tiles, no glyphs and no host: pydeck asks for one, or else for a stranger's."""
    return JSONResponse({"version": 8, "sources": {}, "layers": []})


routes = [
    Route(PREFIX + "/epci.geojson", serve_geojson),
    Route(EMPTY_STYLE, serve_empty_style),
    Route(PREFIX + "/{ground:path}", serve_outlines),
]
