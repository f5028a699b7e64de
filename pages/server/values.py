"""The route of the values of maps."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.draw.values import (
    ABSOLUTE,
    BESIDE,
    PER_INHABITANT,
    PREFIX,
    build_standings,
    build_values,
    parse_query,
    read_pairs,
)
from pages.server.answers import FOREVER
from pages.views.maps.outlines import parse_ground
from pages.words.uses import explain_asked

UNKNOWN = "valeurs inconnues"


def serve_values(request: Request) -> Response:
    """The values of one map, or the ranks and changes beside them; 404 in JSON for what the catalogue does not know."""
    ground, measure, indicator = (request.path_params[name] for name in ("ground", "measure", "indicator"))
    try:
        restriction, bounds = parse_query(request.url.query)
    except ValueError as error:
        return JSONResponse({"detail": str(error)}, status_code=404)
    try:
        level, departements = parse_ground(ground)
    except ValueError:
        return JSONResponse({"detail": UNKNOWN}, status_code=404)
    if measure not in (ABSOLUTE, PER_INHABITANT) or (indicator, restriction) not in read_pairs():
        return JSONResponse({"detail": explain_asked(indicator, "map") or UNKNOWN}, status_code=404)
    digest, body = build_values(indicator, restriction, level, measure, bounds, departements)
    if request.query_params.get("v") != digest:
        return JSONResponse({"detail": "valeurs d'une autre version : rechargez la page"}, status_code=404)
    is_beside = request.url.path.startswith(BESIDE)
    if is_beside:
        body = build_standings(indicator, restriction, level, measure, departements)
    # The version is that of the values: what is said beside them may be worded anew.
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=3600" if is_beside else FOREVER}
    return Response(body, media_type="application/json", headers=headers)


routes = [
    Route(f"{prefix}/{{ground:path}}/{{measure}}/{{indicator}}.json", serve_values) for prefix in (PREFIX, BESIDE)
]
