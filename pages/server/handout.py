"""The route of the handout: `/fiche/pdf?territoire=246200364`, or `page=/logement` with some territories; or `pptx`."""

from __future__ import annotations

import datetime as dt
import logging

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from geo.kept import FILES, keep
from loaders.reading.composed.code import may_be_code
from pages.files.links import HANDOUTS
from pages.files.pdf.handout import write_handout
from pages.server.answers import find_base
from pages.server.files import write_refusal
from pages.views.handout.choose import make_handout_of_territory, make_handout_of_theme
from pages.views.handout.handout import Handout
from pages.views.record import MOST_TERRITORIES
from pages.words.file_names import plain_name
from pages.words.paths import HANDOUT

UNKNOWN = "Terril ne connaît pas ce territoire ou ce thème. Reprenez le lien de sa page."
FAILED = "La fiche n’a pas pu être faite. Le portrait et les graphiques de la page se téléchargent."
log = logging.getLogger(__name__)


def _find(territory: str, page: str, territories: tuple[str, ...], today: dt.date) -> Handout | None:
    return make_handout_of_territory(territory, today) if territory else make_handout_of_theme(page, territories)


@keep(FILES)
def write_file(
    form: str, territory: str, page: str, territories: tuple[str, ...], base: str, today: dt.date
) -> tuple[str, bytes] | None:
    """The name and the bytes of a handout, kept for the day `today` that it bears; None for what is not known."""
    from pages.files.slides.handout import write_handout_slide

    found = _find(territory, page, territories, today)
    if found is None:
        return None
    write = {"pdf": write_handout, "pptx": write_handout_slide}[form]
    return f"terril-fiche-{plain_name(found.name)}.{form}", write(found, base=base)


def _read(query: QueryParams) -> tuple[str, str, tuple[str, ...]]:
    codes = tuple(code for code in query.get("territoires", "").split(",") if may_be_code(code))
    return query.get("territoire", ""), query.get("page", ""), codes[:MOST_TERRITORIES]


async def serve_handout(request: Request) -> Response:
    """The handout; a sentence with 404 for what is not known, 500 where making it fails."""
    form = request.path_params["form"]
    if form not in HANDOUTS:
        return HTMLResponse(write_refusal(f"Terril n’écrit pas de fiche « {form[:20]} »."), status_code=404)
    base = find_base(request)
    try:
        found = await run_in_threadpool(write_file, form, *_read(request.query_params), base, dt.date.today())
    except Exception:  # a reader gets a sentence, the log gets the trace
        log.exception("handout of %s", request.query_params)
        return HTMLResponse(write_refusal(FAILED), status_code=500)
    if found is None:
        return HTMLResponse(write_refusal(UNKNOWN), status_code=404)
    headers = {"Content-Disposition": f'attachment; filename="{found[0]}"', "Cache-Control": "private, max-age=600"}
    return Response(found[1], media_type=HANDOUTS[form].mime, headers=headers)


routes = [Route(f"{HANDOUT}/{{form}}", serve_handout)]
