"""The page of a presentation: screens as markup, figures as data, scripts and styles, all in one file."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from pathlib import Path
from typing import Any

from geo.kept import CODE, keep
from loaders.catalog import load_catalog
from pages.draw.browser.icon import ICON
from pages.draw.browser.scripts import MAPS, join_script, join_style
from pages.files.presentation.figures import Figure
from pages.files.presentation.screens import Screen, list_screens
from pages.views.dossier import Dossier, write_address
from pages.views.maps.outlines import build_outlines, build_surroundings, parse_ground
from pages.views.palette import write_root
from pages.views.slots import share_slots
from pages.words.markup import tag, text
from pages.words.paths import DOSSIER
from pages.words.version import MADE_BY

FOLDER = Path(__file__).parent
# Nothing may be fetched: what the page shows is in it.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src blob:; "
    "base-uri 'none'; form-action 'none'"
)
LONG = 60


def build_presentation(dossier: Dossier, *, is_file: bool, base: str) -> bytes:
    """The page of a dossier, whole: it asks for nothing once it is open. A file has no page to go back to."""
    with share_slots(dossier.territories):
        return _build(dossier, base, is_file=is_file)


def _build(dossier: Dossier, base: str, *, is_file: bool) -> bytes:
    screens = list(list_screens(dossier, base))
    figures = [figure for screen in screens for figure in screen.figures]
    numbers = {id(figure): n for n, figure in enumerate(figures)}
    sections = [_write_screen(screen, n, len(screens), numbers) for n, screen in enumerate(screens, 1)]
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + ("" if not is_file else f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
        + f'<meta name="generator" content="{MADE_BY}">'
        + text("title", f"{dossier.title} – Terril")
        + f'<link rel="icon" href="{ICON}">'
        + tag("style", write_style())
    )
    data = {
        "figures": [_describe_figure(figure) for figure in figures],
        "outlines": _read_outlines(figures),
    }
    parts = {
        "HEAD": head,
        "TITLE": text("h1", f"Présentation : {dossier.title}"),
        "LEAVE": "" if is_file else _write_way_back(dossier, base),
        "SCREENS": "".join(sections),
        "DATA": write_data(data),
        "SCRIPT": write_script(),
    }
    shell = (FOLDER / "presentation.html").read_text(encoding="utf-8")
    return re.sub(r"%([A-Z]+)%", lambda found: parts[found[1]], shell).encode()


def _describe_figure(figure: Figure) -> dict[str, Any]:
    return {"kind": figure.kind, "map": figure.data} if figure.kind == "map" else {"kind": figure.kind}


def _write_way_back(dossier: Dossier, base: str) -> str:
    """The address of the page that the dossier is edited on."""
    word = write_address(dossier)
    return f"{base}{DOSSIER}?dossier={word}" if word else base + DOSSIER


def write_data(data: Any) -> str:
    """JSON that no text in it can end the element of."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (
        body.replace("&", "\\u0026").replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _read_outlines(figures: list[Figure]) -> dict[str, Any]:
    """The outlines that the maps show, once each, by their words, with what lies round them in them."""
    grounds = {str(figure.data["geometry"]) for figure in figures if figure.kind == "map" and figure.data}
    return {
        word: _unpack(build_outlines(*parse_ground(word)))
        | {"around": _unpack(build_surroundings(*parse_ground(word)))}
        for word in sorted(grounds)
    }


def _unpack(file: tuple[str, bytes]) -> dict[str, Any]:
    return dict(json.loads(gzip.decompress(file[1])))


@keep(CODE)
def write_script() -> str:
    """Our scripts as one module."""
    return join_script(FOLDER / "deck.js")


@keep(CODE)
def write_style() -> str:
    """The colours of both themes, then the style sheets of the map and of the presentation."""
    return write_root() + "".join(join_style(sheet) for sheet in (MAPS / "map.css", FOLDER / "presentation.css"))


def _write_screen(screen: Screen, number: int, count: int, numbers: dict[int, int]) -> str:
    """The markup of a screen; places for the figures that the page draws."""
    part = text("span", f" ({screen.part})", class_="part") if screen.part else ""
    size = {"class_": "long"} if len(screen.title) > LONG else {}
    # One screen at a time is shown: the title of them all is that of the document.
    heading = tag("h2", text("span", screen.title) + part, **size)
    head = tag(
        "header", heading + _write_line("p", screen.subtitle, "subtitle") + _write_line("p", screen.comment, "comment")
    )
    if screen.kind == "title":
        vintage = load_catalog().deployment.vintage
        said = f"Chiffres lus le {dt.date.today():%d/%m/%Y} · contours au 1er janvier {vintage}"
        middle = text("p", said, class_="when")
    elif screen.kind == "section":
        middle = ""
    elif screen.kind == "view":
        places = [
            _write_figure(figure, numbers[id(figure)], is_named=_is_named(figure, screen)) for figure in screen.figures
        ]
        middle = tag("div", "".join(places), class_=f"figures n{screen.room}")
    else:
        middle = tag("div", "".join(text("p", line) for line in screen.paragraphs), class_="paragraphs")
    place = text("span", f"{number} / {count}", class_="position")
    said = tag("div", "".join(text("p", line) for line in screen.foot), class_="sources")
    foot = tag("footer", _write_line("p", screen.key, "key") + tag("div", said + place, class_="foot"))
    spoken = tag("aside", "".join(text("p", line) for note in screen.notes for line in note.splitlines()), hidden="")
    return tag(
        "section",
        head + middle + foot + spoken,
        class_=f"slide {screen.kind}",
        aria_roledescription="écran",
        aria_label=f"{number} sur {count} : {screen.title}",
        data_section=screen.section,
        data_address=screen.address,
    )


def _write_line(name: str, said: str, kind: str) -> str:
    return text(name, said, class_=kind) if said else ""


def _is_named(figure: Figure, screen: Screen) -> bool:
    """Whether a figure bears its title: among several, or alone on one of several screens that does not say it."""
    return len(screen.figures) > 1 or (bool(screen.part) and figure.title not in screen.title)


def _write_figure(figure: Figure, number: int, *, is_named: bool) -> str:
    if figure.kind == "markup":
        return tag("div", figure.markup, class_="figure markup")
    title = text("h3", figure.title) if is_named else ""
    place = tag("div", figure.markup, class_=f"drawing {figure.kind}-host", data_figure=str(number))
    return tag("div", title + place, class_=f"figure {figure.kind}")
