"""An office's own template: its layouts, places, fonts and colours are kept; what cannot serve is refused in words."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from typing import Any

from loaders.contrast import measure_contrast, measure_light
from pages.draw.powerpoint.frames import EMU
from pages.files.progress import ToldError
from pages.files.slides.theme import read_ground, read_title_size
from pages.views.layout.scene import Box
from pages.views.slides.format import LEAST_TITLE, TITLE, Format

# Types of placeholders (MS-OE376, ST_PlaceholderType as python-pptx numbers them).
TITLES, BODIES, OBJECTS, FURNITURE = (1, 3), (2, 4), (7,), (13, 15, 16)
# What names slides of a template that are taken away: PowerPoint would call the file damaged.
LISTS = ("custShowLst", "sectionLst")
# The least that a view needs under its title, in inches, and the least contrast of words (WCAG 2.2, 1.4.3).
LEAST_WIDE, LEAST_TALL, LEAST_CONTRAST = 6.0, 3.2, 4.5
CENTIMETRES = 2.54
# What is left free at the edges of a slide, in inches.
EDGE = 0.2
OTHER = "Choisissez-en un autre."
log = logging.getLogger(__name__)


class TemplateError(ToldError):
    """A template that cannot serve: the message says in French what it lacks."""


def open_template(body: bytes) -> Any:
    """The presentation of a template without its slides. Raises TemplateError."""
    from pptx import Presentation

    try:
        deck = Presentation(io.BytesIO(body))
        _empty(deck)
        list(deck.slide_layouts)
    except Exception as error:
        log.warning("a template could not be read: %r", error)
        raise TemplateError(f"Le modèle n’est pas une présentation PowerPoint (.pptx) lisible. {OTHER}") from error
    return deck


def choose_layouts(deck: Any) -> dict[str, Any]:
    """The layout of each kind of slide: what the template has for it, else the one with a title and the least else.

    Raises TemplateError where none has a title.
    """
    titled = [one for one in deck.slide_layouts if find_places(one, TITLES)]
    if not titled:
        raise TemplateError(
            "Le modèle n’a aucune disposition avec un titre. Ajoutez-en une, ou choisissez-en un autre."
        )
    least = min(titled, key=lambda one: len([p for p in one.placeholders if _kind(p) not in FURNITURE]))
    with_content = [one for one in titled if len(find_places(one, OBJECTS)) == 1 and not find_places(one, BODIES)]
    view = with_content[0] if with_content else least
    by_word = {str(one._element.get("type")): one for one in reversed(titled)}
    return {
        "title": by_word.get("title", least),
        "section": by_word.get("secHead", least),
        "view": view,
        "sources": view,
    }


def measure_template(deck: Any, layouts: dict[str, Any]) -> Format:
    """The format that the places of a template make. Raises TemplateError where a view would have no room in them."""
    width, height = deck.slide_width / EMU, deck.slide_height / EMU
    if width < height:
        raise TemplateError(
            f"Le modèle est en hauteur ({_say(width)} × {_say(height)} cm) ; une diapositive plus large que haute est "
            f"attendue. {OTHER}"
        )
    view = layouts["view"]
    title = _place(find_places(view, TITLES)[0], height)
    if title is None:
        raise TemplateError(f"Le titre de la disposition « {view.name} » n’a pas de place. {OTHER}")
    content = [box for place in find_places(view, OBJECTS) if (box := _place(place, height))]
    zone = content[0] if content else _measure_under(title, view, width, height)
    zone = zone.cut(bottom=max(0.0, EDGE - zone.bottom), right=max(0.0, zone.right - width + EDGE))
    if zone.width < LEAST_WIDE or zone.height < LEAST_TALL:
        raise TemplateError(
            f"La disposition « {view.name} » ne laisse que {_say(zone.width)} × {_say(zone.height)} cm sous le titre ; "
            f"{_say(LEAST_WIDE)} × {_say(LEAST_TALL)} cm sont attendus. Agrandissez-y la place du contenu, ou prenez "
            "un autre modèle."
        )
    cover = _place(find_places(layouts["title"], TITLES)[0], height) or title
    points = max(LEAST_TITLE, min(TITLE, read_title_size(view)))
    return Format(width, height, title, zone, cover, points, is_own=False, corner=0.0)


def choose_ground(deck: Any, layouts: dict[str, Any]) -> bool:
    """Whether the slides of a template are dark. Raises TemplateError where its words are not read on them."""
    view = layouts["view"]
    words, paper = read_ground(view)
    if paper and measure_contrast(words, paper) < LEAST_CONTRAST:
        found = f"{measure_contrast(words, paper):.1f}".replace(".", ",")
        raise TemplateError(
            f"Le texte du modèle ({words}) sur son fond ({paper}) a un contraste de {found} ; 4,5 est attendu pour "
            "être lu de loin. Changez les couleurs de son thème, ou choisissez un autre modèle."
        )
    return measure_light(words) > 0.4


def find_places(layout: Any, kinds: Sequence[int]) -> list[Any]:
    """The placeholders of a layout of some types."""
    return [place for place in layout.placeholders if _kind(place) in kinds]


def _kind(place: Any) -> int:
    return int(place.placeholder_format.type)


def _place(place: Any, height: float) -> Box | None:
    """Where a placeholder stands, its own place or that of the master; None where neither says."""
    sizes = (place.left, place.top, place.width, place.height)
    if any(size is None for size in sizes):
        return None
    left, top, wide, tall = (size / EMU for size in sizes)
    return Box(left, height - top - tall, wide, tall)


def _measure_under(title: Box, layout: Any, width: float, height: float) -> Box:
    """What a layout without content leaves under its title and over its footers."""
    feet = [box for place in find_places(layout, FURNITURE) if (box := _place(place, height))]
    low = max([0.35, *(box.top for box in feet if box.top < title.bottom)])
    margin = min(title.left, 0.08 * width)
    return Box(margin, low, width - 2 * margin, max(0.0, title.bottom - 0.1 - low))


def _say(inches: float) -> str:
    return f"{inches * CENTIMETRES:.1f}".replace(".", ",")


def _empty(deck: Any) -> None:
    """Take the slides of a template away, and the sections and shows that name them."""
    drop_slides(deck, 0)
    for element in list(deck.part._element.iter()):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in LISTS:
            holder = element.getparent()
            kept = holder if holder.tag.endswith("}ext") else element
            kept.getparent().remove(kept)


def drop_slides(deck: Any, first: int) -> None:
    """Take away the slides from a place on."""
    ids = deck.slides._sldIdLst
    for slide in list(ids)[first:]:
        deck.part.drop_rel(slide.rId)
        ids.remove(slide)
