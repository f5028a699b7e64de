"""HTML and SVG as lines of what a reader reads: words, links, titles, rows of tables; shapes as their number."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser

NAMES = (
    "p div section article header footer aside main nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr "
    "caption details summary figure figcaption img style br hr svg text script title option select label form"
)
BLOCKS = frozenset(NAMES.split())
SAID = ("title", "aria-label", "alt", "placeholder")
SHAPES = frozenset(["path", "line", "rect", "circle", "polyline", "polygon", "ellipse", "use"])
DRAWN = ("d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "viewbox", "transform")


class _Reader(HTMLParser):
    """Gathers lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.shapes: list[str] | None = None
        self.skipped = ""

    def flush(self) -> None:
        """End a line."""
        said = re.sub(r"[ \t\n\r]+", " ", "".join(self.words)).strip(" ")
        if said:
            self.lines.append(said)
        self.words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag in BLOCKS:
            self.flush()
        if tag in ("script", "style"):
            self.skipped = tag
        if tag == "svg":
            self.shapes = []
        if tag in SHAPES and self.shapes is not None:
            self.shapes.append(" ".join([tag, *(f"{key}={named[key]}" for key in DRAWN if key in named)]))
        if tag in ("td", "th") and self.words:
            self.words.append(" | ")
        if tag == "a":
            self.links.append(named.get("href", ""))
            self.words.append("[")
        self.words += [f" {{{key}: {named[key]}}} " for key in SAID if named.get(key)]
        if tag == "img":
            source = named.get("src", "")
            self.words.append(f" {{image: {source if not source.startswith('data:') else source[:30]}}} ")
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links:
            self.words.append(f"]({self.links.pop()})")
        if tag == self.skipped:
            self.skipped = ""
        if tag == "svg" and self.shapes is not None:
            self.flush()
            digest = hashlib.sha256("\n".join(self.shapes).encode()).hexdigest()[:16]
            self.lines.append(f"{{drawing: {len(self.shapes)} shapes, {digest}}}")
            self.shapes = None
        if tag in BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self.skipped == "script":
            return
        if self.skipped == "style":
            data = " ".join(re.findall(r'content:\s*"[^"]*"', data))
        self.words.append(data)


def read_markup(markup: str) -> list[str]:
    """The lines of some HTML."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.flush()
    return reader.lines


def read_svg(body: bytes) -> list[str]:
    """The texts of a picture in the order drawn, how many shapes of each colour, its size."""
    said = body.decode()
    size = re.search(r'<svg[^>]* height="([\d.]+)pt"[^>]* width="([\d.]+)pt"', said)
    size = size or re.search(r'<svg[^>]* width="([\d.]+)pt"[^>]* height="([\d.]+)pt"', said)
    texts = re.findall(r"<text[^>]*>(.*?)</text>", said, re.S)
    lines = [f"size: {' x '.join(size.groups())}" if size else "size: –"]
    lines += [f"text: {' '.join(read_markup(text))}" for text in texts]
    fills: dict[str, int] = {}
    for shape in re.findall(r"<(?:path|rect|circle|line|g) [^>]*>", said):
        for key, value in re.findall(r' (fill|stroke|stroke-dasharray)="([^"]+)"', shape):
            fills[f"{key} {value}"] = fills.get(f"{key} {value}", 0) + 1
    return [*lines, *(f"shapes: {count} of {name}" for name, count in sorted(fills.items()))]
