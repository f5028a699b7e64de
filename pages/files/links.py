"""The links to the files of a view: an address for each form, which the server makes when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from pages.views.view import View, write_word
from pages.words.markup import tag, text
from pages.words.paths import EMBED_CODE, HANDOUT, VIEW_FILES


class Form(NamedTuple):
    """A kind of file: its name for a reader, its type, whether it is for maps alone, and for few readers."""

    label: str
    mime: str
    is_of_maps: bool = False
    is_rare: bool = True


FORMS = {
    "xlsx": Form("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", is_rare=False),
    "csv": Form("CSV", "text/csv", is_rare=False),
    "png": Form("PNG", "image/png", is_rare=False),
    "svg": Form("SVG", "image/svg+xml"),
    "parquet": Form("Parquet", "application/vnd.apache.parquet"),
    "geojson": Form("GeoJSON", "application/geo+json", is_of_maps=True),
    "gpkg": Form("GeoPackage", "application/geopackage+sqlite3", is_of_maps=True),
}
HANDOUTS = {
    "pdf": Form("une page (PDF)", "application/pdf"),
    "pptx": Form("une diapositive (PPTX)", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}


def view_address(view: View, form: str) -> str:
    """The address of a file of a view."""
    return f"{VIEW_FILES}/{form}?v={write_word(view)}"


def files_markup(view: View) -> str:
    """The links to the files of a view: a click each, those for few readers folded."""
    links: dict[bool, list[str]] = {False: [], True: []}
    for form, kind in FORMS.items():
        if view.form == "maps" or not kind.is_of_maps:
            link = text("a", kind.label, href=view_address(view, form), download="", target="_self")
            links[kind.is_rare].append(link)
    folded = tag("details", text("summary", "autres") + tag("span", " · ".join(links[True])))
    embed = text("a", "Intégrer", href=f"{EMBED_CODE}?v={write_word(view)}", target="_blank")
    said = text("span", "Télécharger\u00a0: ") + " · ".join([*links[False], folded, embed])
    return tag("div", said, class_="t-take", role="group", aria_label="Télécharger")


def handout_markup(asked: Mapping[str, str]) -> str:
    """The links to the handout of a territory or of a theme; `asked` are the parameters of its address."""
    links = [
        text("a", kind.label, href=f"{HANDOUT}/{form}?{urlencode(asked)}", download="", target="_self")
        for form, kind in HANDOUTS.items()
    ]
    said = text("span", "Fiche de séance\u00a0: ") + " · ".join(links)
    return tag("div", said, class_="t-take t-handout", role="group", aria_label="Fiche de séance")
