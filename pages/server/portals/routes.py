"""The routes of what portals harvest and readers subscribe to."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.reading.composed.code import MOST_LETTERS
from pages.server.answers import find_base
from pages.server.api.formats import write_json
from pages.server.api.problems import Fault, ProblemError, describe_faults, require_found
from pages.server.api.reading import name_territories
from pages.server.api.resources import RESOURCES
from pages.server.api.serving import FRESH, METHODS, guard
from pages.server.portals.dates import write_calendar
from pages.server.portals.dcat import build_catalogue
from pages.server.portals.news import write_feed
from pages.server.portals.packages import build_package, build_schema
from pages.server.portals.scdl import write_grants
from pages.words.paths import CALENDAR, CATALOGUE, FEED, PACKAGE, SCDL, SCHEMAS

Read = Callable[[Request], Response]


def _find_territory(request: Request) -> str:
    """The territory that an address names, "" for none. Raises ProblemError for any other parameter."""
    for name in request.query_params:
        if name != "territoire":
            raise describe_faults((Fault(name[:40], "le paramètre territoire", "the parameter territoire", name[:40]),))
    asked = request.query_params.get("territoire", "")[:MOST_LETTERS]
    return name_territories((asked,))[0] if asked else ""


def _send(body: bytes, mime: str, request: Request) -> Response:
    """An answer, or 304 for who has it."""
    mark = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"', "Cache-Control": FRESH}
    if mark["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=mark)
    return Response(body, media_type=mime, headers=mark)


def _read_catalogue(request: Request) -> Response:
    return _send(write_json(build_catalogue(find_base(request))), "application/ld+json", request)


def _read_package(request: Request) -> Response:
    return _send(write_json(build_package(find_base(request))), "application/json", request)


def _read_schema(request: Request) -> Response:
    name = request.path_params["name"].removesuffix(".json")
    require_found(name, {key: one for key, one in RESOURCES.items() if one.rows}, SCHEMAS)
    rows = RESOURCES[name].rows
    if rows is None:
        raise ProblemError("unknown", "Cette ressource n’est pas une table.", "This resource is no table.")
    return _send(write_json(build_schema(rows)), "application/json", request)


def _read_grants(request: Request) -> Response:
    return _send(write_grants(), "text/csv; charset=utf-8", request)


def _read_feed(request: Request) -> Response:
    body = write_feed(find_base(request), _find_territory(request), dt.date.today())
    return _send(body, "application/atom+xml; charset=utf-8", request)


def _read_calendar(request: Request) -> Response:
    body = write_calendar(find_base(request), _find_territory(request), dt.date.today())
    return _send(body, "text/calendar; charset=utf-8", request)


PATHS: dict[str, Read] = {
    CATALOGUE: _read_catalogue,
    PACKAGE: _read_package,
    SCHEMAS + "/{name}": _read_schema,
    SCDL: _read_grants,
    FEED: _read_feed,
    CALENDAR: _read_calendar,
}


async def _serve(request: Request, read: Read) -> Response:
    return await guard(request, read)


routes = [Route(path, partial(_serve, read=read), methods=METHODS) for path, read in PATHS.items()]
