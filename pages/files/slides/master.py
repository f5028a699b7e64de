"""Our own master, in French: four layouts with their places, our family, the colours and the logo of the office."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pages.draw.powerpoint.frames import EMU
from pages.views.layout.scene import Box
from pages.views.palette import LIGHT
from pages.views.slides.format import COMMENT, OWN, SOURCE, SUBTITLE, TITLE
from pages.views.slides.office import Office

SPACE = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
# Places of our own: what a slide writes into them, see pages.views.slides.parts.Role.
PLACES = {"subtitle": 13, "comment": 14, "source": 15}
FAMILY = "Arial"
WRITTEN = (("Title 1", "Titre"), ("Click to edit Master title style", "Modifiez le titre"))


class Place(NamedTuple):
    """A placeholder of a layout: its type and number, its name, where it stands, how its words look."""

    kind: str
    number: int
    name: str
    box: Box
    points: float
    prompt: str
    tone: str = "tx1"
    is_bold: bool = False
    anchor: str = "t"


ZONE, COVER = OWN.zone, OWN.cover


def below(drop: float, tall: float) -> Box:
    """A place under the title of a cover."""
    return Box(COVER.left, COVER.bottom - drop, COVER.width, tall)


FOOT = Box(OWN.width - 0.55 - 0.8, 0.24, 0.8, 0.32)
SMALL = Box(ZONE.left, ZONE.bottom, ZONE.width - OWN.corner, 0.4)
ASIDE = Box(ZONE.left + ZONE.width * 0.75, ZONE.bottom + 0.5, ZONE.width * 0.25, ZONE.height - 1.0)
UNDER = Box(ZONE.left, ZONE.top - 0.3, ZONE.width, 0.3)
LOGO = Box(OWN.width - 0.55 - 1.7, OWN.height - 0.3 - 0.75, 1.7, 0.75)
HEAD = Place("title", 0, "Titre", OWN.title, TITLE, "Le constat", is_bold=True, anchor="b")
LAYOUTS: dict[str, tuple[str, str, tuple[Place, ...]]] = {
    "title": (
        "title",
        "Page de titre",
        (
            Place("ctrTitle", 0, "Titre", COVER, 44, "Titre du dossier", is_bold=True, anchor="b"),
            Place(
                "subTitle",
                13,
                "Sous-titre",
                Box(COVER.left, COVER.bottom - 1.2, COVER.width, 1.0),
                24,
                "Réunion, date",
                "tx2",
            ),
        ),
    ),
    "section": (
        "secHead",
        "Partie",
        (
            Place("title", 0, "Titre", COVER, 40, "Nom de la partie", is_bold=True, anchor="b"),
            Place(
                "body",
                13,
                "Sous-titre",
                Box(COVER.left, COVER.bottom - 0.75, COVER.width, 0.5),
                18,
                "Partie 1 sur 3",
                "tx2",
            ),
        ),
    ),
    "view": (
        "",
        "Vue",
        (
            HEAD,
            Place("body", 13, "Sous-titre", UNDER, SUBTITLE, "Sujet · territoires · années · unité", "tx2"),
            Place("body", 14, "Commentaire", ASIDE, COMMENT, "Commentaire"),
            Place("body", 15, "Source", SMALL, SOURCE, "Source : …", "tx2", anchor="b"),
        ),
    ),
    "sources": ("titleOnly", "Sources et définitions", (HEAD,)),
}


def dress_master(deck: Any, office: Office) -> dict[str, Any]:
    """Make our master of the one that python-pptx brings: the layouts by kind of slide."""
    from pptx.util import Emu

    deck.slide_width, deck.slide_height = Emu(round(OWN.width * EMU)), Emu(round(OWN.height * EMU))
    master = deck.slide_master
    _dress_theme(master, office)
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    _dress_shapes(master)
    found = {}
    for layout, (kind, (word, name, places)) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        _fill_layout(layout, word, name, places, office)
        found[kind] = layout
    if office.logo is not None:
        _add_logo(master, office)
    return found


def _dress_theme(master: Any, office: Office) -> None:
    """The colours of our palette, the accent of the office, our family."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    tones = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.side, "accent1": office.accent}
    tones |= {f"accent{n + 2}": color for n, color in enumerate(LIGHT.lines[:5])}
    tones |= {"hlink": LIGHT.link, "folHlink": LIGHT.lines[6]}
    colors = "".join(f'<a:{name}><a:srgbClr val="{color[1:].upper()}"/></a:{name}>' for name, color in tones.items())
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    body = theme.blob.decode()
    body = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="Terril">{colors}</a:clrScheme>', body, flags=re.S
    )
    body = re.sub(r'<a:latin typeface="[^"+]*"', f'<a:latin typeface="{FAMILY}"', body)
    theme._blob = body.replace('name="Office Theme"', 'name="Terril"').encode()


def _dress_shapes(master: Any) -> None:
    """The master's own places: its title and its text where a layout says nothing else, no date, no footer."""
    boxes = {1: OWN.title, 2: OWN.zone, 13: FOOT}
    names = {1: "Titre", 2: "Texte", 13: "Numéro"}
    levels = ("Modifiez le texte", "Deuxième niveau", "Troisième niveau", "Quatrième niveau", "Cinquième niveau")
    for shape in list(master.placeholders):
        kind = int(shape.placeholder_format.type)
        if kind not in boxes:
            shape._element.getparent().remove(shape._element)
            continue
        shape.name = names[kind]
        _move(shape, boxes[kind])
        if kind == 1:
            shape.text_frame.paragraphs[0].runs[0].text = "Modifiez le titre"
        elif kind == 2:
            for paragraph, words in zip(shape.text_frame.paragraphs, levels, strict=True):
                paragraph.runs[0].text = words
    styles = master._element.find("{*}txStyles")
    head = styles.find("{*}titleStyle/{*}lvl1pPr")
    head.set("algn", "l")
    head.find("{*}defRPr").set("sz", str(round(TITLE * 100)))
    head.find("{*}defRPr").set("b", "1")
    for n, level in enumerate(styles.find("{*}bodyStyle")):
        if level.find("{*}defRPr") is not None:
            level.find("{*}defRPr").set("sz", str(round(max(14, COMMENT - 2 * n) * 100)))


def _move(shape: Any, box: Box) -> None:
    shape.left, shape.width = round(box.left * EMU), round(box.width * EMU)
    shape.top, shape.height = round((OWN.height - box.top) * EMU), round(box.height * EMU)


def _fill_layout(layout: Any, word: str, name: str, places: tuple[Place, ...], office: Office) -> None:
    """A layout under its French name, its places in the stead of those that were there, and the number of the slide."""
    from pptx.oxml import parse_xml

    element = layout._element
    element.attrib.pop("type", None)
    if word:
        element.set("type", word)
    element.find("{*}cSld").set("name", name)
    tree = element.find("{*}cSld/{*}spTree")
    for shape in list(layout.shapes):
        tree.remove(shape._element)
    for extension in element.findall("{*}cSld/{*}extLst"):
        extension.getparent().remove(extension)
    for n, one in enumerate(places, 2):
        tree.append(parse_xml(_write_place(one, n, office)))
    if word != "title":
        tree.append(parse_xml(_write_number(len(places) + 2)))


def _write_place(place: Place, number: int, office: Office) -> str:
    """A placeholder as ISO 29500-1, 19.3.1.43 has it."""
    box = place.box
    index = f' idx="{place.number}"' if place.number else ""
    is_dyed = place.is_bold and office.title != LIGHT.ink
    color = f'<a:srgbClr val="{office.title[1:].upper()}"/>' if is_dyed else f'<a:schemeClr val="{place.tone}"/>'
    return (
        f'<p:sp {SPACE}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(place.name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_write_box(box)}</p:spPr><p:txBody>"
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(place.points * 100)}" b="{int(place.is_bold)}"><a:solidFill>'
        f"{color}</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="fr-FR"/><a:t>{escape(place.prompt)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _add_logo(master: Any, office: Office) -> None:
    """The logo in the upper right corner of every slide, as large as its corner lets it."""
    from pptx.oxml.shapes.picture import CT_Picture

    image, link = master.part.get_or_add_image_part(str(office.logo))
    wide, tall = image.image.size
    scale = min(LOGO.width / wide, LOGO.height / tall)
    size = (round(wide * scale * EMU), round(tall * scale * EMU))
    left, top = round(LOGO.right * EMU) - size[0], round((OWN.height - LOGO.top) * EMU)
    name = office.name or "Logo"
    master._element.find("{*}cSld/{*}spTree").append(CT_Picture.new_pic(99, name, name, link, left, top, *size))


def _write_number(number: int) -> str:
    """The place of the number of a slide."""
    return (
        f'<p:sp {SPACE}><p:nvSpPr><p:cNvPr id="{number}" name="Numéro"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr>{_write_box(FOOT)}</p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/><a:lstStyle><a:lvl1pPr algn="r">'
        '<a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="fr-FR"/>'
        "<a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def _write_box(box: Box) -> str:
    left, top = round(box.left * EMU), round((OWN.height - box.top) * EMU)
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{round(box.width * EMU)}" cy="{round(box.height * EMU)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
