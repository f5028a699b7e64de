"""An SVG as dots: Typst, which sets it on a page of its size with our family."""

from __future__ import annotations

import struct
import zlib

from pages.draw.typesetter import set_page
from pages.views.palette import LIGHT

PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: %s)\n#image("drawing.svg")\n'
SIGNATURE = b"\x89PNG\r\n\x1a\n"
DOTS_A_METRE = 39.3701


def rasterize(svg: bytes, *, dpi: int, made_by: str = "", is_clear: bool = False) -> bytes:
    """A PNG of so many dots per inch, which says its density and what made it; one that `is_clear` has no paper."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="terril-") as name:
        folder = Path(name)
        (folder / "drawing.svg").write_bytes(svg)
        (folder / "page.typ").write_text(PAGE % ("none" if is_clear else f'rgb("{LIGHT.paper}")'), encoding="utf-8")
        body = set_page(folder / "page.typ", format="png", ppi=float(dpi))
    return _sign(body, dpi, made_by)


def _sign(body: bytes, dpi: int, made_by: str) -> bytes:
    """The PNG with its density and its maker, as chunks after its head (PNG 3, 11.3.4.3 and 11.3.3.2)."""
    head_end = len(SIGNATURE) + 25
    per_metre = round(dpi * DOTS_A_METRE)
    chunks = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    if made_by:
        chunks += _chunk(b"tEXt", b"Software\0" + made_by.encode("latin-1", "replace"))
    return body[:head_end] + chunks + body[head_end:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
