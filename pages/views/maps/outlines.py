"""The outlines of a map as the browser fetches them: compressed, under an address that holds their hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

from geo import boundaries
from geo.kept import CONTOURS, keep
from geo.outline import draw_outline
from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.data.geography import LEVELS, MapLevel, find_departements, read_level

PREFIX = "/contours"


def name_ground(level: MapLevel, departements: tuple[str, ...]) -> str:
    """The word that stands for the outlines of a level: « epci », or elsewhere than in the deployment « D38/epci »."""
    return level if departements == find_departements() else f"{'-'.join(departements)}/{level}"


def parse_ground(word: str) -> tuple[MapLevel, tuple[str, ...]]:
    """The level and the départements of a word. Raises ValueError for those that no territory lies in together."""
    joined, _, wanted = word.rpartition("/")
    departements = tuple(joined.split("-")) if joined else find_departements()
    level = next((one for one in LEVELS if one == wanted), None)
    if level is None or (joined and departements not in _list_together()):
        raise ValueError(f"contours : un niveau et les départements d'un territoire attendus, « {word[:60]} » trouvé")
    return level, departements


@keep(CONTOURS)
def _list_together() -> frozenset[tuple[str, ...]]:
    """The départements that a territory lies in, for each."""
    return frozenset(tuple(sorted(split_codes(codes))) for codes in read_territories()["departements"].unique())


def _list_borders(level: MapLevel, departements: tuple[str, ...], drawn: dict[str, Any]) -> list[dict[str, str]]:
    """The borders that may be drawn over a map: its EPCIs on a map of communes, and the groupings within it."""
    catalog, table = load_catalog(), read_territories()
    vintage, borders = catalog.deployment.vintage, []
    if level == "commune":
        epci = read_level("epci", departements).sort_values("code")
        borders = [("epci", code, contour) for code, contour in zip(epci["code"], epci["geometry"], strict=True)]
    for code, entry in catalog.territories.items():
        is_within = {*split_codes(table.at[code, "departements"])} <= {*departements}
        if entry.level == "grouping" and entry.members and is_within and boundaries.are_drawn(entry.members, vintage):
            borders.append(("grouping", code, boundaries.union_of(entry.members, vintage)))
    return [{"kind": kind, "code": code, "d": draw_outline(contour, drawn)} for kind, code, contour in borders]


@keep(CONTOURS)
def build_outlines(level: MapLevel, departements: tuple[str, ...]) -> tuple[str, bytes]:
    """The address and the compressed JSON of the outlines of a level: viewBox, shapes (code, name, d, x, y), lines.

    A line has its kind and its code; that of a grouping is drawn where a map is about it.
    """
    frame = read_level(level, departements)
    drawn = boundaries.svg_paths(frame)
    drawn["lines"] = _list_borders(level, departements, drawn)
    body = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return f"{PREFIX}/{name_ground(level, departements)}-{digest}.json", gzip.compress(body, 9, mtime=0)


def outlines_url(level: MapLevel, departements: tuple[str, ...]) -> str:
    """The address of the outlines of a level."""
    return build_outlines(level, departements)[0]


@keep(CONTOURS)
def build_geojson() -> bytes:
    """The EPCIs of the deployment as compressed GeoJSON, the ground of the map of projects."""
    frame = read_level("epci", find_departements())
    body = json.dumps(boundaries.geojson(frame), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(body.encode(), 9, mtime=0)
