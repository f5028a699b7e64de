"""The routes of our style sheet, and of the family that charts are laid out with, for who has neither it nor Arial."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b64encode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.kept import CODE, keep
from pages.draw.browser.scripts import FOLDER, join_style
from pages.server.answers import FOREVER
from pages.views.layout.metrics import FAMILY, FONTS
from pages.views.palette import write_root
from pages.words.paths import BASE

STYLE = FOLDER / "terril.css"
WEIGHTS = {"Regular": 400, "Bold": 700}
# A font of one letter, the narrow no-break space of numbers and French signs: a quarter of an em wide, where the font
# of the page has an eighth, which nobody sees.
GAP = FONTS / "TerrilFine.ttf"


@keep(CODE)
def read_font(name: str) -> tuple[str, bytes]:
    """The address of a weight of the family, which holds its hash, and its bytes, compressed."""
    body = (FONTS / f"LiberationSans-{name}.ttf").read_bytes()
    return f"{BASE}/police/{name}-{hashlib.sha256(body).hexdigest()[:12]}.ttf", gzip.compress(body, 9, mtime=0)


def _read_gap() -> str:
    return b64encode(GAP.read_bytes()).decode()


def _write_faces() -> str:
    """The narrow space, and the family by its name: that of the machine, Arial whose widths are the same, or ours."""
    gap = f"@font-face{{font-family:'Terril Fine';unicode-range:U+202F;src:url(data:font/ttf;base64,{_read_gap()})}}\n"
    return gap + "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-display:swap;"
        f"src:local('{FAMILY}{bold}'),local('Arial{bold}'),url({read_font(name)[0]})}}\n"
        for name, weight in WEIGHTS.items()
        for bold in (" Bold" if weight > 400 else "",)
    )


@keep(CODE)
def read_style() -> tuple[str, bytes]:
    """The address of our style sheet, which holds its hash, and its bytes, the colours first."""
    body = (write_root() + _write_faces() + join_style(STYLE)).encode()
    return f"{BASE}/style/{hashlib.sha256(body).hexdigest()[:12]}.css", body


async def serve_style(request: Request) -> Response:
    """Our style sheet, cached for good under its hash."""
    return Response(read_style()[1], media_type="text/css", headers={"Cache-Control": FOREVER})


async def serve_font(request: Request) -> Response:
    """A weight of the family, cached for good under its hash."""
    found = next((read_font(name) for name in WEIGHTS if read_font(name)[0] == request.url.path), None)
    if found is None:
        return Response("Police inconnue.", status_code=404)
    headers = {"Cache-Control": FOREVER, "Content-Encoding": "gzip"}
    return Response(found[1], media_type="font/ttf", headers=headers)


routes = [Route(BASE + "/style/{name}", serve_style), Route(BASE + "/police/{name}", serve_font)]
