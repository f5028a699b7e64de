"""A map: shades by class or discs by amount, what has no value each in its own way, a legend that counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.path import Path

from pages.draw.picture.body import Body, draw_nothing
from pages.draw.picture.inks import Inks, is_dark_color
from pages.draw.picture.legend import SHARE, Legend, draw_lost, fit_legend
from pages.draw.picture.plan import Plan, make_plans
from pages.draw.picture.sheet import Box, Sheet, line_height, measure_text, wrap_text
from pages.views.content import Content
from pages.views.maps.palette import parse_color
from pages.words.french import UNCERTAIN

# Beyond as many territories, outlines are an image; of the letters of a picture, those of the names on a map.
MANY = 5000
NAMES = 0.82


def build_map(content: Content, width: float, font: float) -> Body:
    """The body of a map, or of one for each year, with its legend at its side or, where it is narrow, under it."""
    plans = make_plans(content)
    if not any(plan.values for plan in plans):
        return Body(1.2, partial(draw_nothing, said=content.maps.nothing))
    left, bottom, right, top = plans[0].ground.bounds
    share = (top - bottom) / (right - left)
    legend = Legend(content, plans, font * SHARE)
    side = legend.width
    is_beside = width - side > width * 0.55
    map_width = width - side - 0.2 if is_beside else width
    columns = _count_columns(len(plans), map_width / share, 5.6)
    rows = math.ceil(len(plans) / columns)
    height = min(map_width / columns * share * rows, 5.6) + (rows * line_height(font) if len(plans) > 1 else 0)
    total = max(height, legend.height) if is_beside else height + legend.height + 0.15
    vintage = f"Contours au 1er janvier {content.selection.vintage}." if content.level else ""
    surface = " Surface des disques proportionnelle à la valeur." if plans[0].is_circles else ""
    note = f"{vintage}{_describe_classes(content, plans[0])}{surface}".strip()
    return Body(total, partial(_draw, content=content, plans=plans), (note,) if note else ())


def _describe_classes(content: Content, plan: Plan) -> str:
    """How the classes were made, and on what."""
    said = content.maps.classes
    return f" {said}" if said and plan.data["breaks"] and not plan.is_circles else ""


def _count_columns(count: int, width: float, height: float, least: float = 0.0) -> int:
    """In how many columns maps as wide as they are high are the largest, in a box measured in their own shape; none
    is narrower than `least`."""
    most = max(1, min(count, int(width / least))) if least else count
    return max(range(1, most + 1), key=lambda columns: min(width / columns, height / math.ceil(count / columns)))


def _draw(sheet: Sheet, box: Box, *, content: Content, plans: list[Plan]) -> None:
    """The maps and their legend, side by side where the box is wide enough."""
    left, bottom, right, top = plans[0].ground.bounds
    share = (top - bottom) / (right - left)
    legend = fit_legend(content, plans, sheet.font, box.height)
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
    head = max(measure_text(plan.head, sheet.font, is_bold=True) for plan in plans) + 0.12
    columns = _count_columns(len(plans), area.width / share, area.height, head / share)
    rows = math.ceil(len(plans) / columns)
    radius = 0.0
    for n, plan in enumerate(plans):
        row, column = divmod(n, columns)
        wide, tall = area.width / columns, area.height / rows
        cell = Box(area.left + column * wide, area.top - (row + 1) * tall, wide, tall)
        if len(plans) > 1:
            sheet.write_lines(cell.left, cell.top, [plan.head], is_bold=True)
            cell = cell.cut(top=line_height(sheet.font), right=0.08, bottom=0.04)
        radius = _draw_one(sheet, cell, content, plan, shades, is_small=len(plans) > 1)
    legend.draw(sheet, corner, shades, radius)


def _draw_one(
    sheet: Sheet, area: Box, content: Content, plan: Plan, shades: tuple[str, ...], *, is_small: bool
) -> float:
    """One map in its place; the radius of its largest disc comes back. A small one names only those chosen."""
    left, bottom, right, top = plan.ground.bounds
    scale = min(area.width / (right - left), area.height / (top - bottom))
    x = area.left + (area.width - scale * (right - left)) / 2
    y = area.top - scale * (top - bottom)
    place = Place(scale, x - scale * left, y - scale * bottom)
    _draw_areas(sheet, plan, place, shades)
    _draw_borders(sheet, plan, place)
    radius = (0.064 if is_small else 0.048) * scale * (right - left)
    if plan.is_circles:
        _draw_discs(sheet, plan, place, radius)
    _draw_chosen(sheet, content, plan, place)
    if not is_small:
        _write_names(sheet, content, plan, place, shades, radius)
    return radius


@dataclass(frozen=True)
class Place:
    """From metres to inches on the sheet."""

    scale: float
    dx: float
    dy: float

    def path(self, path: Path) -> Path:
        """A path on the sheet."""
        return Path(np.asarray(path.vertices, float) * self.scale + [self.dx, self.dy], path.codes)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point on the sheet."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def _draw_areas(sheet: Sheet, plan: Plan, place: Place, shades: tuple[str, ...]) -> None:
    """The territories, those drawn alike together."""
    groups: dict[tuple[str, int], list[Path]] = {}
    hollow: list[Path] = []
    for code, shape in plan.ground.shapes.items():
        path = place.path(shape.path)
        if code in plan.values:
            groups.setdefault(("value", -1 if plan.is_circles else plan.class_of(code)), []).append(path)
            if plan.statuses[code] in UNCERTAIN:
                hollow.append(path)
        else:
            groups.setdefault((plan.status_of(code), 0), []).append(path)
    # So many outlines are an image even in a file of outlines, which no reader of it would open in time otherwise.
    is_image = len(plan.ground.shapes) > MANY
    width = 0.6 if len(plan.ground.shapes) < 200 else 0.0 if is_image else 0.25
    for (kind, n), paths in groups.items():
        if kind == "value":
            face = sheet.inks.ground if n < 0 else shades[n]
            edge = "none" if is_image else sheet.inks.hatch if plan.is_circles else sheet.inks.paper
            sheet.draw_paths(paths, face, edge, width, rasterized=is_image)
            continue
        draw_lost(sheet, paths, kind, width)
    if not plan.is_circles:
        sheet.draw_paths(hollow, "none", sheet.inks.edge, 1.0, linestyle=(0, (3, 2)))


def _draw_borders(sheet: Sheet, plan: Plan, place: Place) -> None:
    borders = [place.path(path) for path in plan.ground.borders]
    sheet.draw_paths(borders, "none", sheet.inks.edge, 0.6, alpha=0.5)
    if plan.ground.home.codes is not None:
        sheet.draw_paths([place.path(plan.ground.home)], "none", sheet.inks.edge, 1.2, alpha=0.9)


def _draw_discs(sheet: Sheet, plan: Plan, place: Place, radius: float) -> None:
    """Discs whose surface is the value, the largest first; a zero is a small cross."""
    sure: list[tuple[float, float, float]] = []
    unsure: list[tuple[float, float, float]] = []
    zeros: list[tuple[float, float]] = []
    for code, value in sorted(plan.values.items(), key=lambda item: -abs(item[1])):
        x, y = place.point(*plan.ground.shapes[code].point)
        if value == 0:
            zeros.append((x, y))
            continue
        size = radius * math.sqrt(abs(value) / (plan.largest or 1.0))
        (unsure if plan.statuses[code] in UNCERTAIN else sure).append((x, y, size))
    disc, is_image = sheet.inks.disc, len(plan.values) > MANY
    sheet.draw_crosses([x for x, _ in zeros], [y for _, y in zeros], disc)
    sheet.draw_discs(sure, (*parse_color(disc), 0.55), disc, rasterized=is_image)
    sheet.draw_discs(unsure, (*parse_color(disc), 0.15), disc, linestyles=[(0, (3, 2))])


def _draw_chosen(sheet: Sheet, content: Content, plan: Plan, place: Place) -> None:
    for code in content.selection.territories:
        if code in plan.ground.shapes:
            path = place.path(plan.ground.shapes[code].path)
            sheet.draw_paths([path], "none", sheet.inks.choice, 2.0, joinstyle="round")


def _write_names(
    sheet: Sheet, content: Content, plan: Plan, place: Place, shades: tuple[str, ...], radius: float
) -> None:
    """The names of those chosen, then of those whose outline has room; none over another."""
    taken: list[Box] = []
    chosen = [code for code in content.selection.territories if code in plan.ground.shapes]
    is_crowded = content.level in ("commune", None)
    others = [] if is_crowded else [c for c in plan.ground.shapes if c not in chosen]
    size = sheet.font * NAMES
    for inset in plan.ground.names:
        x, y = place.point(inset.x, inset.y)
        fitting = min(size, size * place.scale * inset.width / measure_text(inset.name, size))
        sheet.write(x, y, inset.name, size=fitting, across="center", color=sheet.inks.muted)
    for code in [*chosen, *others]:
        shape = plan.ground.shapes[code]
        is_chosen = code in chosen
        left, bottom = place.point(*shape.bounds[:2])
        right, top = place.point(*shape.bounds[2:])
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
        halo, color = _label_inks(sheet.inks, plan, code, shades, _is_within(own, place.path(shape.path)))
        sheet.write_lines(x, own.top, lines, size=size, is_bold=is_chosen, across="center", halo=halo, color=color)


def _is_within(box: Box, path: Path) -> bool:
    """Whether the corners of a box are within an outline."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return bool(path.contains_points(corners).all())


def _label_inks(inks: Inks, plan: Plan, code: str, shades: tuple[str, ...], is_within: bool) -> tuple[str, str]:
    """The halo and the ink of a name, by what lies under it."""
    if plan.is_circles or code not in plan.values or not is_within:
        return (inks.paper, inks.ink)
    shade = shades[plan.class_of(code)]
    return shade, "#ffffff" if is_dark_color(shade) else "#111111"
