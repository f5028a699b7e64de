"""SVG as dots: the size and the density asked for, what made it, the colours of the drawing."""

import io

import pytest
from PIL import Image

from pages.draw.raster import rasterize
from pages.draw.svg import paint_svg
from pages.views.layout.scene import Box, Patch, Scene, Words

# 3 by 2 inches: the left half in the colour of the first line.
HALF = Scene(3, 2, 10)
HALF.add(Patch(Box(0, 0, 1.5, 2), "c0"))


def open_png(scene: Scene, dpi: int, made_by: str = "") -> Image.Image:
    """A scene as a picture, read again."""
    return Image.open(io.BytesIO(rasterize(paint_svg(scene), dpi=dpi, made_by=made_by)))


@pytest.mark.parametrize(("dpi", "size"), [(72, (216, 144)), (200, (600, 400))])
def test_a_picture_has_as_many_dots_as_its_inches_and_says_how_dense_they_are(dpi: int, size: tuple[int, int]) -> None:
    image = open_png(HALF, dpi)
    assert image.size == size
    assert [round(one) for one in image.info["dpi"]] == [dpi, dpi]


def test_a_picture_says_what_made_it() -> None:
    assert open_png(HALF, 72, "Terril 0.2.0").info["Software"] == "Terril 0.2.0"
    assert "Software" not in open_png(HALF, 72).info


def test_a_picture_has_the_colours_of_its_drawing() -> None:
    image = open_png(HALF, 100).convert("RGB")
    assert image.getpixel((50, 100)) == (0x00, 0x5F, 0x9E)
    assert image.getpixel((250, 100)) == (255, 255, 255)


def test_words_are_drawn_in_our_family_whose_width_is_known() -> None:
    """Twenty « m » of 10 points are 20 × 1706 ÷ 2048 × 10 = 166.6 points wide."""
    scene = Scene(3, 1, 10)
    scene.add(Words(0.1, 0.5, "m" * 20, 10))
    image = open_png(scene, 144).convert("L")
    box = image.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 2 == pytest.approx(166.6, abs=2)
