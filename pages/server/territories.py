"""The routes of the territories to choose from, those of the service too, and of the groups added at once."""

from __future__ import annotations

import re
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.own.database.named import OwnDatabaseError
from pages.server.answers import FOREVER
from pages.server.office.own import AWAY
from pages.server.office.territories import CHOICES, list_choices
from pages.views.picker.listing import PREFIX, build_listing
from pages.views.picker.offers import OFFERS, list_offers

# As many départements as an installation may well have.
NAME = re.compile(r"(D\w{2,3}(?:\+D\w{2,3}){0,20})-\w{12}\.json")


def serve_territories(request: Request) -> Response:
    """The territories round some départements; 404 in JSON for none such, or those of another version of the data."""
    named = NAME.fullmatch(request.path_params["name"])
    try:
        address, body = build_listing(tuple(named[1].split("+"))) if named else ("", b"")
    except ValueError:
        address, body = "", b""
    if address != request.url.path:
        return JSONResponse({"detail": "territoires inconnus : rechargez la page"}, status_code=404)
    return Response(body, media_type="application/json", headers={"Content-Encoding": "gzip", "Cache-Control": FOREVER})


def serve_offers(request: Request) -> Response:
    """The groups round the territory `de`, for a reader at home in `chez`; none round one that nobody knows."""
    asked = request.query_params
    try:
        offers = list_offers(asked.get("de", "")[:20], asked.get("chez", "")[:20])
    except KeyError:
        offers = ()
    return JSONResponse([asdict(offer) for offer in offers], headers={"Cache-Control": "public, max-age=3600"})


def serve_choices(request: Request) -> Response:
    """The territories of the service that day; 503 in JSON where its database is away."""
    try:
        return JSONResponse(list_choices(), headers={"Cache-Control": "no-store"})
    except OwnDatabaseError:
        return JSONResponse({"detail": AWAY}, status_code=503)


routes = [
    Route(OFFERS, serve_offers),
    Route(CHOICES, serve_choices),
    Route(PREFIX + "/{name}", serve_territories),
]
