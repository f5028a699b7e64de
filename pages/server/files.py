"""The files of one view by address: `/vue/png?v=…`, made when they are asked for."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from geo.kept import FILES, keep
from pages.files.links import FORMS
from pages.server.answers import find_base
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.record import ViewError
from pages.views.view import parse_word
from pages.words.file_names import plain_name
from pages.words.markup import tag, text
from pages.words.paths import HOME, VIEW_FILES

FAILED = "Ce fichier n’a pas pu être fait. La vue reste dans Terril, et son tableau s’y télécharge."
# Rows of a view whose files are kept: those of all communes of France are up to 30 MB each.
MOST_KEPT = 5000
log = logging.getLogger(__name__)


def _write(content: Content, form: str, base: str, is_bare: bool) -> bytes:
    """The bytes of a file of one view; a bare picture has no title nor stamp."""
    from pages.draw import picture
    from pages.files import geodata, rows, workbook

    writers: dict[str, Callable[[], bytes]] = {
        "png": lambda: picture.draw_picture(content, form="png", base=base),
        "svg": lambda: picture.draw_picture(content, form="svg", base=base, is_bare=is_bare),
        "csv": lambda: rows.write_content_csv(content, base=base),
        "xlsx": lambda: workbook.write_content_workbook(content, base=base),
        "parquet": lambda: geodata.write_parquet(content, base=base),
        "geojson": lambda: geodata.write_geojson(content, base=base),
        "gpkg": lambda: geodata.write_geopackage(content, base=base),
    }
    return writers[form]()


def write_file(
    word: str, form: str, base: str, is_bare: bool = False, today: dt.date | None = None
) -> tuple[str, bytes]:
    """The name and the bytes of a file, kept for the day `today` that its stamp bears unless it is of many rows.

    Raises ViewError where there is no such view, or none of such a form.
    """
    is_large = len(read_content(parse_word(word)).rows) > MOST_KEPT
    return (_make_file if is_large else _keep_file)(word, form, base, is_bare, today)


def _make_file(word: str, form: str, base: str, is_bare: bool, today: dt.date | None) -> tuple[str, bytes]:
    view = parse_word(word)
    if FORMS[form].is_of_maps and view.form != "maps":
        raise ViewError("Seule une carte a des contours à emporter.")
    content = read_content(view)
    return f"terril-{plain_name(content.title)}.{form}", _write(content, form, base, is_bare)


_keep_file = keep(FILES)(_make_file)


async def serve_file(request: Request) -> Response:
    """A file of a view; a sentence with 404 for no such form, 400 for no such view, 500 where drawing it fails."""
    form = request.path_params["form"]
    if form not in FORMS:
        return HTMLResponse(write_refusal(f"Terril n’écrit pas de fichier « {form[:20]} »."), status_code=404)
    base = find_base(request)
    is_seen = request.query_params.get("apercu") == "1"
    try:
        name, body = await run_in_threadpool(
            write_file, request.query_params.get("v", ""), form, base, is_seen, dt.date.today()
        )
    except ViewError as error:
        return HTMLResponse(write_refusal(str(error)), status_code=400)
    except Exception:  # a reader gets a sentence, the log gets the trace
        log.exception("file %s of a view", form)
        return HTMLResponse(write_refusal(FAILED), status_code=500)
    place = "inline" if is_seen else "attachment"
    headers = {"Content-Disposition": f'{place}; filename="{name}"', "Cache-Control": "private, max-age=600"}
    return Response(body, media_type=FORMS[form].mime, headers=headers)


def write_refusal(said: str) -> str:
    """A page that says why there is no file, with a way back."""
    body = text("h1", "Pas de fichier") + text("p", said) + tag("p", text("a", "Revenir à Terril", href=HOME))
    return "<!doctype html>" + tag("html", tag("head", '<meta charset="utf-8">') + tag("body", body), lang="fr")


routes = [Route(VIEW_FILES + "/{form}", serve_file)]
