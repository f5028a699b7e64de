"""The slides of a dossier seen small by an address of their own (`genre`, `d`), drawn when they come into sight."""

from __future__ import annotations

import datetime as dt
import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.kept import FILES, keep
from loaders.reading.composed.code import may_be_code
from pages.files.slides.thumbnails import draw_thumbnail
from pages.views.dossier import DossierError
from pages.words.paths import THUMBNAILS

NONE = "Cette adresse n’est pas celle d’une diapositive."
FAILED = "Cette vignette n’a pas pu être dessinée."
# Of the territories of a dossier, as many have a say in its colours.
MOST_SHARED = 200
log = logging.getLogger(__name__)


@keep(FILES)
def write_thumbnail(kind: str, word: str, shared: tuple[str, ...], today: dt.date) -> bytes:
    """The SVG of a slide, kept for the day `today` that its cover bears. Raises what draw_thumbnail raises."""
    return draw_thumbnail(kind, word, shared)


async def serve_thumbnail(request: Request) -> Response:
    """The picture of a slide; a sentence with 400 for no such slide, 500 where drawing it fails."""
    query = request.query_params
    shared = tuple(code for code in query.get("parmi", "").split(",") if may_be_code(code))[:MOST_SHARED]
    asked = query.get("genre", ""), query.get("d", ""), shared
    try:
        body = await run_in_threadpool(write_thumbnail, *asked, dt.date.today())
    except (DossierError, ValueError, StopIteration):
        return PlainTextResponse(NONE, status_code=400)
    except Exception:  # a reader gets a sentence, the log gets the trace
        log.exception("a thumbnail")
        return PlainTextResponse(FAILED, status_code=500)
    return Response(body, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=600"})


routes = [Route(THUMBNAILS, serve_thumbnail)]
