"""The route of the small maps of portraits."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.draw.portrait_map import PREFIX, draw_picture
from pages.server.answers import FOREVER


def serve_picture(request: Request) -> Response:
    """The picture of a territory; 404 in JSON where it has none."""
    body = draw_picture(request.path_params["code"])
    if body is None:
        return JSONResponse({"detail": "territoire sans contour"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(body, media_type="image/svg+xml", headers=headers)


routes = [Route(PREFIX + "/{code}.svg", serve_picture)]
