"""The maps of a view as data: classes, values of all years; those of several years stand together on a screen."""

from __future__ import annotations

from typing import Any

from pages.views.content import Content
from pages.views.maps import describe_maps

OF_EACH = ("head", "title", "years", "year", "key")


def list_drawings(content: Content) -> list[dict[str, Any]]:
    """What the page draws each map from; the small maps of several years are one drawing, with one legend."""
    maps = describe_maps(content)
    if content.view.kind != "maps" or not maps:
        return maps
    common = {key: value for key, value in maps[0].items() if key not in OF_EACH}
    panels = [{key: data[key] for key in OF_EACH} for data in maps]
    key = "|".join(str(panel["key"]) for panel in panels)
    return [{"key": key, "title": content.title, "geometry": content.view.level, "common": common, "panels": panels}]
