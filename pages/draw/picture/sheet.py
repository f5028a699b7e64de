"""The sheet that a picture is drawn on, measured in inches from its lower left corner, with words that are measured."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from geo.kept import CODE, WIDTHS, keep
from pages.draw.picture.inks import Inks
from pages.words.version import MADE_BY

Form = Literal["png", "svg", "pdf"]
FAMILY = "DejaVu Sans"
LEADING = 1.28
# Set once for the process: the backends read them when a file is written, and contexts are not safe among threads.
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "terril",
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.7,
}
mpl.rcParams.update(SETTINGS)


@dataclass(frozen=True)
class Box:
    """A rectangle of the sheet, in inches."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    def cut(self, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0) -> Box:
        """The same, less so many inches on each side."""
        width, height = self.width - left - right, self.height - top - bottom
        return Box(self.left + left, self.bottom + bottom, max(width, 0.01), max(height, 0.01))

    def meets(self, other: Box) -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@keep(CODE)
def _font_path(is_bold: bool) -> str:
    weight = "bold" if is_bold else "normal"
    return font_manager.findfont(font_manager.FontProperties(family=FAMILY, weight=weight))


@keep(WIDTHS)
def measure_text(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a line of text, in inches."""
    font = font_manager.get_font(_font_path(is_bold))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 72


def wrap_text(text: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """The text in lines of so many inches at most; a word longer than a line is cut in two."""
    lines: list[str] = []
    current = ""
    for given in text.split(" "):
        word = given
        longer = f"{current} {word}" if current else word
        if measure_text(longer, size, is_bold=is_bold) <= width:
            current = longer
            continue
        if current:
            lines.append(current)
        while len(word) > 1 and measure_text(word, size, is_bold=is_bold) > width:
            keep = next(
                (n for n in range(len(word) - 1, 1, -1) if measure_text(word[:n], size, is_bold=is_bold) <= width), 1
            )
            lines.append(word[:keep])
            word = word[keep:]
        current = word
    return [*lines, current] if current or not lines else lines


def line_height(size: float) -> float:
    """The height of a line of text, in inches."""
    return size * LEADING / 72


class Sheet:
    """A blank sheet of so many inches; what is drawn later lies over what was drawn before."""

    def __init__(self, width: float, height: float, inks: Inks, font: float) -> None:
        self.inks, self.font = inks, font
        self.box = Box(0, 0, width, height)
        self.figure = Figure(figsize=(width, height), facecolor=inks.paper)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(0, height)
        self.axes.axis("off")
        self._order = 0.0

    def _next(self) -> float:
        self._order += 1
        return self._order

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        color: str = "",
        is_bold: bool = False,
        across: Literal["left", "center", "right"] = "left",
        up: Literal["top", "center", "bottom", "baseline"] = "center",
        halo: str = "",
    ) -> None:
        """One line of text; `halo` is the colour of the paper left round it, so that lines do not cross it."""
        style: dict[str, Any] = {
            "fontsize": size or self.font,
            "fontfamily": FAMILY,
            "fontweight": "bold" if is_bold else "normal",
            "ha": across,
            "va": {"center": "center_baseline"}.get(up, up),
            "parse_math": False,
        }
        if halo:
            effects = [withStroke(linewidth=2.4, foreground=halo)]
            self.axes.text(x, y, text, color=halo, zorder=self._next(), path_effects=effects, **style)
        self.axes.text(x, y, text, color=color or self.inks.ink, zorder=self._next(), **style)

    def write_lines(self, x: float, top: float, lines: Sequence[str], **style: Any) -> float:
        """Lines under one another from `top` down; the y under the last comes back."""
        step = line_height(style.get("size") or self.font)
        for n, line in enumerate(lines):
            self.write(x, top - (n + 0.5) * step, line, **style)
        return top - len(lines) * step

    def draw_line(self, xs: Sequence[float], ys: Sequence[float], color: str, width: float = 1, **style: Any) -> None:
        """A line through points; `dashes` as matplotlib's linestyle."""
        dashes = style.pop("dashes", "-")
        line = Line2D(xs, ys, color=color, linewidth=width, linestyle=dashes, zorder=self._next(), **style)
        self.axes.add_artist(line)

    def draw_crosses(self, xs: Sequence[float], ys: Sequence[float], color: str) -> None:
        """Small upright crosses."""
        style: dict[str, Any] = {"marker": "+", "markersize": 5, "color": color, "linestyle": "none"}
        self.axes.add_artist(Line2D(xs, ys, zorder=self._next(), **style))

    def draw_mark(self, x: float, y: float, symbol: str, size: float, face: str, edge: str, width: float = 1.4) -> None:
        """A mark of `size` points."""
        line = Line2D([x], [y], marker=symbol, markersize=size, color=edge, zorder=self._next(), linestyle="none")
        line.set_markerfacecolor(face)
        line.set_markeredgecolor(edge)
        line.set_markeredgewidth(width)
        self.axes.add_artist(line)

    def draw_box(self, box: Box, face: str, edge: str = "none", width: float = 0.6, **style: Any) -> None:
        """A rectangle."""
        patch = Rectangle((box.left, box.bottom), box.width, box.height, facecolor=face, edgecolor=edge, **style)
        patch.set_linewidth(width)
        patch.set_zorder(self._next())
        self.axes.add_artist(patch)

    def draw_discs(self, discs: Sequence[tuple[float, float, float]], face: Any, edge: str, **style: Any) -> None:
        """Discs (across, up, radius) all drawn alike, the last over the first."""
        circles = [Circle((x, y), radius) for x, y, radius in discs]
        own: dict[str, Any] = {"facecolors": face, "edgecolors": edge, "linewidths": 0.9, "zorder": self._next()}
        self.axes.add_collection(PatchCollection(circles, **own, **style), autolim=False)

    def draw_disc(
        self, x: float, y: float, radius: float, face: Any, edge: str, width: float = 0.9, **style: Any
    ) -> None:
        """A disc."""
        patch = Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next(), **style)
        self.axes.add_artist(patch)

    def draw_paths(self, paths: Sequence[Path], face: str, edge: str, width: float = 0.5, **style: Any) -> None:
        """Areas that do not overlap, all drawn alike."""
        if paths:
            whole = paths[0] if len(paths) == 1 else Path.make_compound_path(*paths)
            patch = PathPatch(whole, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next(), **style)
            self.axes.add_artist(patch)

    def save(self, form: Form, *, dpi: int, title: str) -> bytes:
        """The sheet as a file; SVG keeps its text as text."""
        body = io.BytesIO()
        metadata: dict[str, Any] = {"Title": title, "Software" if form == "png" else "Creator": MADE_BY}
        if form == "svg":
            metadata["Date"] = None
        elif form == "pdf":
            metadata["CreationDate"] = None
        self.figure.savefig(body, format=form, dpi=dpi, metadata=metadata, facecolor=self.inks.paper)
        return body.getvalue()
