"""Routes whose modules are read after the server's first answer: by the warm-up, or by who asks for them before it.

With what they import (geometry, charts, every kind of view) they are most of what Terril reads of its own at a start.
"""

from __future__ import annotations

from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from geo.kept import CODE, keep
from pages.words.paths import (
    API,
    API_V1,
    ASSISTANT,
    BASE,
    CALENDAR,
    CATALOGUE,
    DETAIL,
    EMBED,
    EMBED_CODE,
    EMBED_IMAGE,
    EMPTY_STYLE,
    FEED,
    HANDOUT,
    HISTORY,
    OEMBED,
    PACKAGE,
    PANEL,
    PRESENTATION,
    SCDL,
    SCHEMAS,
    STAYING,
    THUMBNAILS,
    VIEW_FILES,
)

# What each module answers, in its own `routes`; the first path that fits is the one.
PATHS: dict[str, tuple[str, ...]] = {
    "france": (f"{BASE}/contours/france/{{name}}", f"{BASE}/valeurs/france/{{name}}"),
    "outlines": (f"{BASE}/contours/{{rest:path}}", EMPTY_STYLE),
    "values": (f"{BASE}/valeurs/{{rest:path}}", f"{BASE}/reperes/{{rest:path}}"),
    "panel": (PANEL + "/{rest:path}", DETAIL + "/{rest:path}"),
    "panel.history": (HISTORY, HISTORY + ".csv"),
    "portrait_map": (f"{BASE}/portrait/{{rest:path}}",),
    "home": (f"{BASE}/territoires",),
    "search": (f"{BASE}/recherche",),
    "territories": (f"{BASE}/territoires/{{name}}",),
    "files": (VIEW_FILES + "/{rest:path}",),
    "handout": (HANDOUT + "/{rest:path}",),
    "presentation": (PRESENTATION,),
    "thumbnails": (THUMBNAILS,),
    "api.page": (API,),
    "assistant.routes": (ASSISTANT,),
    "embed.routes": (EMBED, EMBED_CODE, EMBED_IMAGE + "/{form}", OEMBED),
    "portals.routes": (CATALOGUE, PACKAGE, SCHEMAS + "/{name}", SCDL, FEED, CALENDAR),
    "access.staying": (STAYING,),
    "api.routes": (API_V1, API_V1 + "/{rest:path}"),
}


@keep(CODE)
def read_router(module: str) -> Router:
    """The routes of a module of this floor, which is read now unless it has been."""
    return Router(import_module(f"pages.server.{module}").routes)


class Later:
    """ASGI application: one module's routes, which is read in a thread at the first request."""

    def __init__(self, module: str) -> None:
        self.module = module

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        router = await run_in_threadpool(read_router, self.module)
        await router(scope, receive, send)


routes = [Route(path, Later(module)) for module, paths in PATHS.items() for path in paths]
