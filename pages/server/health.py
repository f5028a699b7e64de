"""The route that says whether Terril is well."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders import store


def serve_health(request: Request) -> Response:
    """Whether the data can be read: the number of territories known."""
    return JSONResponse({"status": "ok", "territories": len(store.load_coverage_of_territories())})


routes = [Route("/sante", serve_health)]
