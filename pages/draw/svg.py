"""The painter of scenes: SVG of a fixed size for files, or markup that widens with its page and follows its theme.

It decides nothing: every place, length and tone is the scene's.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import get_args

from pages.draw.svg_marks import (
    Brush,
    element,
    join_points,
    paint_all,
    paint_mark,
    paint_ribbon,
    write_hatches,
    write_number,
    write_stroke,
)
from pages.views.layout.metrics import FAMILY
from pages.views.layout.scene import Area, Disc, Mark, Ribbon, Scene, Stroke, Zone
from pages.views.palette import LIGHT, Palette, find_color
from pages.words.markup import text

POINTS, PIXELS = 72.0, 96.0
# What stretches has a width of its own, whatever that of the page.
STRETCHED = 1000
FAMILIES = f"'{FAMILY}', Arial, Helvetica, sans-serif"


def paint_svg(
    scene: Scene,
    *,
    palette: Palette = LIGHT,
    title: str = "",
    made_by: str = "",
    flatten: Callable[[bytes], bytes] | None = None,
    is_clear: bool = False,
) -> bytes:
    """A scene as a file: in points, its colours those of a palette, its text text.

    `flatten` makes a PNG of an SVG: with it, marks too many for a reader of the file (`is_image`) are dots. One that
    `is_clear` has no paper.
    """
    brush = Brush(POINTS, partial(find_color, palette=palette), scene.height, "h")
    head = text("title", title) if title else ""
    head += element("desc", made_by) if made_by else ""
    paper = "" if is_clear else element("rect", width="100%", height="100%", fill=palette.paper)
    size = {"width": f"{write_number(scene.width * POINTS)}pt", "height": f"{write_number(scene.height * POINTS)}pt"}
    box = f"0 0 {write_number(scene.width * POINTS)} {write_number(scene.height * POINTS)}"
    frame = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "font_family": FAMILIES, **size}
    hatches = write_hatches(scene, brush)
    body = ""
    for is_image, marks in groupby(scene.marks, key=lambda mark: isinstance(mark, Disc | Area) and mark.is_image):
        drawn = paint_all(marks, brush)
        if is_image and flatten:
            dots = flatten(element("svg", hatches + drawn, **frame).encode())
            drawn = element(
                "image", href=f"data:image/png;base64,{b64encode(dots).decode()}", width="100%", height="100%"
            )
        body += drawn
    return element("svg", head + hatches + paper + body, **frame).encode()


def paint_markup(scene: Scene, *, label: str, kind: str = "", is_fixed: bool = False) -> str:
    """A scene as markup of a page: in pixels, its colours the variables of the theme.

    What stands by an edge stays there and the plot takes the rest of the width; one that `is_fixed` is scaled whole.
    """
    word = hashlib.sha256(repr((label, scene.width, scene.height)).encode()).hexdigest()[:8]
    brush = Brush(PIXELS, _name_variable, scene.height, f"h{word}", is_fluid=True)
    told = {"role": "img", "aria_label": label, "tabindex": "0", "class_": f"t-chart {kind}".strip()}
    tall = brush.length(scene.height)
    if is_fixed:
        body = paint_all(scene.marks, brush)
        box = f"0 0 {brush.length(scene.width)} {tall}"
        return element("svg", write_hatches(scene, brush) + body, viewBox=box, font_family=FAMILIES, **told)
    left, right = scene.plot
    columns = f"{brush.length(left)}px minmax(0,1fr) {brush.length(scene.width - right)}px"
    body = "".join(_paint_zone(zone, scene, brush, tall) for zone in get_args(Zone))
    return element("div", body, style=f"grid-template-columns:{columns};height:{tall}px", **told)


def _name_variable(tone: str) -> str:
    """The variable of a tone, or a colour as it is."""
    return tone if tone.startswith("#") or tone == "none" else f"var(--t-{tone.replace(':', '-')})"


def _paint_zone(zone: Zone, scene: Scene, brush: Brush, tall: str) -> str:
    """The marks of a zone in a frame of their own: those of the plot stand at their share of its width."""
    left, right = scene.plot
    wide = (right - left) or 1.0

    def across(x: float) -> str:
        if zone == "plot":
            return f"{write_number(100 * (x - left) / wide)}%"
        return write_number((x - (right if zone == "right" else 0.0)) * brush.unit)

    def paint(mark: Mark) -> str:
        is_path = isinstance(mark, Ribbon) or (isinstance(mark, Stroke) and len(mark.points) > 2)
        if zone == "plot" and is_path and isinstance(mark, Ribbon | Stroke):
            return _stretch(mark, brush, left, wide)
        return paint_mark(mark, brush, across)

    body = write_hatches(scene, brush) if zone == "plot" else ""
    body += "".join(paint(mark) for mark in scene.marks if _zone_of(mark) == zone)
    return element("svg", body, width="100%", height=tall, overflow="visible", font_family=FAMILIES, aria_hidden="true")


def _zone_of(mark: Mark) -> Zone:
    """The zone of a mark; discs and outlines are of maps, which do not widen."""
    return "left" if isinstance(mark, Disc | Area) else mark.zone


def _stretch(mark: Stroke | Ribbon, brush: Brush, left: float, wide: float) -> str:
    """A path whose places across are shares of the plot and whose strokes keep their width."""
    tall = brush.length(brush.height)
    path = join_points(mark.points, lambda x: write_number(STRETCHED * (x - left) / wide), brush)
    if isinstance(mark, Ribbon):
        body = paint_ribbon(mark, path, brush)
    else:
        body = write_stroke(mark, brush, path, vector_effect="non-scaling-stroke")
    box = f"0 0 {STRETCHED} {tall}"
    return element("svg", body, viewBox=box, preserveAspectRatio="none", width="100%", height=tall, overflow="visible")
