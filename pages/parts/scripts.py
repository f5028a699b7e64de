"""Our own scripts: each under an address that holds its hash, compressed once, cached for good."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.geometry import FOREVER

PREFIX = "/script"
FOLDER = Path(__file__).parent
FILES = {
    "map": FOLDER / "map" / "map.js",
    "national": FOLDER / "map" / "national.js",
    "links": FOLDER / "links.js",
    "panel": FOLDER / "panel" / "panel.js",
    "search": FOLDER / "search.js",
}


@lru_cache(maxsize=8)
def read_script(name: str) -> tuple[str, bytes]:
    """The address of a script and its bytes, compressed."""
    body = FILES[name].read_bytes()
    return f"{PREFIX}/{name}-{hashlib.sha256(body).hexdigest()[:12]}.js", gzip.compress(body, 9, mtime=0)


def serve_script(request: Request) -> Response:
    """One script; 404 for one of another version."""
    found = dict(read_script(name) for name in FILES).get(request.url.path)
    if found is None:
        return JSONResponse({"detail": "script d'une autre version : rechargez la page"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(found, media_type="text/javascript", headers=headers)


routes = [Route(PREFIX + "/{name}", serve_script)]
