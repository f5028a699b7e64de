"""The route of our scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.draw.browser.scripts import FILES, PREFIX, read_script
from pages.server.answers import FOREVER


def serve_script(request: Request) -> Response:
    """One script; 404 for one of another version."""
    found = dict(read_script(name) for name in FILES).get(request.url.path)
    if found is None:
        return JSONResponse({"detail": "script d'une autre version : rechargez la page"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(found, media_type="text/javascript", headers=headers)


routes = [Route(PREFIX + "/{name}", serve_script)]
