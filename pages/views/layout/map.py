"""A map: shades by class or discs by amount, what has no value each in its own way, a legend that counts."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

from loaders.statuses import UNCERTAIN
from pages.views.content import Content
from pages.views.layout.body import EMPTY, Body, lay_nothing
from pages.views.layout.ground import is_within
from pages.views.layout.legend import HOLLOW, SHARE, Legend, dress_lost, fit_legend
from pages.views.layout.metrics import line_height, measure_text, wrap_text
from pages.views.layout.plan import Plan, make_plans
from pages.views.layout.scene import Area, Box, Disc, Point, Scene
from pages.views.palette import SLOTS
from pages.views.slots import assign_slots

# Beyond as many territories, outlines are an image; of the letters of a picture, those of the names on a map.
MANY = 5000
NAMES = 0.82


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
    """One map in its place; the radius of its largest disc comes back. A small one names only those chosen."""
    ground = plan.ground
    scale = min(area.width / ground.width, area.height / ground.height)
    left = area.left + (area.width - scale * ground.width) / 2
    place = Place(scale, left - scale * ground.box[0], area.top + scale * ground.box[1])
    _lay_areas(scene, plan, place, shades)
    _lay_borders(scene, plan, place)
    radius = (0.064 if is_small else 0.048) * scale * ground.width
    if plan.is_circles:
        _lay_discs(scene, plan, place, radius)
    _lay_chosen(scene, content, plan, place)
    if not is_small:
        _write_names(scene, content, plan, place, shades, radius)
    return radius


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
    if hollow and not plan.is_circles:
        scene.add(replace(place.area("".join(hollow), "none", "edge", 1.0), dash=HOLLOW))


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
    is_many = len(plan.values) > MANY
    for code, value in sorted(plan.values.items(), key=lambda item: -abs(item[1])):
        x, y = place.point(*plan.ground.shapes[code].point)
        if value == 0:
            scene.add(Point(x, y, "plus", 5, "none", "disc", 1))
            continue
        size = radius * math.sqrt(abs(value) / (plan.largest or 1.0))
        is_unsure = plan.statuses[code] in UNCERTAIN
        dash, opacity = (HOLLOW, 0.15) if is_unsure else ((), 0.55)
        scene.add(Disc(x, y, size, "disc", "disc", 0.9, dash, opacity, is_image=is_many))


def _lay_chosen(scene: Scene, content: Content, plan: Plan, place: Place) -> None:
    """The outlines of those chosen in their colours, on a seam that sets them off from any shade."""
    slots = assign_slots(content.selection.territories)
    chosen = [(plan.ground.shapes[code].d, slot) for code, slot in slots.items() if code in plan.ground.shapes]
    scene.add(*(place.area(d, "none", "seam", 3.6) for d, _ in chosen))
    scene.add(*(place.area(d, "none", f"c{slot % SLOTS}", 2.0) for d, slot in chosen))


def _write_names(
    scene: Scene, content: Content, plan: Plan, place: Place, shades: tuple[str, ...], radius: float
) -> None:
    """The names of those chosen, then of those whose outline has room; none over another."""
    taken: list[Box] = []
    chosen = [code for code in content.selection.territories if code in plan.ground.shapes]
    is_crowded = content.level in ("commune", None)
    others = [] if is_crowded else [c for c in plan.ground.shapes if c not in chosen]
    size = scene.font * NAMES
    for inset in plan.ground.names:
        x, y = place.point(inset.x, inset.y)
        fitting = min(size, size * place.scale * inset.width / measure_text(inset.name, size))
        scene.write(x, y - line_height(fitting) / 2, inset.name, size=fitting, across="center", tone="muted")
    for code in [*chosen, *others]:
        shape = plan.ground.shapes[code]
        is_chosen = code in chosen
        left, top = place.point(*shape.box[:2])
        right, bottom = place.point(*shape.box[2:])
        x, y = place.point(*shape.point)
        room = (right - left) * 0.8
        name = content.selection.name(code) if code in content.selection.table.index else shape.name
        longest = max(measure_text(word, size, is_bold=is_chosen) for word in name.split(" ")) + 0.01
        lines = wrap_text(name, size, max(room, longest), is_bold=is_chosen)
        tall = len(lines) * line_height(size)
        wide = max(measure_text(line, size, is_bold=is_chosen) for line in lines)
        if plan.is_circles and code in plan.values:
            y -= radius * math.sqrt(abs(plan.values[code]) / (plan.largest or 1)) + tall / 2 + 0.02
        own = Box(x - wide / 2, y - tall / 2, wide, tall)
        fits = wide <= room and tall <= (top - bottom) * 0.75
        if (not fits and not is_chosen) or any(own.meets(other) for other in taken):
            continue
        taken.append(own)
        halo, tone = _choose_tones(plan, code, shades, is_within(shape, _list_corners(own, place)))
        scene.write_lines(x, own.top, lines, size=size, is_bold=is_chosen, across="center", halo=halo, tone=tone)


def _list_corners(box: Box, place: Place) -> list[tuple[float, float]]:
    return [place.back(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]


def _choose_tones(plan: Plan, code: str, shades: tuple[str, ...], is_inside: bool) -> tuple[str, str]:
    """The halo and the tone of a name, by what lies under it."""
    if plan.is_circles or code not in plan.values or not is_inside:
        return "paper", "ink"
    shade = shades[plan.class_of(code)]
    return shade, f"on:{shade}"
