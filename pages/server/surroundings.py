"""The middleware round Streamlit: compressed scripts, documents of ours, and security headers on every answer."""

from __future__ import annotations

import gzip
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.versions import holding, list_versions
from loaders.access import has_provider
from pages.server import health, inside
from pages.server.answers import FOREVER
from pages.server.inside import Installed
from pages.words.addresses import DAY
from pages.words.paths import BASE, EMBED, EMBED_IMAGE, HANDOUT, PRESENTATION, THUMBNAILS, VIEW_FILES, name_page

# What shows views, and may be asked for those of a past day.
SHOWING = (VIEW_FILES, EMBED, EMBED_IMAGE, PRESENTATION, THUMBNAILS, HANDOUT)

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
        "worker-src 'self' blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Surroundings:
    """ASGI middleware: serves compressed scripts, rewrites documents, adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, installed: Installed) -> None:
        self.app, self.installed = app, installed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            with health.reading():
                await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(BASE)
        if path.startswith("/static/") and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            found = inside.compress_file(self.installed, path)
            if found is not None:
                extra = {"Content-Encoding": "gzip", "Cache-Control": FOREVER, "Vary": "Accept-Encoding", **SECURITY}
                await Response(found[0], media_type=found[1], headers=extra)(scope, receive, send)
                return
        asks_for_day = any(part.startswith(f"{DAY}=".encode()) for part in scope["query_string"].split(b"&"))
        if asks_for_day and scope["path"].startswith(SHOWING):
            await self._serve_past(scope, receive, send)
            return
        # What is sent can be read only once: it is the latest version's alone.
        *first, last = list_versions() if scope["method"] in ("GET", "HEAD") else list_versions()[:1]
        for version in first:
            with holding(version):
                answer = _Found(_rewriting(send, HTTPConnection(scope), self.installed))
                await self.app(scope, receive, answer)
            if not answer.is_missing:
                return
        with holding(last):
            await self.app(scope, receive, _rewriting(send, HTTPConnection(scope), self.installed))

    async def _serve_past(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what shows views with the figures of the day that the address asks for."""
        from pages.server.office.past import find_asked, read_asked

        answer = _rewriting(send, HTTPConnection(scope), self.installed)
        found = await run_in_threadpool(find_asked, read_asked(scope["query_string"].decode("latin-1")))
        if isinstance(found, Response):
            await found(scope, receive, answer)
            return
        with holding(found or list_versions()[0]):
            await self.app(scope, receive, answer)


class _Found:
    """A `send` that keeps back the answer that nothing is there: a page of the version before may ask for what was."""

    def __init__(self, send: Send) -> None:
        self.send, self.is_missing = send, False

    async def __call__(self, message: Message) -> None:
        """Pass a message on, unless it is of such an answer."""
        self.is_missing = self.is_missing or message.get("status") == 404
        if not self.is_missing:
            await self.send(message)


def _rewrite(body: bytes, request: HTTPConnection, installed: Installed) -> bytes:
    """A document with what is ours; what that takes is read after the server's first answer."""
    from pages.server.document import rewrite_document

    return rewrite_document(body, request, installed)


def flatten_path(path: str) -> str:
    """The path of a page, in one part: none of ours has more, and the files of a document are named from beside it."""
    own = name_page(path)
    return path if "/" not in own else f"{BASE}/{own.replace('/', '-')}"


def _rewriting(send: Send, request: HTTPConnection, installed: Installed) -> Send:
    """A `send` that adds headers, and holds an HTML document back until it is whole and rewritten."""
    start: Message | None = None
    parts: list[bytes] = []

    async def send_rewritten(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY.items():
                # A page of ours that other sites may show has a policy of its own, stricter but for that.
                headers.setdefault(name, value)
            if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                start = message
                return
        elif message["type"] == "http.response.body" and start is not None:
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            headers, body = MutableHeaders(scope=start), b"".join(parts)
            if headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
                del headers["content-encoding"]
            if inside.is_page(body.decode("utf-8")) and (flat := flatten_path(request.url.path)) != request.url.path:
                start["status"], body = 307, b""
                headers["location"] = quote(flat)
            if has_provider() and inside.is_page(body.decode("utf-8")):
                for token in inside.list_tokens(installed, request):
                    headers.append("set-cookie", token)
            body = await run_in_threadpool(_rewrite, body, request, installed)
            headers["content-length"] = str(len(body))
            for name in ("etag", "last-modified"):
                if name in headers:
                    del headers[name]
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        await send(message)

    return send_rewritten
