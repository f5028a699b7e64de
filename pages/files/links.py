"""The links to the files of a view: an address for each form, which the server makes when it is asked for."""

from __future__ import annotations

from typing import NamedTuple

from pages.views.view import View, write_word
from pages.words.markup import tag, text
from pages.words.paths import VIEW_FILES


class Form(NamedTuple):
    """A kind of file: its name for a reader, its type, and whether it is for maps alone."""

    label: str
    mime: str
    is_of_maps: bool = False


FORMS = {
    "png": Form("PNG", "image/png"),
    "svg": Form("SVG", "image/svg+xml"),
    "csv": Form("CSV", "text/csv"),
    "xlsx": Form("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Form("Parquet", "application/vnd.apache.parquet"),
    "geojson": Form("GeoJSON", "application/geo+json", is_of_maps=True),
    "gpkg": Form("GeoPackage", "application/geopackage+sqlite3", is_of_maps=True),
}


def view_address(view: View, form: str) -> str:
    """The address of a file of a view."""
    return f"{VIEW_FILES}/{form}?v={write_word(view)}"


def files_markup(view: View) -> str:
    """The links to the files of a view, folded."""
    forms = [form for form, kind in FORMS.items() if view.form == "maps" or not kind.is_of_maps]
    links = [text("a", FORMS[form].label, href=view_address(view, form), download="", target="_self") for form in forms]
    return tag("details", text("summary", "Emporter") + tag("span", " · ".join(links)), class_="t-take")
