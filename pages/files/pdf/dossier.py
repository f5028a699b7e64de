"""The PDF of a dossier: A4, tagged, selectable; each view with its comment, picture, rows, source and way back."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from pages.files.pdf.typeset import compile_pdf
from pages.files.pdf.view import compose_view
from pages.files.progress import CancelledError, Progress, keep_going
from pages.views.dossier import Dossier, Slide
from pages.views.prepared import Prepared, prepare
from pages.views.slots import share_slots
from pages.words.french import format_count, join_words
from pages.words.version import MADE_BY

ABOUT = (
    "Chaque vue porte ses filtres, ses sources, le statut de ses valeurs et l’adresse qui la rouvre.",
    "Zéro, « sans donnée », « confidentiel » et « sans objet » sont toujours écrits différemment ; une année sans "
    "donnée est un trou, et rien n’est comparé de part et d’autre d’une rupture de série.",
)
UNMADE = "Vues qui n’ont pas pu être faites\u00a0:"
FAILED = "Cette vue n’a pas pu être faite. Ouvrez-la dans son écran, puis ajoutez-la à nouveau au dossier."
EMPTY: dict[str, Any] = {"is_landscape": False, "picture": None, "table": None, "second": None}
log = logging.getLogger(__name__)


def write_pdf(dossier: Dossier, *, base: str = "", progress: Progress = keep_going) -> tuple[bytes, list[str]]:
    """The file, and which views failed and why; the rest is delivered. `base` comes before the addresses."""
    with share_slots(dossier.territories):
        return _write(dossier, base, progress)


def _write(dossier: Dossier, base: str, progress: Progress) -> tuple[bytes, list[str]]:
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
    unmade = [str(n) for n, view in enumerate(views, 1) if view["fault"]]
    today = f"{dt.date.today():%d/%m/%Y}"
    data = {
        "title": dossier.title or "Dossier",
        "subtitle": dossier.subtitle,
        "author": MADE_BY,
        "keywords": [],
        "date": f"{today} · {format_count(len(views), 'vue')}",
        "foot": f"{dossier.title or 'Dossier'} · {today} · Fait par {MADE_BY}",
        "about": list(ABOUT),
        "faults": [f"{UNMADE} {join_words(unmade)}. Chacune dit pourquoi à sa page."] if unmade else [],
        "views": views,
    }
    return compile_pdf("dossier.typ", data, pictures), faults


def _try_view(prepared: Prepared, base: str, pictures: dict[str, bytes]) -> dict[str, Any]:
    """The data of a view, or of what failed in its place."""

    def keep(picture: bytes) -> str:
        name = f"view-{prepared.number}.svg"
        pictures[name] = picture
        return name

    slide = prepared.slide
    head = {"section": slide.section, "level": 2 if slide.section else 1, "title": prepared.title, "fault": ""}
    if prepared.content is None:
        return head | EMPTY | {"fault": prepared.fault or FAILED}
    try:
        return head | compose_view(prepared, prepared.content, base, keep)
    except CancelledError:
        raise
    except Exception:
        log.exception("view %s of a dossier could not be drawn", prepared.number)
        return head | EMPTY | {"fault": FAILED}


def _tell_apart(views: list[dict[str, Any]], slides: Sequence[Slide]) -> None:
    """Give views that have the same title, none of their author's, that of what they are."""
    titles = [view["title"] for view in views]
    for view, slide in zip(views, slides, strict=True):
        kind = f" : {slide.view.LABEL[:1].lower()}{slide.view.LABEL[1:]}"
        if not slide.title and titles.count(view["title"]) > 1 and not view["title"].endswith(kind):
            view["title"] += kind


def write_portrait(code: str, *, base: str = "") -> bytes:
    """The PDF of a territory's portrait; see pages.files.pdf.portrait."""
    from pages.files.pdf import portrait

    return portrait.write_portrait(code, base=base)
