"""The outlines of a map as the browser fetches them: compressed, under an address that holds their hash.

The outlines come first; what lies round them and the names of the map come after the first map, from an address that
the outlines give.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from geo import boundaries
from geo.kept import CONTOURS, SHAPES, keep
from geo.outline import draw_outline
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import find_composed
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.data.geography import LEVELS, MapLevel, find_departements, read_level
from pages.views.maps import surroundings
from pages.views.maps.discs import find_radius
from pages.views.maps.labels import Name
from pages.words.paths import BASE

PREFIX = f"{BASE}/contours"
# Before the word of a ground: what lies round it.
AROUND = "alentours/"


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


@keep(SHAPES)
def draw_composed(level: MapLevel, departements: tuple[str, ...], code: str) -> str:
    """The border of a territory that a reader composed, over the map of a level; "" where a member has no contour."""
    members, vintage = find_composed([code]).get(code, ()), load_catalog().deployment.vintage
    if not members or not boundaries.are_drawn(members, vintage):
        return ""
    return draw_outline(boundaries.union_of(members, vintage), _draw(level, departements))


@keep(CONTOURS)
def _draw(level: MapLevel, departements: tuple[str, ...]) -> dict[str, Any]:
    """The outlines of a level, with the borders that may be drawn over them and the radius of the largest disc."""
    drawn = boundaries.svg_paths(read_level(level, departements))
    radius = find_radius([shape["label"] for shape in drawn["shapes"]])
    return drawn | {"lines": _list_borders(level, departements, drawn), "radius": radius}


def draw_every_composed(territories: Iterable[str], level: MapLevel, departements: tuple[str, ...]) -> dict[str, str]:
    """The borders of those of some territories that a reader composed, by their codes: his own, they are not in the
    outlines that all readers share."""
    drawn = {code: draw_composed(level, departements, code) for code in find_composed(territories)}
    return {code: d for code, d in drawn.items() if d}


def add_contours(data: dict[str, Any], level: MapLevel, departements: tuple[str, ...]) -> dict[str, Any]:
    """What a map is drawn from, or several in `common`, with the borders of those chosen that a reader composed."""
    own = data.get("common", data)
    contours = draw_every_composed(own["selected"], level, departements)
    drawn = own | {"contours": contours} if contours else own
    return data | {"common": drawn} if "common" in data else drawn


@keep(CONTOURS)
def read_surroundings(level: MapLevel, departements: tuple[str, ...]) -> surroundings.Surroundings:
    """What lies round the map of a level, and its names."""
    return surroundings.read_surroundings(level, departements, _draw(level, departements))


@keep(CONTOURS)
def build_outlines(level: MapLevel, departements: tuple[str, ...]) -> tuple[str, bytes]:
    """The address and the compressed JSON of the outlines of a level: viewBox, shapes (code, name, d, label), lines,
    radius, and `around`, the address of what comes after.

    A line has its kind and its code; that of a grouping is drawn where a map is about it.
    """
    around = build_surroundings(level, departements)[0]
    return _write(name_ground(level, departements), _draw(level, departements) | {"around": around})


@keep(CONTOURS)
def build_surroundings(level: MapLevel, departements: tuple[str, ...]) -> tuple[str, bytes]:
    """The address and the compressed JSON of what lies round a level: neighbours and borders (path data), names."""
    found = read_surroundings(level, departements)
    neighbours, borders = found.paths
    names = [_describe(name) for name in found.names]
    drawn = {"neighbours": neighbours, "borders": borders, "names": names}
    return _write(AROUND + name_ground(level, departements), drawn)


def _describe(name: Name) -> dict[str, Any]:
    """A name as the script of the map reads it, in units of the outlines and ems."""
    places = {"x": round(name.x, 1), "y": round(name.y, 1), "dx": round(name.dx, 3), "dy": round(name.dy, 3)}
    sizes = {"wide": round(name.wide, 2), "tall": round(name.tall, 2), "least": name.least}
    return {"code": name.code, "lines": name.lines, "kind": name.kind, **places, **sizes}


def _write(stem: str, drawn: dict[str, Any]) -> tuple[str, bytes]:
    body = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{PREFIX}/{stem}-{hashlib.sha256(body).hexdigest()[:12]}.json", gzip.compress(body, 9, mtime=0)


def outlines_url(level: MapLevel, departements: tuple[str, ...]) -> str:
    """The address of the outlines of a level."""
    return build_outlines(level, departements)[0]


@keep(CONTOURS)
def build_geojson() -> bytes:
    """The EPCIs of the deployment as compressed GeoJSON, the ground of the map of projects."""
    frame = read_level("epci", find_departements())
    body = json.dumps(boundaries.geojson(frame), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(body.encode(), 9, mtime=0)
