"""The route of our style sheet."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.kept import CODE, keep
from pages.draw.browser.scripts import FOLDER
from pages.server.answers import FOREVER

STYLE = FOLDER / "terril.css"


@keep(CODE)
def read_style() -> tuple[str, bytes]:
    """The address of our style sheet, which holds its hash, and its bytes."""
    body = STYLE.read_bytes()
    return f"/style/{hashlib.sha256(body).hexdigest()[:12]}.css", body


async def serve_style(request: Request) -> Response:
    """Our style sheet, cached for good under its hash."""
    return Response(read_style()[1], media_type="text/css", headers={"Cache-Control": FOREVER})


routes = [Route("/style/{name}", serve_style)]
