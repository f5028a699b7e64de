"""The outlines of a map: those that the browser draws, with the box of each, so that a picture never differs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo import packed
from geo.kept import CONTOURS, SHAPES, keep
from pages.views.data.geography import MapLevel
from pages.views.france.names import FINENESS, name_towns
from pages.views.maps.labels import Name
from pages.views.maps.outlines import build_outlines, draw_every_composed, read_surroundings
from pages.views.maps.surroundings import Surroundings

# The radius of the largest disc of a map of France, in the width of the map.
SHARE = 0.048
Box = tuple[float, float, float, float]
Ring = npt.NDArray[np.float64]
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@dataclass(frozen=True)
class Shape:
    """A territory: its name, its outline as path data, its box (left, top, right, bottom) and a point inside."""

    code: str
    name: str
    d: str
    box: Box
    point: tuple[float, float]


class Inset(NamedTuple):
    """The name under an inset: where its middle is, and the width that it has."""

    x: float
    y: float
    width: float
    name: str


@dataclass(frozen=True)
class Ground:
    """The shapes of a level by code, the borders drawn over them, in units that go right and down from (left, top).

    `box` is that of all; `home` the border of what the map is about, "" for none; `names` stand under insets. `radius`
    is that of the largest disc; `labels` are the names of its territories and towns, `around` what lies round it.
    `composed` are the borders of the territories chosen that a reader composed.
    """

    shapes: dict[str, Shape]
    borders: tuple[str, ...]
    home: str
    box: Box
    radius: float
    labels: tuple[Name, ...] = ()
    around: Surroundings | None = None
    names: tuple[Inset, ...] = ()
    composed: Mapping[str, str] = field(default_factory=dict)

    def find_outline(self, code: str) -> str:
        """The border of a territory chosen; "" where it has none here."""
        return self.shapes[code].d if code in self.shapes else self.composed.get(code, "")

    @property
    def width(self) -> float:
        """How wide it is, in its units."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """How high it is, in its units."""
        return self.box[3] - self.box[1]


def read_rings(d: str) -> list[Ring]:
    """The rings of path data of relative moves, as geo.paths.write_path writes it; each closed."""
    rings, pen = [], np.zeros(2)
    for part in d.split("z"):
        numbers = [float(found) for found in NUMBER.findall(part)]
        if numbers:
            points = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) + pen
            pen = points[0]
            rings.append(np.concatenate([points, points[:1]]))
    return rings


def _surround(rings: list[Ring]) -> Box:
    points = np.concatenate(rings)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def read_ground(
    level: MapLevel, departements: tuple[str, ...], border: str = "", *, chosen: Sequence[str] = ()
) -> Ground:
    """The ground of the map of a level in some départements, with the border of a territory where it may be drawn, and
    those of the territories chosen that a reader composed."""
    ground, borders = _read_outlines(level, departements)
    composed = draw_every_composed(chosen, level, departements)
    return replace(ground, home=borders.get(border, ""), composed=composed)


@keep(CONTOURS)
def _read_outlines(level: MapLevel, departements: tuple[str, ...]) -> tuple[Ground, dict[str, str]]:
    """The ground of a map, and by code the borders that may be drawn over it."""
    drawn = json.loads(gzip.decompress(build_outlines(level, departements)[1]))
    shapes = {
        one["code"]: Shape(one["code"], one["name"], one["d"], _surround(read_rings(one["d"])), tuple(one["label"]))
        for one in drawn["shapes"]
    }
    always = tuple(line["d"] for line in drawn["lines"] if line["kind"] == "epci")
    wide, tall = drawn["viewBox"]
    box, around = (0.0, 0.0, float(wide), float(tall)), read_surroundings(level, departements)
    ground = Ground(shapes, always, "", box, float(drawn["radius"]), around.names, around)
    return ground, {line["code"]: line["d"] for line in drawn["lines"]}


@keep(SHAPES)
def read_france(epci: str | None) -> Ground:
    """The ground of all communes of France, overseas in insets, or of an EPCI and round it."""
    body = packed.FILE.read_bytes() if epci is None else packed.build_epci(epci)
    codes, rings = packed.unpack(body)
    placed = [[ring * [1, -1] / FINENESS for ring in own] for own in rings]
    shapes = {code: _make_shape(code, own) for code, own in zip(codes, placed, strict=True)}
    if epci is None:
        names = tuple(_place_name(inset) for inset in packed.INSETS)
        whole = _join(list(shapes.values()))
        return Ground(shapes, (), "", whole, SHARE * (whole[2] - whole[0]), name_towns(), names=names)
    members = [shapes[code] for code in packed.read_members(epci)["code"].astype(str)]
    left, top, right, bottom = _join(members)
    margin = 0.08 * (right - left)
    inside = {
        code: shape
        for code, shape in shapes.items()
        if left - margin < shape.point[0] < right + margin and top - margin < shape.point[1] < bottom + margin
    }
    home = "".join(shape.d.replace("m", "M", 1) for shape in members)
    box = _join(list(inside.values()))
    # Towns beyond what is drawn would stand on nothing.
    towns = tuple(town for town in name_towns() if town.code in inside)
    return Ground(inside, (), home, box, SHARE * (box[2] - box[0]), towns)


def _place_name(inset: packed.Inset) -> Inset:
    left, bottom, right, _ = (value / FINENESS for value in inset.box)
    return Inset((left + right) / 2, -bottom, right - left, inset.name)


def _make_shape(code: str, rings: list[Ring]) -> Shape:
    """A commune of rings that are not closed; its point is the middle of its box."""
    steps = [np.rint(ring).astype(np.int64) for ring in rings]
    d = "".join(f"M{points[0][0]} {points[0][1]}l{_spell(np.diff(points, axis=0))}z" for points in steps)
    box = _surround(rings)
    return Shape(code, code, d, box, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))


def _spell(moves: npt.NDArray[np.int64]) -> str:
    return " ".join(map(str, moves.ravel().tolist()))


def _join(shapes: list[Shape]) -> Box:
    """The box of several shapes."""
    boxes = np.array([shape.box for shape in shapes])
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return float(left), float(top), float(right), float(bottom)
