"""The PDF of a dossier: A4, tagged, selectable; each view with its comment, picture, rows, source and way back."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Sequence
from typing import Any

from pages.draw.picture import draw_picture
from pages.files.pdf.typeset import compile_pdf, lay_rows, number_notes, split_constant
from pages.files.progress import CancelledError, Progress, keep_going
from pages.views.content import Content
from pages.views.dossier import Dossier, Slide
from pages.views.layout.picture import shorten_address
from pages.views.prepared import Prepared, prepare
from pages.views.rows import write_rows
from pages.views.stamp import make_stamp
from pages.words.french import format_count
from pages.words.version import MADE_BY

WIDTH, HIGHEST, FONT = 7.0, 7.6, 8.0
# Columns that a table keeps even where every row has the same.
KEPT = frozenset({"Territoire", "Valeur", "Montant", "Statut", "Stade"})
ABOUT = (
    "Chaque vue porte ses filtres, ses sources, le statut de ses valeurs et l’adresse qui la rouvre.",
    "Zéro, « sans donnée », « confidentiel » et « sans objet » sont toujours écrits différemment ; une année sans "
    "donnée est un trou, et rien n’est comparé de part et d’autre d’une rupture de série.",
)
FAILED = "Cette vue n’a pas pu être faite. Ouvrez-la dans son écran, puis ajoutez-la à nouveau au dossier."
log = logging.getLogger(__name__)


def write_pdf(dossier: Dossier, *, base: str = "", progress: Progress = keep_going) -> tuple[bytes, list[str]]:
    """The file, and which views failed and why; the rest is delivered. `base` comes before the addresses."""
    steps = len(dossier.slides) + 1
    views: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    faults: list[str] = []
    section = ""
    for prepared in prepare(dossier):
        progress(prepared.number, steps, f"Vue {prepared.number} : {prepared.title}")
        view = _try_view(prepared, base, pictures)
        view["starts_section"] = bool(prepared.slide.section) and prepared.slide.section != section
        section = prepared.slide.section
        if view["fault"]:
            faults.append(f"Vue {prepared.number}, « {prepared.title} » : {view['fault']}")
        views.append(view)
    _tell_apart(views, dossier.slides)
    progress(steps, steps, "Mise en page")
    today = f"{dt.date.today():%d/%m/%Y}"
    data = {
        "title": dossier.title or "Dossier",
        "subtitle": dossier.subtitle,
        "author": MADE_BY,
        "keywords": [],
        "date": f"{today} · {format_count(len(views), 'vue')}",
        "foot": f"{dossier.title or 'Dossier'} · {today}",
        "about": list(ABOUT),
        "faults": faults,
        "views": views,
    }
    return compile_pdf("dossier.typ", data, pictures), faults


def _try_view(prepared: Prepared, base: str, pictures: dict[str, bytes]) -> dict[str, Any]:
    """The data of a view, or of what failed in its place."""
    slide = prepared.slide
    head: dict[str, Any] = {
        "section": slide.section,
        "level": 2 if slide.section else 1,
        "title": prepared.title,
        "fault": prepared.fault,
    }
    if prepared.content is None:
        return head | {"fault": prepared.fault or FAILED}
    try:
        body = _describe_view(prepared.content, prepared.number, base, pictures)
        title, subtitle = prepared.heading
    except CancelledError:
        raise
    except Exception:
        log.exception("view %s of a dossier could not be drawn", prepared.number)
        return head | {"fault": FAILED}
    return (
        head
        | body
        | {
            "title": title,
            "subtitle": subtitle,
            "comment": [line for line in slide.comment.splitlines() if line.strip()],
        }
    )


def _describe_view(content: Content, number: int, base: str, pictures: dict[str, bytes]) -> dict[str, Any]:
    rows = write_rows(content)
    picture = ""
    if content.form != "table":
        picture = f"view-{number}.svg"
        pictures[picture] = draw_fitting(lambda height: _draw(content, height), HIGHEST)
    told, same = split_constant(rows, KEPT)
    told, remarks = number_notes(told)
    laid = lay_rows(told)
    return {
        "picture": picture,
        "alt": f"{content.view.LABEL} : {content.title}, {content.subtitle}. Le tableau donne les valeurs.",
        "notes": list(content.notes),
        "stamp": _write_stamp(content, base),
        "caption": f"Données de la vue : {format_count(len(rows), 'ligne')}",
        "same": f"Sur toutes les lignes : {' ; '.join(same).removesuffix('.')}." if same else "",
        "remarks": remarks,
        **{key: value for key, value in laid.items() if key != "title"},
    }


def _write_stamp(content: Content, base: str) -> list[list[str]]:
    """The stamp as label, words and, for the address, where it leads."""
    stamp = make_stamp(content, base=base)
    address = shorten_address(stamp.pop("Adresse de la vue"))
    said = [[label, words, ""] for label, words in stamp.items() if words]
    return [*said, ["Adresse de la vue", address, address if base else ""]]


def _tell_apart(views: list[dict[str, Any]], slides: Sequence[Slide]) -> None:
    """Give views that have the same title, none of their author's, that of what they are."""
    titles = [view["title"] for view in views]
    for view, slide in zip(views, slides, strict=True):
        if not slide.title and titles.count(view["title"]) > 1:
            kind = slide.view.LABEL
            view["title"] = f"{view['title']} : {kind[:1].lower()}{kind[1:]}"


def _draw(content: Content, height: float | None) -> bytes:
    return draw_picture(content, form="svg", width=WIDTH, height=height, is_bare=True, font=FONT)


def draw_fitting(draw: Callable[[float | None], bytes], highest: float) -> bytes:
    """A picture as high as it asks for, or drawn again to be no higher than so many inches."""
    body = draw(None)
    found = re.search(rb'<svg[^>]* height="([\d.]+)pt"', body)
    return draw(highest) if found and float(found[1]) / 72 > highest else body


def write_portrait(code: str, *, base: str = "") -> bytes:
    """The PDF of a territory's portrait; see pages.files.pdf.portrait."""
    from pages.files.pdf import portrait

    return portrait.write_portrait(code, base=base)
