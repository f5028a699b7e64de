"""The document of a page: Streamlit's in French, with our style sheet and scripts and a head start for its map."""

from __future__ import annotations

import json

from starlette.requests import HTTPConnection

from loaders.reading.composed.code import is_composed
from pages.draw.browser.icon import ICON
from pages.draw.browser.scripts import read_first_script, read_script
from pages.server import inside
from pages.server.inside import Installed
from pages.server.style import read_style
from pages.views.data.geography import find_departements
from pages.views.france import sent
from pages.views.home import COOKIE, find_home
from pages.views.maps.outlines import outlines_url
from pages.views.paths import list_paths
from pages.views.selection import MOST
from pages.views.theme_pages import find_first_level
from pages.words.markup import tag
from pages.words.paths import BASE, CATALOGUE, FEED, FRANCE

# The script of the map, asked for before the page knows that it has one.
FIRST_MAP = '<script>window.terrilMap = import("%MAP%");</script>'
LONGEST = 12
# The language of what counts options aloud, whatever that of the browser.
LOCALE = '<script>window[Symbol.for("react-aria.i18n.locale")] = "fr-FR";</script>'
DESCRIPTION = "Indicateurs territoriaux : déchets, eau, logement, subventions."
NO_SCRIPT = "Terril a besoin de JavaScript pour afficher ses cartes et ses graphiques."


def find_shown(request: HTTPConnection) -> tuple[str, ...]:
    """The départements that the first map of a request draws: of the territories it names, or of the reader's."""
    words = [text.rpartition("·")[2].strip() for text in request.query_params.getlist("territoires")[:MOST]]
    asked = [word if is_composed(word) else word[:LONGEST] for word in words]
    return find_departements(tuple(asked) or tuple(filter(None, [find_home(request.cookies.get(COOKIE, ""))])))


def rewrite_document(body: bytes, request: HTTPConnection, installed: Installed) -> bytes:
    """The document of the page that is asked for, made of the one that Streamlit answers; any other as it is."""
    page = body.decode("utf-8")
    if not inside.is_page(page):
        return body
    path, shown = request.url.path, find_shown(request)
    outlines = sent.build_communes()[0] if path == FRANCE else outlines_url(find_first_level(path, shown), shown)
    first = inside.list_first_scripts(installed)
    head = "".join(
        [
            LOCALE,
            f'<link rel="stylesheet" href="{read_style()[0]}">',
            f'<link rel="preload" href="{outlines}" as="fetch" crossorigin="anonymous">',
            tag("script", f"window.terrilBase = {json.dumps(BASE)}; window.terrilPages = {json.dumps(list_paths())};"),
            tag("script", read_first_script(), type="module"),
            f'<meta name="description" content="{DESCRIPTION}">',
            f'<link rel="alternate" type="application/atom+xml" href="{FEED}" title="Terril, nouveautés">',
            f'<link rel="alternate" type="application/ld+json" href="{CATALOGUE}" title="Terril, catalogue">',
            *(f'<link rel="modulepreload" crossorigin href="./{script}">' for script in first),
            FIRST_MAP.replace("%MAP%", read_script("map")[0]),
            *(
                f'<script type="module" async src="{read_script(n)[0]}"></script>'
                for n in ("page", "dossier", "picker")
            ),
            inside.tell_where(installed),
        ]
    )
    return inside.dress_page(page, head=head, icon=ICON, no_script=NO_SCRIPT).encode()
