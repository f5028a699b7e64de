"""The routes that read a view: their modules, with every kind of view, are read after the server's first answer.

They are a quarter of what Terril reads of its own; `warm_up` begins with them, and who comes before it waits for it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.words.paths import PRESENTATION, VIEW_FILES


async def serve_file(request: Request) -> Response:
    """A file of one view: see pages.server.files."""
    from pages.server import files

    return await files.serve_file(request)


async def serve_presentation(request: Request) -> Response:
    """The presentation of a dossier: see pages.server.presentation."""
    from pages.server import presentation

    return await presentation.serve_presentation(request)


async def receive_dossier(request: Request) -> Response:
    """A dossier sent as its file: see pages.server.presentation."""
    from pages.server import presentation

    return await presentation.receive_dossier(request)


routes = [
    Route(PRESENTATION, serve_presentation, methods=["GET"]),
    Route(PRESENTATION, receive_dossier, methods=["POST"]),
    Route(VIEW_FILES + "/{form}", serve_file),
]
