"""The dossiers that come with Terril: as they were written for its home, or made from those for another reader's."""

from __future__ import annotations

from collections.abc import Collection

from geo.kept import CHOICES, TABLES, keep
from loaders import store
from loaders.catalog import ROOT, load_catalog
from loaders.reading.headline import Headline, find_root
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide, parse_dossier, write_dossier
from pages.views.home import choose_default
from pages.views.picker.offers import find_neighbours
from pages.views.record import ViewError, join_headline
from pages.views.view import View
from pages.words.french import join_words

FOLDER = ROOT / "data" / "dossiers"
OF_GRANTS, SUBSIDIES = ("plans", "grants"), "subsidies"
WORDS = ("title", "comment", "notes")
# Fewer views that have anything to show are no dossier.
FEWEST = 2


@keep(TABLES)
def list_ready() -> dict[str, bytes]:
    """The files of the dossiers that come with Terril, by title.

    Their words were written by hand, of figures that may since have become confidential: those of a view of an
    indicator of which any figure is withheld are left out, and the view speaks for itself; those of grants, which
    figures of any indicator may count, where any figure is of a document that lists grants, or any subsidy at all.
    """
    withheld = store.load_withheld()
    hidden = {find_root(indicator) for indicator in withheld["indicator"].unique()}
    is_of_grants = not set(withheld["source"]).isdisjoint(store.load_grants()["source"])
    is_of_grants |= any(load_catalog().theme_of(indicator) == SUBSIDIES for indicator in hidden)
    dossiers = [parse_dossier(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
    return {dossier.title: write_dossier(_silence(dossier, hidden, is_of_grants)) for dossier in dossiers}


def _silence(dossier: Dossier, hidden: Collection[str], is_of_grants: bool) -> Dossier:
    """The same without the words of the slides that are about what is withheld."""
    slides = [_drop_words(slide) if _is_about(slide, hidden, is_of_grants) else slide for slide in dossier.slides]
    return dossier.model_copy(update={"slides": tuple(slides)})


def _is_about(slide: Slide, hidden: Collection[str], is_of_grants: bool) -> bool:
    if slide.view.kind in OF_GRANTS:
        return is_of_grants
    return any(find_root(Headline.parse(item).indicator) in hidden for item in slide.view.indicators)


def _drop_words(slide: Slide) -> Slide:
    return slide.model_copy(update=dict.fromkeys(WORDS, ""))


@keep(CHOICES)
def list_ready_of(home: str) -> dict[str, bytes]:
    """The dossiers ready for the reader of a home, by title: those written by hand where all of them speak of it or of
    its members; else the same views of his own territory and of those beside it, without those words, and without the
    views in which his own has nothing."""
    written = [parse_dossier(body) for body in list_ready().values()]
    if all(_speaks_of(home, dossier) for dossier in written):
        return list_ready()
    made = [_make_for(home, dossier) for dossier in written]
    return {dossier.title: write_dossier(dossier) for dossier in made if len(dossier.slides) >= FEWEST}


def _speaks_of(home: str, dossier: Dossier) -> bool:
    """Whether one of the views of a dossier is of a home, or of one of its members."""
    own = {home, *split_codes(read_territories().at[home, "members"])}
    return any(not own.isdisjoint(slide.view.territories) for slide in dossier.slides)


def _make_for(home: str, dossier: Dossier) -> Dossier:
    """A dossier of a home, made of one of the deployment's."""
    views = [(slide, _tell(_move(slide.view, home), home)) for slide in dossier.slides]
    slides = [_drop_words(slide).model_copy(update={"view": view}) for slide, view in views if view is not None]
    beside = [str(read_territories().at[code, "short"]) for code in choose_default(home)]
    subtitle = join_words(beside).replace("'", "’")
    return dossier.model_copy(update={"slides": tuple(slides), "subtitle": subtitle[:160]})


def _move(view: View, home: str) -> View:
    """A view of a home and those beside it, or of its département and the neighbours of that, in place of others."""
    levels = set(read_territories()["level"].reindex(view.territories))
    if levels != {"departement"}:
        return view.model_copy(update={"territories": choose_default(home)})
    own = split_codes(read_territories().at[home, "departements"])[:1]
    near = [code for own_code in own for code in find_neighbours(own_code)]
    return view.model_copy(update={"territories": tuple([*own, *near][: len(view.territories)])})


def _tell(view: View, home: str) -> View | None:
    """A view without the indicators that it knows nothing of a home by, nor of the département that it lies in; None
    where the first, which its section is about, is one of them."""
    try:
        rows = read_content(view).rows
    except ViewError:
        return None
    of_home = {home, *split_codes(read_territories().at[home, "departements"])}
    if view.kind in OF_GRANTS:
        return view if rows["epci"].astype(str).isin(of_home).any() else None
    known = rows[rows["territory"].astype(str).isin(of_home) & rows["value"].notna()]
    if len(view.indicators) == 1:
        return view if len(known) else None
    told = {join_headline(str(row["indicator"]), str(row["scope"])) for _, row in known.iterrows()}
    kept = tuple(item for item in view.indicators if item in told)
    return view.model_copy(update={"indicators": kept}) if kept[:1] == view.indicators[:1] else None
