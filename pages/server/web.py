"""What stands round Streamlit: compressed scripts, a French document with our style sheet, and security headers."""

from __future__ import annotations

import gc
import gzip
import hashlib
import mimetypes
import os
import re
import socket
import stat
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import App, config

from geo.kept import CODE, SCRIPTS, keep
from loaders import store
from loaders.reading import search
from loaders.reading.findings import index_contradictions
from pages.draw import france
from pages.draw.browser.icon import ICON
from pages.draw.browser.scripts import FOLDER, read_script
from pages.draw.outlines import outlines_url
from pages.server.answers import FOREVER
from pages.views.data.geography import LEVELS, MapLevel

STATIC = Path(streamlit.__file__).parent / "static"
STYLE = FOLDER / "terril.css"
# Tells the page where its server is, which it would otherwise ask for before it connects: up to four requests.
HERE = """<script>
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/%PREFIX%",
  HOST_CONFIG: {allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false,
    enforceDownloadInNewTab: false, metricsUrl: "", blockErrorDialogs: false},
};
</script>"""
# The script of the map; and a promise that resolves once the first map is on the screen, or after two seconds on a
# page without one.
FIRST_MAP = """<script>
window.terrilMap = import("%MAP%");
window.terrilFirstMap = new Promise((done) => {
  addEventListener("terril:map", done, { once: true });
  setTimeout(done, 2000);
});
</script>"""
# The charts' library takes a quarter of a second to evaluate: it waits until the first map has been drawn.
PATIENT = """await window.terrilFirstMap;
const whole = await import("./%NAME%?whole");
export default whole.default;
export const PlotlyChart = whole.PlotlyChart;
"""
COMPRESSED = (".js", ".css")
FIRST_ELEMENTS = ("BidiComponent", "Multiselect", "Slider", "ButtonGroup", "Selectbox", "Html")
IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([^"'`]+\.js)["'`]""")
FIRST_MAPS: dict[str, MapLevel] = {"/": "commune", "/dechets": "departement"}
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
        "worker-src 'self' blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@keep(CODE)
def read_style() -> tuple[str, bytes]:
    """The address of our style sheet, which holds its hash, and its bytes."""
    body = STYLE.read_bytes()
    return f"/style/{hashlib.sha256(body).hexdigest()[:12]}.css", body


@keep(SCRIPTS)
def compress_static(path: str) -> tuple[bytes, str] | None:
    """A script or style sheet of Streamlit, compressed once, with its type; None where there is no such file."""
    file = (STATIC / path.lstrip("/")).resolve()
    if not file.is_relative_to(STATIC) or not file.is_file():
        return None
    return gzip.compress(file.read_bytes(), 6, mtime=0), mimetypes.guess_type(file.name)[0] or "text/javascript"


@keep(CODE)
def compress_patient(path: str) -> tuple[bytes, str] | None:
    """The script that stands for one of those that wait for the first map; None for any other."""
    name = path.rpartition("/")[2]
    if not name.startswith("PlotlyChart."):
        return None
    return gzip.compress(PATIENT.replace("%NAME%", name).encode(), mtime=0), "text/javascript"


@keep(CODE)
def find_first_scripts() -> tuple[str, ...]:
    """The scripts of the elements that every page begins with and all that those import, which Streamlit would ask for
    one after the other."""
    folder = STATIC / "static" / "js"
    waiting = [file for name in FIRST_ELEMENTS for file in folder.glob(f"{name}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        file = waiting.pop(0)
        if f"static/js/{file.name}" in found or not file.is_file():
            continue
        found[f"static/js/{file.name}"] = None
        waiting += [folder / name for name in IMPORTED.findall(file.read_text(encoding="utf-8"))]
    return tuple(found)


def send_small_answers_at_once() -> None:
    """Set TCP_NODELAY on the sockets that the server listens on; without it a small answer may wait 40 ms."""
    for number in range(3, 256):
        try:
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                continue
            with socket.socket(fileno=os.dup(number)) as listener:
                if listener.family in (socket.AF_INET, socket.AF_INET6) and listener.type == socket.SOCK_STREAM:
                    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            continue


def rewrite_document(body: bytes, path: str = "/") -> bytes:
    """Streamlit's page in French, with our style sheet and a head start for the outlines of the first map."""
    outlines = france.build_communes()[0] if path == "/france" else outlines_url(FIRST_MAPS.get(path, "epci"))
    scripts = "".join(f'<link rel="modulepreload" crossorigin href="./{script}">' for script in find_first_scripts())
    head = (
        f'<link rel="stylesheet" href="{read_style()[0]}">'
        f'<link rel="preload" href="{outlines}" as="fetch" crossorigin="anonymous">'
        '<meta name="description" content="Indicateurs territoriaux : déchets, eau, logement, subventions.">'
    )
    head += scripts
    page = body.decode("utf-8").replace('<html lang="en">', '<html lang="fr">', 1)
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    head += FIRST_MAP.replace("%MAP%", read_script("map")[0])
    head += "".join(
        f'<script type="module" async src="{read_script(name)[0]}"></script>' for name in ("links", "panel", "search")
    )
    head += HERE.replace("%PREFIX%", f"{base}/" if base else "") if re.fullmatch(r"[\w./-]*", base) else ""
    page = page.replace('href="./favicon.png"', f'href="{ICON}"', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>Terril</title>{head}", 1)
    noscript = "Terril a besoin de JavaScript pour afficher ses cartes et ses graphiques."
    return page.replace("You need to enable JavaScript to run this app.", noscript).encode()


class Surroundings:
    """ASGI middleware: serves compressed scripts, rewrites documents, adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path, headers = scope["path"], Headers(scope=scope)
        if path.startswith("/static/") and path.endswith(COMPRESSED) and "gzip" in headers.get("accept-encoding", ""):
            found = compress_patient(path) if scope["query_string"] != b"whole" else None
            found = found or compress_static(path)
            if found is not None:
                extra = {"Content-Encoding": "gzip", "Cache-Control": FOREVER, "Vary": "Accept-Encoding", **SECURITY}
                await Response(found[0], media_type=found[1], headers=extra)(scope, receive, send)
                return
        await self.app(scope, receive, _rewriting(send, path))


def _rewriting(send: Send, path: str) -> Send:
    """A `send` that adds headers, and holds an HTML document back until it is whole and rewritten."""
    start: Message | None = None
    parts: list[bytes] = []

    async def send_rewritten(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY.items():
                headers[name] = value
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
            body = rewrite_document(body, path)
            headers["content-length"] = str(len(body))
            for name in ("etag", "last-modified"):
                if name in headers:
                    del headers[name]
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        await send(message)

    return send_rewritten


async def serve_style(request: Request) -> Response:
    """Our style sheet, cached for good under its hash."""
    return Response(read_style()[1], media_type="text/css", headers={"Cache-Control": FOREVER})


async def serve_health(request: Request) -> Response:
    """Whether the data can be read: the number of territories known."""
    return JSONResponse({"status": "ok", "territories": len(store.load_coverage_of_territories())})


routes = [Route("/style/{name}", serve_style), Route("/sante", serve_health)]


def _warm() -> None:
    """Make what the first reader would wait for (outlines, scripts, tables), and spare it from later collections."""
    for level in LEVELS:
        outlines_url(level)
    france.build_communes()
    for script in re.findall(rb'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', (STATIC / "index.html").read_bytes()):
        compress_static(script.decode())
    for script in (*find_first_scripts(), *(str(f.relative_to(STATIC)) for f in STATIC.glob("static/js/Plotly*.js"))):
        compress_static(script)
    store.load_coverage_of_territories()
    search.build_index()
    index_contradictions()
    gc.freeze()


@asynccontextmanager
async def warm_up(app: App) -> AsyncIterator[None]:
    """Start the server at once, and warm it up meanwhile in a thread of its own."""
    send_small_answers_at_once()
    threading.Thread(target=_warm, daemon=True, name="warm-up").start()
    yield
