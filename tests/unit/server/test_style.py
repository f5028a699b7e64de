"""The style sheet names the family that charts are laid out with; it is served to who has neither it nor Arial."""

from __future__ import annotations

import gzip
import io
import re
from base64 import b64decode

import pytest
from PIL import ImageFont
from starlette.applications import Starlette

from pages.server.style import WEIGHTS, read_font, read_style, routes
from pages.views.layout.metrics import FONTS
from tests.asked import get

APP = Starlette(routes=routes)


def test_the_sheet_names_each_weight_with_the_address_that_serves_it() -> None:
    addresses = re.findall(r"url\((/[^)]+)\)", read_style()[1].decode())
    assert addresses == [read_font(name)[0] for name in WEIGHTS]


def test_the_narrow_space_is_a_quarter_of_an_em_in_a_font_of_one_letter() -> None:
    (written,) = re.findall(r"unicode-range:U\+202F;src:url\(data:font/ttf;base64,([^)]+)\)", read_style()[1].decode())
    font = ImageFont.truetype(io.BytesIO(b64decode(written)), 1000)
    assert font.getlength("\u202f") == 250
    assert len(written) < 1000


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_is_served_whole_and_kept_for_good(name: str) -> None:
    answer = get(APP, read_font(name)[0])
    assert answer.status == 200
    assert answer.headers["content-type"] == "font/ttf"
    assert "immutable" in answer.headers["cache-control"]
    assert gzip.decompress(answer.body) == (FONTS / f"LiberationSans-{name}.ttf").read_bytes()


@pytest.mark.parametrize("path", ["/police/Regular-0.ttf", "/police/..%2F..%2Fdashboard.py", "/police/Italic-1.ttf"])
def test_no_other_file_is(path: str) -> None:
    assert get(APP, path).status == 404
