"""The marks of a scene as elements of SVG, each where it stands, in the colours of its brush."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import NamedTuple

from pages.draw.symbols import FILLED, draw_symbol
from pages.views.layout.metrics import CAPITALS
from pages.views.layout.scene import Area, Datum, Disc, Hatch, Mark, Patch, Point, Ribbon, Scene, Stroke, Words
from pages.views.palette import BLACK, WHITE
from pages.words.markup import tag


class Shape(NamedTuple):
    """An element of a hatching."""

    name: str
    attributes: dict[str, str]


# Hatchings in points: the side of their square and what is drawn on their ground.
_LINES = Shape("path", {"d": "M-1 1l2-2M0 4.5l4.5-4.5M3.5 5.5l2-2", "stroke_width": "0.8", "fill": "none"})
_DOTS = Shape("circle", {"cx": "2", "cy": "2", "r": "0.8"})
_MINUS = Shape("path", {"d": "M3 4.5h3", "stroke_width": "0.55", "fill": "none"})
_PLUS = Shape("path", {"d": "M3 4.5h3M4.5 3v3", "stroke_width": "0.55", "fill": "none"})
HATCHES: dict[Hatch, tuple[float, Shape]] = {
    "lines": (4.5, _LINES),
    "dots": (4.0, _DOTS),
    "dark dots": (4.0, _DOTS),
    "minus": (9.0, _MINUS),
    "light minus": (9.0, _MINUS),
    "plus": (9.0, _PLUS),
    "light plus": (9.0, _PLUS),
}
# The ground and the ink of each; signs lie over the shade of a class.
GROUNDS: dict[Hatch, tuple[str, str]] = {
    "lines": ("ground", "hatch"),
    "dots": ("ground", "hatch"),
    "dark dots": ("hatch", "edge"),
    "minus": ("none", BLACK),
    "light minus": ("none", WHITE),
    "plus": ("none", BLACK),
    "light plus": ("none", WHITE),
}


@dataclass(frozen=True)
class Brush:
    """How lengths, places and colours are written: `unit` to the inch, `color` of a tone, `across` a drawing."""

    unit: float
    color: Callable[[str], str]
    height: float
    name: str
    is_fluid: bool = False

    def length(self, inches: float) -> str:
        """A length."""
        return write_number(inches * self.unit)

    def points(self, count: float) -> float:
        """So many points of type in units."""
        return count * self.unit / 72

    def y(self, inches: float) -> float:
        """A height, which goes down."""
        return (self.height - inches) * self.unit

    def style(self, **tones: str) -> dict[str, str]:
        """Colours as attributes, or as a style where they are those of the page."""
        found = {key: self.color(tone) for key, tone in tones.items() if tone}
        return {"style": ";".join(f"{k}:{v}" for k, v in found.items())} if self.is_fluid else found


def write_number(value: float) -> str:
    """A length of two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def place_plainly(brush: Brush) -> Callable[[float], str]:
    """What writes a place across in units, from the left edge."""
    return lambda inches: write_number(inches * brush.unit)


def paint_all(marks: Iterable[Mark], brush: Brush) -> str:
    """Marks one over the other; discs that look alike share their look."""
    across, parts = place_plainly(brush), []
    for look, group in groupby(marks, key=_look_of):
        if look is None:
            parts += [paint_mark(mark, brush, across) for mark in group]
            continue
        discs = (mark for mark in group if isinstance(mark, Disc))
        circles = "".join(
            f'<circle cx="{across(d.x)}" cy="{write_number(brush.y(d.y))}" r="{brush.length(d.radius)}"/>'
            for d in discs
        )
        parts.append(element("g", circles, **_describe_disc(look, brush)))
    return "".join(parts)


def _look_of(mark: Mark) -> Disc | None:
    """A disc anywhere that looks like the mark; None for what is no disc."""
    return replace(mark, x=0.0, y=0.0, radius=0.0) if isinstance(mark, Disc) else None


def join_points(points: Iterable[tuple[float, float]], across: Callable[[float], str], brush: Brush) -> str:
    """The data of a path through points."""
    return "".join(f"{'L' if n else 'M'}{across(x)} {write_number(brush.y(y))}" for n, (x, y) in enumerate(points))


def paint_mark(mark: Mark, brush: Brush, across: Callable[[float], str]) -> str:
    """One mark; `across` writes its place in the width."""
    match mark:
        case Words():
            return _paint_words(mark, brush, across)
        case Stroke():
            return _paint_stroke(mark, brush, across)
        case Patch():
            return _paint_patch(mark, brush, across)
        case Point():
            return _paint_point(mark, brush, across)
        case Disc():
            return paint_all([mark], brush)
        case Area():
            return _paint_area(mark, brush)
        case Ribbon():
            return paint_ribbon(mark, join_points(mark.points, across, brush), brush)


def paint_ribbon(mark: Ribbon, path: str, brush: Brush) -> str:
    """A filled polygon along a path."""
    look = {"opacity": write_number(mark.opacity), **brush.style(fill=mark.tone), **_tell(mark.datum)}
    return element("path", d=f"{path}Z", **look)


def _paint_words(mark: Words, brush: Brush, across: Callable[[float], str]) -> str:
    size = brush.points(mark.size)
    around = brush.style(fill=mark.tone, stroke=mark.halo)
    if mark.halo:
        around |= {"paint_order": "stroke", "stroke_width": write_number(size * 0.2), "stroke_linejoin": "round"}
    anchor = {"left": None, "center": "middle", "right": "end"}[mark.across]
    return element(
        "text",
        escape(mark.text),
        x=across(mark.x),
        y=write_number(brush.y(mark.y) + size * CAPITALS / 2),
        font_size=write_number(size),
        font_weight="bold" if mark.is_bold else None,
        text_anchor=anchor,
        **around,
    )


def _paint_stroke(mark: Stroke, brush: Brush, across: Callable[[float], str]) -> str:
    if len(mark.points) == 2:
        (x1, y1), (x2, y2) = mark.points
        ends = {"x1": across(x1), "y1": write_number(brush.y(y1)), "x2": across(x2), "y2": write_number(brush.y(y2))}
        return element("line", **ends, **_describe_stroke(mark, brush), **_tell_line(mark.line))
    return write_stroke(mark, brush, join_points(mark.points, across, brush))


def write_stroke(mark: Stroke, brush: Brush, path: str, **own: str) -> str:
    """A stroke along a path."""
    round_ = {"stroke_linejoin": "round", "fill": "none"}
    return element("path", d=path, **round_, **_describe_stroke(mark, brush), **_tell_line(mark.line), **own)


def _describe_stroke(mark: Stroke, brush: Brush) -> dict[str, str | None]:
    return {
        "stroke_width": write_number(brush.points(mark.width)),
        "stroke_dasharray": _write_dash(mark.dash, brush),
        "opacity": None if mark.opacity == 1 else write_number(mark.opacity),
        **brush.style(stroke=mark.tone),
    }


def _write_dash(dash: tuple[float, ...], brush: Brush) -> str | None:
    return " ".join(write_number(brush.points(part)) for part in dash) or None


def _tell_line(line: int | None) -> dict[str, str]:
    return {} if line is None else {"data_line": str(line)}


def _tell(datum: Datum | None) -> dict[str, str]:
    """What a mark answers when it is pointed at."""
    if datum is None:
        return {}
    own = {"data_name": datum.name, "data_text": datum.text, "data_line": str(datum.line), "data_at": datum.at}
    more = {"data_figure": datum.figure, "data_when": datum.when}
    return {"class_": "t-mark", **own, **{key: value for key, value in more.items() if value}}


def _paint_patch(mark: Patch, brush: Brush, across: Callable[[float], str]) -> str:
    box = mark.box
    x, right = across(box.left), across(box.right)
    is_share = x.endswith("%")
    wide = write_number(max(float(right.rstrip("%")) - float(x.rstrip("%")), 0)) + ("%" if is_share else "")
    place = {"x": x, "y": write_number(brush.y(box.top)), "width": wide, "height": brush.length(box.height)}
    plain = element(
        "rect",
        **place,
        stroke_width=write_number(brush.points(mark.width)) if mark.edge != "none" else None,
        stroke_dasharray=_write_dash(mark.dash, brush),
        fill_opacity=None if mark.opacity == 1 else write_number(mark.opacity),
        **brush.style(fill=mark.fill, stroke=mark.edge if mark.edge != "none" else ""),
        **_tell(mark.datum),
    )
    return plain + (element("rect", **place, fill=_use_hatch(mark.hatch, 0.0, brush)) if mark.hatch else "")


def _paint_point(mark: Point, brush: Brush, across: Callable[[float], str]) -> str:
    """A symbol; where its place is a share of the page it stands in a frame of its own."""
    radius, wide = brush.points(mark.size) / 2, write_number(brush.points(mark.width))
    fill = mark.fill if mark.symbol in FILLED else "none"
    style = {"stroke_width": wide, **brush.style(fill=fill, stroke=mark.edge), **_tell(mark.datum)}
    if mark.symbol == "circle":
        return element("circle", cx=across(mark.x), cy=write_number(brush.y(mark.y)), r=write_number(radius), **style)
    x, y = across(mark.x), write_number(brush.y(mark.y))
    if x.endswith("%"):
        drawn = element("path", d=draw_symbol(mark.symbol, radius), stroke_linejoin="round", **style)
        return element("svg", drawn, x=x, y=y, overflow="visible", width="1", height="1")
    return element("path", d=draw_symbol(mark.symbol, radius, float(x), float(y)), stroke_linejoin="round", **style)


def _describe_disc(mark: Disc, brush: Brush) -> dict[str, str | None]:
    return {
        "stroke_width": write_number(brush.points(mark.width)),
        "stroke_dasharray": _write_dash(mark.dash, brush),
        "fill_opacity": None if mark.opacity == 1 else write_number(mark.opacity),
        **brush.style(fill=mark.fill, stroke=mark.edge),
    }


def _paint_area(mark: Area, brush: Brush) -> str:
    """An outline of a ground: its strokes and hatchings keep their measure whatever its scale."""
    scale = mark.scale * brush.unit
    has_edge = mark.edge != "none"
    origin = f"{write_number(mark.x * brush.unit)} {write_number(brush.y(mark.y))}"
    attributes: dict[str, str | None] = {
        "transform": f"translate({origin}) scale({scale:.6g})",
        "fill_rule": "evenodd",
        "stroke_width": f"{brush.points(mark.width) / scale:.4g}" if has_edge else None,
        "stroke_linejoin": "round" if has_edge else None,
        "stroke_dasharray": " ".join(f"{brush.points(part) / scale:.4g}" for part in mark.dash) or None,
        "opacity": None if mark.opacity == 1 else write_number(mark.opacity),
        **brush.style(fill="" if mark.hatch else mark.fill, stroke=mark.edge if has_edge else ""),
    }
    hatched = {"fill": _use_hatch(mark.hatch, mark.scale, brush)} if mark.hatch else {}
    return element("path", d=mark.d, **attributes, **hatched)


def _name_hatch(hatch: Hatch, scale: float, brush: Brush) -> str:
    return f"{brush.name}-{hatch.replace(' ', '-')}-{scale * 1e6:.0f}"


def _use_hatch(hatch: Hatch, scale: float, brush: Brush) -> str | None:
    return f"url(#{_name_hatch(hatch, scale, brush)})" if hatch else None


def write_hatches(scene: Scene, brush: Brush) -> str:
    """The hatchings that a scene uses, each at the scale of the ground that it lies on."""
    wanted = {(m.hatch, m.scale) for m in scene.marks if isinstance(m, Area) and m.hatch}
    wanted |= {(m.hatch, 0.0) for m in scene.marks if isinstance(m, Patch) and m.hatch}
    if not wanted:
        return ""
    return element("defs", "".join(_write_hatch(hatch, scale, brush) for hatch, scale in sorted(wanted)))


def _write_hatch(hatch: Hatch, scale: float, brush: Brush) -> str:
    """A hatching: on an outline with its ground, on a part of a bar over the colour of the part."""
    side, shape = HATCHES[hatch]
    ground, ink = GROUNDS[hatch] if scale or GROUNDS[hatch][0] == "none" else ("none", "paper")
    turned = (brush.unit / 72) / (scale * brush.unit if scale else 1)
    drawn = {"stroke": ink} if "stroke_width" in shape.attributes else {"fill": ink}
    body = element("rect", width=write_number(side), height=write_number(side), **brush.style(fill=ground))
    return element(
        "pattern",
        body + element(shape.name, **(shape.attributes | brush.style(**drawn))),
        id=_name_hatch(hatch, scale, brush),
        width=write_number(side),
        height=write_number(side),
        patternUnits="userSpaceOnUse",
        patternTransform=f"scale({turned:.6g})",
    )


def element(name: str, content: str = "", /, **attributes: str | None) -> str:
    """An element; attributes that are None are left out."""
    return tag(name, content, **{key: value for key, value in attributes.items() if value is not None})
