"""The route that says whether Terril is well."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders import store
from pages.server import versions


def serve_health(request: Request) -> Response:
    """Whether the data can be read: the number of territories known, and which version of the tables is served.

    « degraded » where the tables that lie there cannot be served: the last good ones are, and `fault` says why.
    """
    told = {"territories": len(store.load_coverage_of_territories()), "version": store.read_version()}
    if versions.STATE.fault:
        return JSONResponse({"status": "degraded", **told, "fault": versions.STATE.fault})
    return JSONResponse({"status": "ok", **told})


routes = [Route("/sante", serve_health)]
