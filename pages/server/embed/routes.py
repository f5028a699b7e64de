"""The routes of views in other sites."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from geo.kept import FILES, keep
from pages.draw.picture import draw_picture
from pages.files.links import FORMS
from pages.server.answers import find_base
from pages.server.api.formats import write_json
from pages.server.api.problems import Fault, ProblemError, describe_faults
from pages.server.api.serving import FRESH, METHODS, guard
from pages.server.embed.code import HEIGHT, WIDTH, image_address, write_code_page, write_frame
from pages.server.embed.page import THEMES, write_embedded, write_policy
from pages.server.light import write_page
from pages.views.contents import read_content
from pages.views.layout.picture import lay_picture
from pages.views.record import ViewError
from pages.views.view import View, parse_word
from pages.words.markup import tag, text
from pages.words.paths import EMBED, EMBED_CODE, EMBED_IMAGE, HOME, OEMBED

# A picture is laid out for so many inches at least and at most; beyond, it has more dots.
DOTS, NARROWEST, WIDEST = 96, 3.6, 10.0
LEAST, MOST = 320, 2400
FAILED = "Cette vue n’a pas pu être faite. Elle reste dans Terril."
log = logging.getLogger(__name__)


async def _answer_page(write: Callable[[], bytes], policy: str = "") -> Response:
    """A page, or a sentence in its place."""
    headers = {"Cache-Control": FRESH} | ({"Content-Security-Policy": policy} if policy else {})
    try:
        return HTMLResponse(await run_in_threadpool(write), headers=headers)
    except ViewError as error:
        return HTMLResponse(_refuse(str(error)), status_code=400, headers=headers)
    except Exception:  # a reader gets a sentence, the log gets the trace
        log.exception("view for another site")
        return HTMLResponse(_refuse(FAILED), status_code=500, headers=headers)


def _refuse(said: str) -> bytes:
    link = tag("p", text("a", "Ouvrir Terril", href=HOME, target="_blank", rel="noopener"))
    return write_page("Terril", tag("main", text("h1", "Pas de vue") + text("p", said) + link, class_="embed"))


async def serve_embedded(request: Request) -> Response:
    """The light page of the view `v`, light or dark where `theme` says so."""
    word, theme = request.query_params.get("v", ""), request.query_params.get("theme", "")
    base = find_base(request)

    def write() -> bytes:
        if theme not in THEMES:
            raise ViewError(f"« clair » ou « sombre » attendu pour theme, « {theme[:20]} » trouvé.")
        return write_embedded(word, theme, base, dt.date.today())

    return await _answer_page(write, write_policy())


async def serve_code(request: Request) -> Response:
    """The page that gives the code of the view `v`."""
    word, base = request.query_params.get("v", ""), find_base(request)
    return await _answer_page(lambda: write_code_page(word, base))


@keep(FILES)
def _draw(word: str, form: str, dots: int, today: dt.date) -> bytes:
    """The picture of a view, `dots` wide, kept for the day that it bears."""
    width = min(max(dots / DOTS, NARROWEST), WIDEST)
    drawn = read_content(parse_word(word))
    return draw_picture(drawn, form="svg" if form == "svg" else "png", width=width, dpi=round(dots / width))


def _read_width(asked: str) -> int:
    if not asked.isdigit() or not LEAST <= int(asked[:6]) <= MOST:
        expected = (f"un nombre de {LEAST} à {MOST}", f"a number from {LEAST} to {MOST}")
        raise describe_faults((Fault("largeur", *expected, asked[:20]),))
    return int(asked)


def _read_view(word: str) -> View:
    try:
        view = parse_word(word)
        read_content(view)
    except ViewError as error:
        raise ProblemError("unknown", str(error), "The address holds no view, or one that is not known here.") from None
    return view


def _read_image(request: Request) -> Response:
    form, word = request.path_params["form"], request.query_params.get("v", "")
    if form not in ("png", "svg"):
        raise describe_faults((Fault("form", "png ou svg", "png or svg", form[:20]),))
    dots = _read_width(request.query_params.get("largeur", str(WIDTH)))
    _read_view(word)
    body = _draw(word, form, dots, dt.date.today())
    return Response(body, media_type=FORMS[form].mime, headers={"Cache-Control": "public, max-age=3600"})


def _read_oembed(request: Request) -> Response:
    asked = request.query_params
    if asked.get("format", "json") != "json":
        raise ProblemError("form", "json attendu pour « format ».", "json expected for “format”.")
    url, base = urlsplit(asked.get("url", "")[:20_000]), find_base(request)
    words = parse_qs(url.query).get("v", [""])
    if f"{url.scheme}://{url.netloc}" != base or url.path not in (EMBED, EMBED_CODE):
        expected = (f"une adresse {base}{EMBED}?v=…", f"an address {base}{EMBED}?v=…")
        raise describe_faults((Fault("url", *expected, asked.get("url", "")[:80]),))
    view = _read_view(words[0])
    width = _bound(asked.get("maxwidth", ""), WIDTH)
    content = read_content(view)
    body: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Terril",
        "provider_url": base + HOME,
        "title": content.title,
        "html": write_frame(view, content.title, base),
        "width": width,
        "height": _bound(asked.get("maxheight", ""), HEIGHT),
        "cache_age": 86400,
        "thumbnail_url": f"{base}{image_address(view, 'png')}",
        "thumbnail_width": WIDTH,
        "thumbnail_height": round(lay_picture(content, width=WIDTH / DOTS).height * DOTS),
    }
    return Response(write_json(body), media_type="application/json", headers={"Cache-Control": FRESH})


def _bound(asked: str, own: int) -> int:
    return min(own, max(1, int(asked[:5]))) if asked.isdigit() else own


async def serve_image(request: Request) -> Response:
    """The picture of the view `v`, as wide as `largeur` says."""
    return await guard(request, _read_image)


async def serve_oembed(request: Request) -> Response:
    """What an editor of sites asks of an address of ours (oembed.com, 1.0)."""
    return await guard(request, _read_oembed)


routes = [
    Route(EMBED, serve_embedded),
    Route(EMBED_CODE, serve_code),
    Route(EMBED_IMAGE + "/{form}", serve_image, methods=METHODS),
    Route(OEMBED, serve_oembed, methods=METHODS),
]
