"""The routes of the map of all communes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.server.answers import FOREVER
from pages.views.france.sent import OUTLINES, VALUES, find_file


def serve_file(request: Request) -> Response:
    """One file for good; 404 in JSON for one that is not known or of another version."""
    body = find_file(request.url.path)
    if body is None:
        return JSONResponse({"detail": "fichier d'une autre version : rechargez la page"}, status_code=404)
    kind = "application/json" if request.url.path.endswith(".json") else "application/octet-stream"
    return Response(body, media_type=kind, headers={"Content-Encoding": "gzip", "Cache-Control": FOREVER})


routes = [Route(OUTLINES + "/{name}", serve_file), Route(VALUES + "/{name}", serve_file)]
