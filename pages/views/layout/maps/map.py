"""A map: shades by class or discs by amount, what has no value each in its own way, a legend that counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from loaders.pipeline.remarks import SIGN
from loaders.statuses import UNCERTAIN
from pages.views.content import Content
from pages.views.layout.body import EMPTY, Body, lay_nothing
from pages.views.layout.maps.legend import HOLLOW, SHARE, Legend, dress_lost, fit_legend
from pages.views.layout.maps.plan import Plan, make_plans
from pages.views.layout.metrics import line_height, measure_text
from pages.views.layout.scene import Area, Box, Disc, Point, Scene
from pages.views.maps.labels import DOT, SIZES, Name, choose_names
from pages.views.maps.surroundings import Surroundings
from pages.views.palette import SLOTS
from pages.views.slots import assign_slots

# Beyond as many territories, outlines are an image; of the letters of a picture, those of the names on a map.
MANY = 5000
NAMES = 0.82
# The sign of a remark, in the letters of names: how large it is, and how high over the middle of one.
STAR, RISE = 1.5, 0.6
# A zero is a cross of so many points, of half as many where there are more than a few territories.
CROSS, FEW = 5.0, 200
# Of the width of a map, what is seen round it; what a small map has larger discs by, and a disc beyond the scale.
PAD, SWELL, ABOVE = 0.035, 1.6, 1.12


def build_map(content: Content, width: float, font: float) -> Body:
    """The body of a map, or of one for each year, with its legend at its side or, where it is narrow, under it."""
    plans = make_plans(content)
    if not any(plan.values for plan in plans):
        return Body(EMPTY, partial(lay_nothing, said=content.maps.nothing))
    share = plans[0].ground.height / plans[0].ground.width
    legend = Legend(content, plans, font * SHARE)
    side = legend.width
    is_beside = width - side > width * 0.55
    map_width = width - side - 0.2 if is_beside else width
    columns = _count_columns(len(plans), map_width * share, 5.6)
    rows = math.ceil(len(plans) / columns)
    height = min(map_width / columns * share * rows, 5.6) + (rows * line_height(font) if len(plans) > 1 else 0)
    total = max(height, legend.height) if is_beside else height + legend.height + 0.15
    vintage = f"Contours au 1er janvier {content.selection.vintage}." if content.level else ""
    surface = " Surface des disques proportionnelle à la valeur." if plans[0].is_circles else ""
    note = f"{vintage}{_describe_classes(content, plans[0])}{surface}".strip()
    return Body(total, partial(_lay, content=content, plans=plans), (note,) if note else ())


def _describe_classes(content: Content, plan: Plan) -> str:
    """How the classes were made, and on what."""
    said = content.maps.classes
    return f" {said}" if said and plan.data["breaks"] and not plan.is_circles else ""


def _count_columns(count: int, width: float, height: float, least: float = 0.0) -> int:
    """In how many columns maps as wide as they are high are the largest, in a box measured in their own shape; none
    is narrower than `least`."""
    most = max(1, min(count, int(width / least))) if least else count
    return max(range(1, most + 1), key=lambda columns: min(width / columns, height / math.ceil(count / columns)))


def _lay(scene: Scene, box: Box, *, content: Content, plans: list[Plan]) -> None:
    """The maps and their legend, side by side where the box is wide enough."""
    ground = plans[0].ground
    share = ground.height / ground.width
    legend = fit_legend(content, plans, scene.font, box.height)
    side = min(legend.width, box.width * 0.6)
    beside = min(box.width - side - 0.2, box.height / share)
    below = min(box.width, (box.height - legend.height - 0.15) / share)
    if beside >= below:
        area = Box(box.left, box.bottom, max(box.width - side - 0.2, 0.5), box.height)
        corner = Box(box.right - side, box.bottom, side, box.height)
    else:
        area = box.cut(bottom=legend.height + 0.15)
        corner = Box(box.left, box.bottom, box.width, legend.height)
    shades = plans[0].shades
    head = max(measure_text(plan.head, scene.font, is_bold=True) for plan in plans) + 0.12
    columns = _count_columns(len(plans), area.width * share, area.height, head * share)
    rows = math.ceil(len(plans) / columns)
    radius = 0.0
    for n, plan in enumerate(plans):
        row, column = divmod(n, columns)
        wide, tall = area.width / columns, area.height / rows
        cell = Box(area.left + column * wide, area.top - (row + 1) * tall, wide, tall)
        if len(plans) > 1:
            scene.write_lines(cell.left, cell.top, [plan.head], is_bold=True)
            cell = cell.cut(top=line_height(scene.font), right=0.08, bottom=0.04)
        radius = _lay_one(scene, cell, content, plan, shades, is_small=len(plans) > 1)
    legend.lay(scene, corner, shades, radius)


def _lay_one(
    scene: Scene, area: Box, content: Content, plan: Plan, shades: tuple[str, ...], *, is_small: bool
) -> float:
    """One map in its place; the radius of its largest disc comes back. A small one bears no names."""
    ground = plan.ground
    pad = PAD * ground.width if ground.around else 0.0
    scale = min(area.width / (ground.width + 2 * pad), area.height / (ground.height + 2 * pad))
    left = area.left + (area.width - scale * ground.width) / 2
    place = Place(scale, left - scale * ground.box[0], area.top + scale * (ground.box[1] - pad))
    if ground.around:
        _lay_around(scene, ground.around, place, area)
    _lay_areas(scene, plan, place, shades)
    _lay_borders(scene, plan, place)
    radius = ground.radius * (SWELL if is_small else 1.0) * scale
    if plan.is_circles:
        _lay_discs(scene, plan, place, radius)
    _lay_chosen(scene, content, plan, place)
    if not is_small:
        taken = _write_insets(scene, plan, place)
        _write_names(scene, content, plan, place, area, taken)
    _sign_remarked(scene, plan, place)
    return radius


def _lay_around(scene: Scene, around: Surroundings, place: Place, area: Box) -> None:
    """What lies round the map, as far as its place goes, pale."""
    (left, top), (right, bottom) = place.back(area.left, area.top), place.back(area.right, area.bottom)
    neighbours, borders = around.cut((left, top, right, bottom))
    if neighbours:
        scene.add(replace(place.area(neighbours, "ink"), opacity=0.04))
        scene.add(replace(place.area(neighbours, "none", "ink", 0.5), opacity=0.14))
    if borders:
        scene.add(replace(place.area(borders, "none", "ink", 0.6), opacity=0.3))


@dataclass(frozen=True)
class Place:
    """From units of a ground, whose y goes down, to inches of the drawing."""

    scale: float
    x: float
    y: float

    def area(self, d: str, fill: str, edge: str = "none", width: float = 0.5) -> Area:
        """An outline where it stands."""
        return Area(d, self.x, self.y, self.scale, fill, edge, width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing."""
        return self.x + x * self.scale, self.y - y * self.scale

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of the ground."""
        return (x - self.x) / self.scale, (self.y - y) / self.scale


def _lay_areas(scene: Scene, plan: Plan, place: Place, shades: tuple[str, ...]) -> None:
    """The territories, those that look alike as one area: relative moves begin anew where one begins with « M »."""
    groups: dict[tuple[str, int], list[str]] = {}
    hollow: list[str] = []
    for code, shape in plan.ground.shapes.items():
        d = _begin(shape.d)
        if code in plan.values:
            groups.setdefault(("value", -1 if plan.is_circles else plan.class_of(code)), []).append(d)
            if plan.statuses[code] in UNCERTAIN:
                hollow.append(d)
        else:
            groups.setdefault((plan.status_of(code), 0), []).append(d)
    is_many = len(plan.ground.shapes) > MANY
    width = 0.6 if len(plan.ground.shapes) < 200 else 0.25
    for (kind, n), paths in groups.items():
        edge = "none" if is_many else "hatch" if plan.is_circles and kind == "value" else "seam"
        fill = "ground" if n < 0 or kind != "value" else shades[n]
        area = replace(place.area("".join(paths), fill, edge, width), is_image=is_many)
        scene.add(area if kind == "value" else dress_lost(area, kind))
        if kind == "value" and n >= 0 and (sign := plan.sign_of(n)):
            scene.add(replace(place.area("".join(paths), "none"), hatch=sign))
    if hollow and not plan.is_circles:
        # Where most are not final it is said with the year, and drawn faintly.
        tone, wide = ("hatch", 0.5) if plan.unsure else ("edge", 1.0)
        scene.add(replace(place.area("".join(hollow), "none", tone, wide), dash=HOLLOW))


def _begin(d: str) -> str:
    """Path data whose first move is from the origin, wherever the pen was."""
    return "M" + d[1:]


def _lay_borders(scene: Scene, plan: Plan, place: Place) -> None:
    for d in plan.ground.borders:
        scene.add(replace(place.area(d, "none", "edge", 0.6), opacity=0.5))
    if plan.ground.home:
        scene.add(replace(place.area(plan.ground.home, "none", "edge", 1.2), opacity=0.9))


def _lay_discs(scene: Scene, plan: Plan, place: Place, radius: float) -> None:
    """Discs whose surface is the value, the largest first; a zero is a small cross."""
    is_many, small = len(plan.values) > MANY, CROSS if len(plan.values) < FEW else CROSS / 2
    for code, value in sorted(plan.values.items(), key=lambda item: -abs(item[1])):
        x, y = place.point(*plan.ground.shapes[code].point)
        if value == 0:
            scene.add(Point(x, y, "plus", small, "none", "disc", 1 if small == CROSS else 0.5))
            continue
        dash: tuple[float, ...]
        if plan.statuses[code] in UNCERTAIN:
            edge, dash, opacity = "disc", HOLLOW, 0.4 if plan.unsure else 0.15
        else:
            edge, dash, opacity = "seam", (), 0.68
        size, wide = radius * math.sqrt(abs(value) / (plan.largest or 1.0)), 0.7
        if code in plan.above:
            size, edge, dash, wide = radius * ABOVE, "edge", (), 1.8
        scene.add(Disc(x, y, size, "disc", edge, wide, dash, opacity, is_image=is_many))


def _lay_chosen(scene: Scene, content: Content, plan: Plan, place: Place) -> None:
    """The outlines of those chosen in their colours, on a seam that sets them off from any shade."""
    slots = assign_slots(content.selection.territories)
    chosen = [(d, slot) for code, slot in slots.items() if (d := plan.ground.find_outline(code))]
    scene.add(*(place.area(d, "none", "seam", 3.6) for d, _ in chosen))
    scene.add(*(place.area(d, "none", f"c{slot % SLOTS}", 2.0) for d, slot in chosen))


def _sign_remarked(scene: Scene, plan: Plan, place: Place) -> None:
    """The sign of a remark, over where the name of its territory stands."""
    size = scene.font * NAMES * STAR
    for code in plan.remarked:
        x, y = place.point(*plan.ground.shapes[code].point)
        middle = y + RISE * scene.font * NAMES / 72 + 0.3 * line_height(size)
        scene.write(x, middle, SIGN, size=size, is_bold=True, across="center", halo="paper")


def _write_insets(scene: Scene, plan: Plan, place: Place) -> list[Box]:
    """The names under insets; where they stand comes back."""
    size, taken = scene.font * NAMES, []
    for inset in plan.ground.names:
        x, y = place.point(inset.x, inset.y)
        fitting = min(size, size * place.scale * inset.width / measure_text(inset.name, size))
        wide, tall = measure_text(inset.name, fitting), line_height(fitting)
        scene.write(x, y - tall / 2, inset.name, size=fitting, across="center", tone="muted")
        taken.append(Box(x - wide / 2, y - tall, wide, tall))
    return taken


def _write_names(scene: Scene, content: Content, plan: Plan, place: Place, area: Box, taken: Sequence[Box]) -> None:
    """The names that have room on a map so large, as on a page of the same measure, within its place and off others."""
    em = scene.font * NAMES / 72
    chosen = [code for code in content.selection.territories if code in plan.ground.shapes]
    for name in choose_names(plan.ground.labels, place.scale / em, chosen):
        x, y = place.point(name.x, name.y)
        box = Box(
            x + (name.dx - name.wide / 2) * em, y - (name.dy + name.tall / 2) * em, name.wide * em, name.tall * em
        )
        if box.is_within(area) and not any(box.meets(other) for other in taken):
            _write_name(scene, name, (x, y), em)


def _write_name(scene: Scene, name: Name, point: tuple[float, float], em: float) -> None:
    x, y = point
    if name.has_dot:
        scene.add(Disc(x, y, DOT / 2 * em, "ink", "paper", 0.6))
    size = SIZES[name.kind] * em * 72
    across, down = name.middle
    top = y - down * em + len(name.lines) * line_height(size) / 2
    tone = "muted" if name.kind == "beyond" else "ink"
    is_bold = name.kind == "own"
    scene.write_lines(
        x + across * em, top, name.lines, size=size, is_bold=is_bold, across="center", halo="paper", tone=tone
    )
