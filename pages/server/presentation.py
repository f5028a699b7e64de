"""The route of the presentation: a dossier in the address, kept in memory, or sent; its page, or a file of it."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pages.files.presentation.build import build_presentation
from pages.files.presentation.kept import find_dossier, keep_dossier
from pages.server.answers import find_base, read_body
from pages.views.dossier import MOST_BYTES, Dossier, DossierError, parse_address, parse_dossier
from pages.views.palette import write_root
from pages.words.markup import tag, text
from pages.words.paths import DOSSIER, PRESENTATION

FILE_NAME = "terril-presentation.html"
STYLE = write_root() + (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:38rem;margin:14vh auto;padding:0 1.2rem;color-scheme:light dark;"
    "color:var(--t-ink);background:var(--t-paper)}"
    "h1{font-size:1.5rem;border-top:3px solid var(--t-accent);padding-top:.6rem}"
    "a{color:var(--t-link)}"
)


def _find_dossier(word: str, token: str) -> Dossier:
    """The dossier that an address asks for. Raises DossierError."""
    if word:
        return parse_address(word)
    if not token:
        raise DossierError("L’adresse ne dit pas quel dossier présenter.")
    dossier = find_dossier(token)
    if dossier is None:
        raise DossierError("Ce dossier n’est plus en mémoire : il y reste douze heures.")
    return dossier


def write_refusal(said: str) -> bytes:
    """The page shown where there is no dossier to present: why, and the way on."""
    way = text("a", "Ouvrez la page Dossier", href=DOSSIER) + " et relancez la présentation depuis celle-ci."
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head += text("title", "Présentation impossible – Terril") + tag("style", STYLE)
    body = tag("main", text("h1", "Présentation impossible") + text("p", said) + tag("p", way))
    return ("<!doctype html>" + tag("html", tag("head", head) + tag("body", body), lang="fr")).encode()


async def serve_presentation(request: Request) -> Response:
    """The presentation; with `fichier=1`, as a file to keep. 400 with a sentence where the dossier cannot be read."""
    query = request.query_params
    try:
        dossier = _find_dossier(query.get("dossier", ""), query.get("jeton", ""))
    except DossierError as error:
        return HTMLResponse(write_refusal(str(error)), status_code=400)
    is_file = query.get("fichier") == "1"
    base = find_base(request)
    body = await run_in_threadpool(build_presentation, dossier, is_file=is_file, base=base)
    headers = {"Cache-Control": "no-store"}
    if is_file:
        headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return Response(body, media_type="text/html", headers=headers)


async def receive_dossier(request: Request) -> Response:
    """A dossier too long for an address, sent as its file: the answer leads to its presentation."""
    try:
        token = keep_dossier(parse_dossier(await read_body(request, MOST_BYTES)))
    except DossierError as error:
        return HTMLResponse(write_refusal(str(error)), status_code=400)
    return RedirectResponse(f"{PRESENTATION}?{urlencode({'jeton': token})}", status_code=303)


routes = [
    Route(PRESENTATION, serve_presentation, methods=["GET"]),
    Route(PRESENTATION, receive_dossier, methods=["POST"]),
]
