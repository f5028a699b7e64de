"""Flows: who gives on the left, what receives on the right, each as high as its sum; a band for each that goes between.

The diagram of M. H. P. R. Sankey (1898), whose bands are as wide as what flows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pages.views.layout.metrics import line_height, wrap_text
from pages.views.layout.scene import Across, Box, Datum, Patch, Ribbon, Scene, Zone
from pages.views.palette import SLOTS

# In inches: the width of the end of a flow, the least between two, and between an end and its words.
THICK, APART, GAP = 0.12, 0.1, 0.08
# Of the width, what the words of each side take; in ems, the least height of all, and what bands have beside words.
WORDS, LEAST, BANDS = 0.29, 26.0, 14.0
# Between the words of two ends, in inches; how often the range of scales is halved.
BETWEEN, HALVINGS = 0.04, 40
# How much of its colour a band has; points of its edge.
FAINT, STEPS = 0.4, 20
MOST_LINES = 3


@dataclass(frozen=True)
class Flow:
    """What goes from one to another: a positive value, how it is written, and the figure that it shows."""

    source: str
    target: str
    value: float
    text: str
    figure: str = ""


@dataclass
class End:
    """A source or a target: its sum and its place; `y` is where the next of its bands begins, from above."""

    name: str
    value: float
    top: float = 0.0
    tall: float = 0.0
    y: float = 0.0
    text: str = ""
    words: tuple[str, ...] = ()


def lay_flows(flows: Sequence[Flow], width: float, font: float, write: Callable[[float], str]) -> Scene:
    """Flows as wide as asked for, in inches, in letters of `font` points; `write` gives the words of a sum.

    Ends and bands stand the largest first; the sums of targets are written, those of sources told when asked. Raises
    ValueError for a value that is not positive: it has no width.
    """
    if any(flow.value <= 0 for flow in flows):
        raise ValueError("flux : une valeur positive est attendue pour chacun")
    ends = [_sum_up(flows, lambda flow: flow.source), _sum_up(flows, lambda flow: flow.target)]
    for side, is_written in zip(ends, (False, True), strict=True):
        for end in side:
            name = _shorten(wrap_text(end.name, font, WORDS * width - GAP), MOST_LINES)
            end.text = write(end.value)
            end.words = (*name, *([end.text] if is_written else []))
    words = max(sum(_measure(end, font) for end in side) for side in ends)
    scene = Scene(width, max(LEAST * font / 72, words + BANDS * font / 72), font)
    inner = scene.box.cut(left=WORDS * width, right=WORDS * width)
    scene.plot = (inner.left + THICK, inner.right - THICK)
    _place(ends, scene.box, font)
    _add_bands(scene, flows, ends)
    _add_ends(scene, ends[0], "left", inner.left)
    _add_ends(scene, ends[1], "right", inner.right - THICK)
    return scene


def _sum_up(flows: Sequence[Flow], key: Callable[[Flow], str]) -> list[End]:
    sums: dict[str, float] = {}
    for flow in flows:
        sums[key(flow)] = sums.get(key(flow), 0.0) + flow.value
    return [End(name, value) for name, value in sorted(sums.items(), key=lambda item: (-item[1], item[0]))]


def _place(ends: Sequence[Sequence[End]], box: Box, font: float) -> None:
    """Give the ends of both sides places at one scale, the largest at which each has room for its words beside it."""
    low, high = 0.0, box.height / sum(end.value for end in ends[0])
    for _ in range(HALVINGS):
        scale = (low + high) / 2
        fits = all(sum(_ask(end, scale, font) for end in side) <= box.height for side in ends)
        low, high = (scale, high) if fits else (low, scale)
    for side in ends:
        rooms = [_ask(end, low, font) for end in side]
        spare = (box.height - sum(rooms)) / len(side)
        top = box.top
        for end, room in zip(side, rooms, strict=True):
            end.tall = end.value * low
            end.top = end.y = top - (room + spare - end.tall) / 2
            top -= room + spare


def _ask(end: End, scale: float, font: float) -> float:
    """The height that an end asks for, with its words."""
    return max(end.value * scale + APART, _measure(end, font))


def _add_bands(scene: Scene, flows: Sequence[Flow], ends: Sequence[Sequence[End]]) -> None:
    """A band from each source to each target: as high at both ends, the largest first."""
    sources, targets = ({end.name: end for end in side} for side in ends)
    order = list(targets)
    rank = {name: n for n, name in enumerate(sources)}
    left, right = scene.plot
    for flow in sorted(flows, key=lambda one: (rank[one.source], order.index(one.target))):
        source, target = sources[flow.source], targets[flow.target]
        tall = flow.value / target.value * target.tall
        slot = order.index(flow.target)
        datum = Datum(f"{flow.source} → {flow.target}", flow.text, flow.figure, slot)
        upper = _curve((left, source.y), (right, target.y))
        lower = _curve((left, source.y - tall), (right, target.y - tall))
        scene.add(Ribbon((*upper, *reversed(lower)), f"c{slot % SLOTS}", FAINT, datum=datum))
        source.y, target.y = source.y - tall, target.y - tall


def _curve(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Points of a curve that leaves and arrives level."""
    (x, y), (to_x, to_y) = start, end
    shares = [n / STEPS for n in range(STEPS + 1)]
    return [(x + share * (to_x - x), y + share * share * (3 - 2 * share) * (to_y - y)) for share in shares]


def _measure(end: End, font: float) -> float:
    return len(end.words) * line_height(font) + BETWEEN


def _add_ends(scene: Scene, side: Sequence[End], zone: Zone, x: float) -> None:
    """The ends of a side with their words, level with them."""
    is_left = zone == "left"
    for n, end in enumerate(side):
        tone = "other" if is_left else f"c{n % SLOTS}"
        datum = Datum(end.name, end.text, line=-1 if is_left else n)
        scene.add(Patch(Box(x, end.top - end.tall, THICK, end.tall), tone, zone=zone, datum=datum))
        at = x - GAP if is_left else x + THICK + GAP
        across: Across = "right" if is_left else "left"
        top = end.top - end.tall / 2 + len(end.words) * line_height(scene.font) / 2
        for words in end.words:
            tone_of = "muted" if words == end.text else "ink"
            top = scene.write_lines(at, top, [words], across=across, tone=tone_of, zone=zone)


def _shorten(lines: Sequence[str], most: int) -> list[str]:
    """So many lines, the last one ended by « … » where others follow."""
    kept = list(lines[:most])
    return [*kept[:-1], f"{kept[-1]}…"] if len(lines) > most else kept
