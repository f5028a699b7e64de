"""The dossiers that come with Terril."""

from __future__ import annotations

from collections.abc import Collection

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import ROOT
from loaders.reading.headline import Headline, find_root
from pages.views.dossier import Dossier, Slide, parse_dossier, write_dossier

FOLDER = ROOT / "data" / "dossiers"
OF_GRANTS = ("plans", "grants")
WORDS = ("title", "comment", "notes")


@keep(TABLES)
def list_ready() -> dict[str, bytes]:
    """The files of the dossiers that come with Terril, by title.

    Their words were written by hand, of figures that may since have become confidential: those of a view of an
    indicator of which any figure is withheld are left out, and the view speaks for itself; those of grants, which
    figures of any indicator may count, where any figure at all is.
    """
    hidden = {find_root(indicator) for indicator in store.load_withheld()["indicator"].unique()}
    dossiers = [parse_dossier(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
    return {dossier.title: write_dossier(_silence(dossier, hidden)) for dossier in dossiers}


def _silence(dossier: Dossier, hidden: Collection[str]) -> Dossier:
    """The same without the words of the slides that are about what is withheld."""
    slides = [_drop_words(slide) if _is_about(slide, hidden) else slide for slide in dossier.slides]
    return dossier.model_copy(update={"slides": tuple(slides)})


def _is_about(slide: Slide, hidden: Collection[str]) -> bool:
    if slide.view.kind in OF_GRANTS:
        return bool(hidden)
    return any(find_root(Headline.parse(item).indicator) in hidden for item in slide.view.indicators)


def _drop_words(slide: Slide) -> Slide:
    return slide.model_copy(update=dict.fromkeys(WORDS, ""))
