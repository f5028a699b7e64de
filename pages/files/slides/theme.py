"""What a theme says: the colour of its words, that of its background where it is plain, the size of its titles."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from pages.views.palette import SHADE, WHITE

MAPPED = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
USUAL = {"dk1": SHADE[1:], "lt1": WHITE[1:]}


def read_ground(layout: Any) -> tuple[str, str]:
    """The colour of words and that of the background of a layout, « #rrggbb »; "" for one that is not plain."""
    master = layout.slide_master
    colors = _read_scheme(master)
    mapping = {key: str(value) for key, value in master._element.find("{*}clrMap").attrib.items()}

    def find(name: str) -> str:
        return colors.get(mapping.get(name, MAPPED.get(name, name)), "")

    backgrounds = [one._element.find("{*}cSld/{*}bg") for one in (layout, master)]
    given = next((one for one in backgrounds if one is not None), None)
    words = find("tx1") or USUAL["dk1"]
    if given is None:
        paper = find("bg1") or USUAL["lt1"]
    elif given.find("{*}bgRef") is not None:
        paper = _read_color(given.find("{*}bgRef"), find)
    else:
        plain = given.find("{*}bgPr/{*}solidFill")
        paper = "" if plain is None else _read_color(plain, find)
    return f"#{words.lower()}", f"#{paper.lower()}" if paper else ""


def _read_color(holder: Any, find: Any) -> str:
    """The colour that an element holds; "" where it is changed from the theme's."""
    for child in holder:
        name = etree.QName(child).localname
        if name == "srgbClr" and len(child) == 0:
            return str(child.get("val"))
        if name == "schemeClr" and len(child) == 0:
            return str(find(child.get("val")))
    return ""


def _read_scheme(master: Any) -> dict[str, str]:
    """The colours of the theme by name, as hexadecimal digits."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    body = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    scheme = etree.fromstring(body, etree.XMLParser(resolve_entities=False)).find(".//{*}clrScheme")
    found = {}
    for one in scheme if scheme is not None else ():
        value = next((child.get("lastClr") or child.get("val") for child in one), "")
        if value and re.fullmatch("[0-9A-Fa-f]{6}", value):
            found[etree.QName(one).localname] = value
    return found


def read_title_size(layout: Any) -> float:
    """The points of the titles of a layout: its own, or those of its master; 40 where none says."""
    own = [
        place._element.find(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr")
        for place in layout.placeholders
        if int(place.placeholder_format.type) in (1, 3)
    ]
    master = layout.slide_master._element.find("{*}txStyles/{*}titleStyle/{*}lvl1pPr/{*}defRPr")
    sizes = [one.get("sz") for one in (*own, master) if one is not None and one.get("sz")]
    return int(sizes[0]) / 100 if sizes else 40.0
