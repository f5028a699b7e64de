"""What a drawing has between its title and its source: its height, how it is laid out, what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text
from pages.views.layout.scene import Box, Patch, Scene
from pages.views.maps.drawn import NOTHING

# What lays something out in a box of a scene.
Lay = Callable[[Scene, Box], None]
# The height of the sentence that stands where there is nothing, in inches.
EMPTY = 1.2


@dataclass(frozen=True)
class Body:
    """`height` is in inches; `notes` stand under the drawing, on a bare picture too."""

    height: float
    lay: Lay
    notes: tuple[str, ...] = ()


# The words of an entry of a legend, and what puts its sample into a box.
Entry = tuple[str, Lay]


def lay_nothing(scene: Scene, box: Box, said: str = NOTHING) -> None:
    """A sentence in the place of a drawing."""
    scene.add(Patch(box, "ground"))
    lines = wrap_text(said, scene.font, box.width * 0.8)
    top = box.bottom + box.height / 2 + len(lines) * line_height(scene.font) / 2
    scene.write_lines(box.left + box.width / 2, top, lines, across="center", tone="muted")


def lay_key(scene: Scene, box: Box, entries: Sequence[Entry], size: float) -> float:
    """A legend that flows over lines from the top of the box; the y under it comes back."""
    step, swatch = line_height(size) * 1.15, size * 1.4 / 72
    x, y = box.left, box.top
    for words, add in entries:
        said = shorten_text(words, size, box.width - swatch - 0.06)
        width = swatch + 0.06 + measure_text(said, size)
        if x > box.left and x + width > box.right:
            x, y = box.left, y - step
        add(scene, Box(x, y - step / 2 - size * 0.4 / 72, swatch, size * 0.8 / 72))
        scene.write(x + swatch + 0.06, y - step / 2, said, size=size)
        x += width + 0.2
    return y - step


def measure_key(words: Iterable[str], width: float, size: float) -> float:
    """The height that such a legend takes."""
    step, swatch = line_height(size) * 1.15, size * 1.4 / 72
    x, lines = 0.0, 1
    for text in words:
        own = swatch + 0.06 + measure_text(shorten_text(text, size, width - swatch - 0.06), size)
        if x > 0 and x + own > width:
            x, lines = 0.0, lines + 1
        x += own + 0.2
    return lines * step
