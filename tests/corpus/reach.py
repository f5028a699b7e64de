"""All that the corpus reads of the product, in thin functions: code that moves changes this module and no expectation.

What comes back is plain: texts, numbers, lists, dictionaries under names of the corpus, data frames, bytes. A view that
is open is opaque: it is only handed back to the functions here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pandas as pd
from starlette.applications import Starlette

import dashboard
from loaders import catalog, store
from loaders.reading import alerts, findings  # noqa: F401  what has days in it is read before the day stands still
from pages.draw import picture, values
from pages.files import bundle, csv, geodata, workbook
from pages.files.pdf import dossier as pdf_dossier
from pages.files.presentation.build import build_presentation
from pages.files.presentation.screens import list_screens
from pages.files.slides import slides
from pages.views import prepared, stamp
from pages.views.contents import read_content
from pages.views.dossier import Dossier, DossierError, Slide, parse_dossier, write_address
from pages.views.lost import list_unshaded
from pages.views.maps import outlines
from pages.views.record import ViewError
from pages.views.rows import write_rows
from pages.views.theme_pages import find_page
from pages.views.view import KINDS, View, write_word
from pages.words.french import STATUS_LABELS

ROOT = catalog.ROOT
FRAME = ROOT / "pages" / "frame.py"
BASE = "http://terril.test"
HENIN, LENS, BETHUNE = "246200299", "246200364", "200072460"
Opened = Any


class RefusedError(ValueError):
    """What Terril says where it refuses."""


def list_kinds() -> dict[str, str]:
    """The kinds of views, as addresses and dossiers write them, each with its label."""
    return {kind: one.LABEL for kind, one in KINDS.items()}


def list_map_kinds() -> frozenset[str]:
    """The kinds that are maps."""
    return frozenset(kind for kind, one in KINDS.items() if one.FORM == "maps")


def list_statuses() -> tuple[str, ...]:
    """The statuses that a value may have."""
    return tuple(STATUS_LABELS)


def list_themes() -> dict[str, str]:
    """The themes, each with the path of the page that shows it."""
    return {key: find_page(key).strip("/") for key in catalog.load_catalog().themes}


def list_dossiers() -> dict[str, bytes]:
    """The dossiers that come with Terril, by the name of their file."""
    return {path.stem: path.read_bytes() for path in sorted((ROOT / "data" / "dossiers").glob("*.json"))}


def parse_view(fields: dict[str, Any]) -> View:
    """A view of its fields, as the file of a dossier has them. Raises RefusedError in the words of the product."""
    body = {"format": "terril-dossier", "version": 1, "slides": [{"view": fields}]}
    try:
        return parse_dossier(json.dumps(body).encode()).slides[0].view
    except DossierError as error:
        raise RefusedError(str(error)) from error


def open_view(fields: dict[str, Any]) -> Opened:
    """What a view shows. Raises RefusedError."""
    try:
        return read_content(parse_view(fields))
    except ViewError as error:
        raise RefusedError(str(error)) from error


def write_view_word(fields: dict[str, Any]) -> str:
    """A view as a word for an address."""
    return write_word(parse_view(fields))


def describe_words(view: Opened) -> dict[str, Any]:
    """The words round a view."""
    return {
        "title": view.title,
        "findings": list(view.findings),
        "subtitle": view.subtitle,
        "filters": view.filters,
        "address": view.address,
        "year": view.year,
        "source line": view.source_line,
        "statuses": stamp.describe_statuses(view),
        "compared among": list(view.among),
        "empty": view.is_empty,
        "notes": list(view.notes),
        "sources": list(view.sources),
    }


def write_csv(view: Opened) -> str:
    """The rows of a view for a program, as its bundle has them."""
    return csv.write_tidy_csv(bundle.tidy_rows(view)).decode()


def list_rows(view: Opened) -> pd.DataFrame:
    """The rows of a view for paper, as its PDF and its slides have them."""
    return write_rows(view)


def list_charts(view: Opened) -> list[dict[str, Any]]:
    """The charts of a view."""
    return [
        {
            "shape": chart.shape,
            "title": chart.title,
            "unit": chart.unit,
            "axis": chart.axis,
            "other axis": chart.x_axis,
            "decimals": chart.decimals,
            "categories": list(chart.categories),
            "breaks": [list(one) for one in chart.breaks],
            "top": chart.top,
            "notes": list(chart.notes),
            "inverted": chart.is_inverted,
            "slope": chart.is_slope,
            "from zero": chart.is_from_zero,
            "guides": [(guide.kind, guide.name, [list(point) for point in guide.points]) for guide in chart.guides],
            "empty": chart.is_empty,
            "lines": [
                {
                    "name": line.name,
                    "lead": line.is_lead,
                    "color": "grey" if line.is_other else line.slot,
                    "marks": [
                        (m.x, m.y, m.text, m.status, m.figure, m.is_joined, m.is_broken, m.when, m.name)
                        for m in line.marks
                    ],
                }
                for line in chart.lines
            ],
        }
        for chart in view.charts
    ]


def list_lost_words(view: Opened) -> list[str]:
    """Who is lost and why, in sentences."""
    return list(view.lost)


def list_lost_of_maps(view: Opened) -> dict[str, dict[str, list[str]]]:
    """Who has no shade on each map of a view, by reason."""
    return list_unshaded(view)


def list_maps(view: Opened) -> list[dict[str, Any]]:
    """What each map of a view is drawn from."""
    try:
        return [dict(data) | _address_values(view, data) for data in view.maps.each]
    except ViewError as error:
        raise RefusedError(str(error)) from error


def _address_values(view: Opened, data: dict[str, Any]) -> dict[str, Any]:
    """Where the page of maps fetches the values of the small map of a year."""
    if not view.maps.is_series:
        return {}
    bounds = tuple(data["breaks"]) if data["symbol"] == "fill" else ()
    address = values.series_url(view.series, bounds, level=view.level, departements=view.selection.departements)
    return {"values": address, "key": f"{address}|{data['year']}"}


@contextmanager
def _given(view: Opened) -> Iterator[Dossier]:
    """A dossier of a view that is open already."""
    with patch.object(prepared, "read_content", lambda _view: view):
        yield Dossier(title="Corpus", subtitle="Tout", slides=(Slide(view=view.view),))


def write_pptx(view: Opened) -> tuple[bytes, list[str]]:
    """The slides of a view, and what failed."""
    with _given(view) as dossier:
        return slides.write_pptx(dossier, base=BASE)


def write_pdf(view: Opened) -> tuple[bytes, list[str]]:
    """The PDF of a view, and what failed."""
    with _given(view) as dossier:
        return pdf_dossier.write_pdf(dossier, base=BASE)


def write_bundle(view: Opened) -> tuple[bytes, list[str]]:
    """The ZIP of the data of a view, and what failed."""
    with _given(view) as dossier:
        return bundle.write_bundle(dossier, base=BASE)


def write_presentation(view: Opened) -> bytes:
    """The page of the presentation of a view."""
    with _given(view) as dossier:
        return build_presentation(dossier, is_file=True, base=BASE)


def write_workbook(view: Opened) -> bytes:
    """The workbook of a view."""
    return workbook.write_content_workbook(view, base=BASE)


def write_svg(view: Opened) -> bytes:
    """The picture of a view."""
    return picture.draw_picture(view, form="svg", base=BASE)


def read_layer(view: Opened) -> pd.DataFrame:
    """The attributes of the layer of a map, with the box of each contour."""
    layer = geodata.build_layer(view)
    boxes = layer.geometry.bounds.round(5).astype(str).agg(" ".join, axis=1)
    return pd.DataFrame(layer.drop(columns="geometry")).assign(box=boxes)


def list_screens_of(view: Opened) -> list[dict[str, Any]]:
    """The screens of the presentation of a view."""
    with _given(view) as dossier:
        return [
            {
                "kind": screen.kind,
                "title": screen.title,
                "subtitle": screen.subtitle,
                "part": screen.part,
                "comment": screen.comment,
                "key": screen.key,
                "room": screen.room,
                "address": screen.address,
                "foot": list(screen.foot),
                "notes": list(screen.notes),
                "paragraphs": list(screen.paragraphs),
                "figures": [(figure.kind, figure.title, figure.data, figure.markup) for figure in screen.figures],
            }
            for screen in list_screens(dossier, BASE)
        ]


def write_whole_dossier(body: bytes, form: str) -> tuple[bytes, list[str]]:
    """A file of a dossier: pptx, pdf, xlsx, zip or html; and what failed."""
    dossier = parse_dossier(body)
    if form == "html":
        return build_presentation(dossier, is_file=True, base=BASE), []
    write = {"pptx": slides.write_pptx, "pdf": pdf_dossier.write_pdf, "zip": bundle.write_bundle}
    return (write | {"xlsx": workbook.write_dossier_workbook})[form](dossier, base=BASE)


def write_dossier_word(body: bytes) -> str:
    """A dossier as a word for an address, "" where it is too long."""
    return write_address(parse_dossier(body))


def make_server() -> Starlette:
    """The server without Streamlit: the routes of the parts of the launcher."""
    return Starlette(routes=[route for part in dashboard.PARTS for route in part.routes])


# What stands for it in what is expected.
VERSION = "%VERSION%"


def read_version() -> str:
    """The word for the tables of today."""
    return store.read_version()


def complete_address(address: str) -> str:
    """The address of values or of outlines with its version of today in the place of %VERSION%; unknown ones have 0."""
    path, _, scope = address.partition("?")
    parts = path.strip("/").split("/")
    try:
        if parts[0] == "contours":
            return outlines.outlines_url(*outlines.parse_ground(parts[1].partition("-")[0]))
        restriction, per_inhabitant = scope.partition("&v=")[0], parts[2] == values.PER_INHABITANT
        ground, indicator = outlines.parse_ground(parts[1]), parts[3].removesuffix(".json")
        found = values.values_url(indicator, restriction, *ground, per_inhabitant=per_inhabitant)
    except (KeyError, ValueError):
        found = ""
    return address.replace("%VERSION%", found.rpartition("v=")[2] or "0")
