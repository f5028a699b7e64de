"""The routes that say how Terril is: whether its data can be read, and in figures for who watches over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders import store
from pages.server import versions
from pages.words.paths import HEALTH, MEASURES
from pages.words.version import VERSION


@dataclass
class Room:
    """How many readers have a page open on this server, and how many had at most since its start."""

    now: int = 0
    most: int = 0


ROOM = Room()


@contextmanager
def reading() -> Iterator[None]:
    """A page is open meanwhile."""
    ROOM.now += 1
    ROOM.most = max(ROOM.most, ROOM.now)
    try:
        yield
    finally:
        ROOM.now -= 1


def serve_health(request: Request) -> Response:
    """Whether the data can be read: the number of territories known, and which version of the tables is served.

    « degraded » where the tables that lie there cannot be served: the last good ones are, and `fault` says why.
    """
    told = {"territories": len(store.load_coverage_of_territories()), "version": store.read_version()}
    if versions.STATE.fault:
        return JSONResponse({"status": "degraded", **told, "fault": versions.STATE.fault})
    return JSONResponse({"status": "ok", **told})


def serve_measures(request: Request) -> Response:
    """Readers, files being made and waiting, memory and processor of this server, as Prometheus reads them."""
    # What only this route needs is read when it is first asked for: the server starts without.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Info, ProcessCollector, generate_latest

    from pages.files.jobs import count_jobs

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    running, waiting = count_jobs()
    gauges = {
        "terril_readers": ("Pages open on this server", ROOM.now),
        "terril_readers_most": ("Pages open at once at most since the start of this server", ROOM.most),
        "terril_files_running": ("Files being made", running),
        "terril_files_waiting": ("Files that wait for their turn", waiting),
        "terril_data_degraded": ("1 where the tables that lie there cannot be served", bool(versions.STATE.fault)),
    }
    for name, (words, value) in gauges.items():
        Gauge(name, words, registry=registry).set(value)
    Info("terril_version", "Versions of the program and of the tables served", registry=registry).info(
        {"program": VERSION, "data": store.read_version()}
    )
    return Response(
        generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    )


routes = [Route(HEALTH, serve_health), Route(MEASURES, serve_measures)]
