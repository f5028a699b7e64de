"""The routes of signing in: the page that says how, and the way to the provider."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from loaders.access import has_provider
from loaders.catalog import load_catalog
from pages.server.access.gate import MINUTES, WANTED, clean_address
from pages.server.access.identity import NobodyError, find_person
from pages.server.inside import Installed, make_way_in, read_claims
from pages.server.light import write_page
from pages.words.markup import tag, text
from pages.words.paths import HOME, SIGN_IN, SIGN_OUT, WAY_IN

NOTHING = "Personne ne se connecte à cette installation."


def _write_page(why: str, wanted: str, *, is_known: bool) -> bytes:
    """The page: whose it is, why one is asked, and the one thing to do."""
    office = load_catalog().deployment.office.name
    said = "Votre compte habituel suffit\u00a0: aucun mot de passe n’est demandé ici."
    ways = text("a", "Se connecter", href=f"{WAY_IN}?vers={quote(wanted, safe='')}", class_="button")
    if is_known:
        ways += text("a", "Prendre un autre compte", href=SIGN_OUT)
    body = text("h1", "Se connecter") + (text("p", office) if office else "") + text("p", said)
    body += (tag("p", text("strong", why), role="alert") if why else "") + tag("p", ways)
    return write_page("Se connecter", tag("main", body, class_="doc sign-in"))


def make_routes(installed: Installed) -> list[Route]:
    """The routes of a server."""

    def serve_page(request: Request) -> Response:
        """How to sign in, and why it is asked; the way on, to who has."""
        if not has_provider():
            return HTMLResponse(
                write_page("Se connecter", tag("main", text("p", NOTHING), class_="doc sign-in")), status_code=404
            )
        wanted, why = clean_address(request.query_params.get("vers", HOME)), ""
        try:
            find_person(installed, request.cookies)
            return RedirectResponse(wanted, status_code=302, headers={"Cache-Control": "no-store"})
        except NobodyError as error:
            why = str(error)
        is_known = bool(read_claims(installed, request.cookies))
        body = _write_page(why, wanted, is_known=is_known)
        return HTMLResponse(body, headers={"Cache-Control": "no-store"})

    def serve_way(request: Request) -> Response:
        """To the provider, keeping where the reader wants to go."""
        address = make_way_in(installed) if has_provider() else ""
        if not address:
            return RedirectResponse(SIGN_IN, status_code=302)
        answer = RedirectResponse(address, status_code=302, headers={"Cache-Control": "no-store"})
        wanted = clean_address(request.query_params.get("vers", HOME))
        is_secure = request.url.scheme == "https"
        if wanted != HOME:
            answer.set_cookie(
                WANTED, wanted, max_age=60 * MINUTES, path=HOME, httponly=True, samesite="lax", secure=is_secure
            )
        return answer

    return [Route(SIGN_IN, serve_page), Route(WAY_IN, serve_way)]
