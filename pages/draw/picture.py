"""Pictures of a view as files, made on the server without a browser: SVG, and PNG of the same."""

from __future__ import annotations

from functools import partial
from typing import Literal

from pages.draw.raster import rasterize
from pages.draw.svg import paint_svg
from pages.views.content import Content
from pages.views.layout.picture import lay_picture
from pages.views.layout.scene import Scene
from pages.words.version import MADE_BY

Form = Literal["png", "svg"]


def draw_picture(
    content: Content,
    *,
    form: Form,
    width: float = 10.0,
    height: float | None = None,
    dpi: int = 200,
    is_bare: bool = False,
    font: float = 10,
    small: float | None = None,
    most_notes: int | None = None,
    base: str = "",
) -> bytes:
    """The picture of a view, in inches and dots per inch; see pages.views.layout.picture.lay_picture."""
    scene = lay_picture(
        content,
        width=width,
        height=height,
        is_bare=is_bare,
        font=font,
        small=small,
        most_notes=most_notes,
        base=base,
    )
    drawn = paint_picture(scene, content, is_flat=form == "svg", dpi=dpi)
    return drawn if form == "svg" else rasterize(drawn, dpi=dpi, made_by=MADE_BY)


def paint_picture(scene: Scene, content: Content, *, is_flat: bool = True, dpi: int = 200) -> bytes:
    """The SVG of a picture laid out; where it `is_flat`, marks too many for a reader of the file are dots."""
    flatten = partial(rasterize, dpi=dpi, is_clear=True) if is_flat else None
    return paint_svg(scene, title=content.title, made_by=MADE_BY, flatten=flatten)
