"""The gate before everything else: on a staff-only server nothing is answered to who has not signed in but how to.

It also tells the log of sign-ins, and keeps what staff read out of the caches between it and them.
"""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders import audit
from loaders.access import has_provider
from pages.server.access.identity import (
    NobodyError,
    digest,
    find_person,
    identify,
    is_staff_only,
    name_of,
)
from pages.server.inside import Installed, read_claims, read_provider
from pages.server.surroundings import SECURITY
from pages.words.paths import BASE, CALLBACK, HEALTH, HOME, MEASURES, SIGN_IN, SIGN_OUT, WAY_IN, WAY_TO_PROVIDER

# What anybody may ask of a staff-only server: whether it is up, and the way in and out.
OPEN = frozenset({HEALTH, MEASURES, SIGN_IN, WAY_IN, WAY_TO_PROVIDER, CALLBACK, SIGN_OUT})
# Where a reader wanted to go before signing in: an address of ours, for ten minutes.
WANTED, MINUTES, MOST = "terril_vers", 10, 2000
ASK = "Connectez-vous pour lire cette adresse."


class Gate:
    """ASGI middleware: lets a request through, or says how to sign in."""

    def __init__(self, app: ASGIApp, installed: Installed) -> None:
        self.app, self.installed = app, installed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in ("http", "websocket") or not has_provider():
            await self.app(scope, receive, send)
            return
        request, path = HTTPConnection(scope), scope["path"]
        if path in (CALLBACK, SIGN_OUT):
            await self.app(scope, receive, self._telling(send, request))
            return
        is_closed = is_staff_only()
        if is_closed and path not in OPEN:
            try:
                find_person(self.installed, request.cookies)
            except NobodyError:
                await _refuse(scope, receive, send)
                return
        wanted = request.cookies.get(WANTED, "")
        if path == HOME and wanted and scope["type"] == "http":
            back = RedirectResponse(clean_address(wanted), status_code=302)
            back.delete_cookie(WANTED, path=HOME)
            await back(scope, receive, send)
            return
        await self.app(scope, receive, _private(send) if is_closed else send)

    def _telling(self, send: Send, request: HTTPConnection) -> Send:
        """A `send` that writes in the log who has signed in, was refused or has signed out, before it is answered."""

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                host = request.client.host if request.client else ""
                with audit.asked_from(host):
                    if request.url.path == SIGN_OUT:
                        _tell_out(read_claims(self.installed, request.cookies))
                    elif {"code", "error"} & request.query_params.keys():
                        cookies = SimpleCookie("; ".join(headers.getlist("set-cookie")))
                        self._tell_in({name: one.value for name, one in cookies.items() if one.value})
                if request.url.scheme == "https":
                    _secure(headers)
            await send(message)

        return send_told

    def _tell_in(self, cookies: dict[str, str]) -> None:
        claims = read_claims(self.installed, cookies)
        if not claims:
            audit.record("", audit.REFUSED)
            return
        try:
            person = identify(claims, str(read_provider(self.installed).get("client_id", "")))
        except NobodyError as error:
            audit.record(name_of(claims), audit.REFUSED, str(error), session=digest(claims))
        else:
            audit.record(person.name, audit.SIGNED_IN, person.role, session=person.session)


def _tell_out(claims: object) -> None:
    if isinstance(claims, dict) and claims:
        audit.record(name_of(claims), audit.SIGNED_OUT, session=digest(claims))


def _secure(headers: MutableHeaders) -> None:
    """Have the cookies of a sign-in sent over TLS alone, where it came by TLS."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def clean_address(address: str) -> str:
    """An address of ours, as it is; the first page for any other."""
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and address.startswith(f"{BASE}/") and "\\" not in address
    return quote(address, safe="/?&=%+;,:@~!$'()*#") if is_ours and len(address) <= MOST else HOME


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """The way to sign in, to who asks for a page; to any other, that it is needed."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    request = HTTPConnection(scope)
    headers = {**SECURITY, "Cache-Control": "no-store"}
    is_page = scope["method"] == "GET" and request.headers.get("sec-fetch-dest", "document") == "document"
    answer: Response
    if is_page and "text/html" in request.headers.get("accept", ""):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        answer = RedirectResponse(f"{SIGN_IN}?vers={quote(wanted[:MOST], safe='')}", status_code=302, headers=headers)
    else:
        answer = PlainTextResponse(ASK, status_code=401, headers=headers)
    await answer(scope, receive, send)


def _private(send: Send) -> Send:
    """A `send` of which nothing is kept by a cache that others share."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = headers.get("cache-control", "private").replace("public", "private")
            headers.add_vary_header("Cookie")
        await send(message)

    return send_private
