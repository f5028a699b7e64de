"""The maps of a view as data: classes, values of all years; those of several years stand together on a screen."""

from __future__ import annotations

import base64
from typing import Any

from pages.views.content import Content
from pages.views.stamp import describe_statuses
from pages.words.markup import tag

# In inches and points: a screen of 1 920 dots, its words as large as those of a slide.
WIDE, HIGH, DPI, POINTS = 13.0, 5.6, 144, 24
OF_EACH = ("head", "title", "years", "year", "key")


def list_drawings(content: Content) -> list[dict[str, Any]]:
    """What the page draws each map from; the small maps of several years are one drawing, with one legend."""
    maps = list(content.maps.each)
    if not content.maps.is_series or not maps:
        return maps
    common = {key: value for key, value in maps[0].items() if key not in OF_EACH}
    panels = [{key: data[key] for key in OF_EACH} for data in maps]
    key = "|".join(str(panel["key"]) for panel in panels)
    return [{"key": key, "title": content.title, "geometry": maps[0]["geometry"], "common": common, "panels": panels}]


def write_picture(content: Content) -> str:
    """The map of France as a picture: more communes than a page can hold as outlines."""
    from pages.draw.picture import draw_picture

    body = draw_picture(content, form="png", width=WIDE, height=HIGH, dpi=DPI, is_bare=True, font=POINTS)
    said = f"Carte : {content.title}, {content.subtitle}. {describe_statuses(content)}."
    address = f"data:image/png;base64,{base64.b64encode(body).decode()}"
    return tag("img", src=address, alt=said, class_="picture").removesuffix("</img>")
