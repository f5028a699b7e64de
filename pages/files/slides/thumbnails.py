"""The slides of a dossier seen small before they are made: the same layout, painted as SVG, each by its own address."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from geo.versions import name_day
from pages.draw.raster import rasterize
from pages.draw.svg import paint_svg
from pages.views.dossier import Dossier, parse_address, write_dossier
from pages.views.palette import LIGHT
from pages.views.prepared import prepare
from pages.views.slides.compose import compose_cover, compose_found, compose_section, compose_sources
from pages.views.slides.format import Format, make_format
from pages.views.slides.office import Office, read_office
from pages.views.slides.parts import Sheet
from pages.views.slides.plan import Kind, Planned, plan_slides
from pages.views.slides.scene import lay_sheet
from pages.views.slots import find_shared, share_slots
from pages.words.addresses import DAY
from pages.words.paths import THUMBNAILS

DPI = 60


@dataclass(frozen=True)
class Thumbnail:
    """A slide to be seen small: its place from 1, what it is in words, where its picture is."""

    number: int
    words: str
    address: str
    view: int | None = None


def list_thumbnails(dossier: Dossier) -> list[Thumbnail]:
    """The thumbnails of all slides, in order; one changes its address only when its own slide changes."""
    planned = plan_slides(dossier)
    sections = [one for one in planned if one.kind == "section"]
    found = []
    with share_slots(dossier.territories):
        for number, one in enumerate(planned, 1):
            words, asked = _ask(dossier, one, sections)
            view = one.view if one.kind == "view" else None
            shared = () if view is None else find_shared(dossier.slides[view].view.territories)
            found.append(Thumbnail(number, words, _write_address(one.kind, asked, shared), view))
    return found


def _ask(dossier: Dossier, one: Planned, sections: list[Planned]) -> tuple[str, Dossier]:
    """What a slide is in words, and the dossier that holds what it shows and nothing else."""
    match one.kind:
        case "title":
            return "Titre", Dossier(title=dossier.title, subtitle=dossier.subtitle)
        case "section":
            place = sections.index(one) + 1
            return f"Partie : {one.words}", Dossier(title=one.words, subtitle=f"{place}/{len(sections)}")
        case "view":
            slide = dossier.slides[one.view]
            own = slide.model_copy(update={"notes": "", "section": ""})
            return f"Vue {one.view + 1} : {slide.title or slide.view.LABEL}", Dossier(slides=(own,))
        case "sources":
            bare = tuple(
                slide.model_copy(update=dict.fromkeys(("title", "comment", "notes", "section"), ""))
                for slide in dossier.slides
            )
            return "Sources et définitions", Dossier(slides=bare)


def _write_address(kind: Kind, asked: Dossier, shared: tuple[str, ...]) -> str:
    word = base64.urlsafe_b64encode(zlib.compress(write_dossier(asked), 9)).decode().rstrip("=")
    query = {"genre": kind, "d": word} | ({"parmi": ",".join(shared)} if shared else {})
    query |= {DAY: name_day()} if name_day() else {}
    return f"{THUMBNAILS}?{urlencode(query)}"


def draw_thumbnail(kind: str, word: str, shared: tuple[str, ...] = ()) -> bytes:
    """The SVG of a slide, in the colours that the territories of its dossier share.

    Raises DossierError where the word holds no dossier, ValueError for no such kind.
    """
    dossier, office = parse_address(word), read_office()
    form = make_format(is_with_logo=office.logo is not None)
    palette = replace(LIGHT, accent=office.accent)
    flatten = partial(rasterize, dpi=DPI, is_clear=True)
    with share_slots(shared):
        sheet = _compose(kind, dossier, office, form)
        return paint_svg(lay_sheet(sheet, form), palette=palette, title=sheet.title, flatten=flatten)


def _compose(kind: str, dossier: Dossier, office: Office, form: Format) -> Sheet:
    match kind:
        case "title":
            return compose_cover(dossier.title, dossier.subtitle, form, office=office.name)
        case "section":
            place, _, count = dossier.subtitle.partition("/")
            return compose_section(dossier.title, int(place), int(count), form)
        case "view":
            return compose_found(next(prepare(dossier)), form)
        case "sources":
            return compose_sources([one.content for one in prepare(dossier) if one.content is not None], form)
    raise ValueError(kind)
