"""Names on a map: from which size of the map on each has room, so that none ever lies on another.

A map is drawn at some size with letters of some size: its `ratio` is how many ems of these letters one unit of its
outlines takes. Words keep their size while a map grows, so that two names that have room at a ratio have room at any
larger one: each name needs but its least ratio, found once, and every painter shows those whose time has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil, copysign, inf
from operator import itemgetter
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.outline import Room
from pages.views.layout.metrics import LEADING, measure_text

# Of a territory of the map, of a town on it, of what lies beyond it.
Kind = Literal["own", "town", "beyond"]
# The letters of each, in those of a map; what stays free between two names, across and down, in ems.
SIZES: dict[Kind, float] = {"own": 1.0, "town": 0.92, "beyond": 0.92}
GAP = (0.35, 0.12)
# A dot and its distance from its name, in ems.
DOT = 0.42
MOST_LINES = 4
# A name of a territory of the map may go so far beyond its outline, across: better there than nowhere.
BEYOND: dict[Kind, float] = {"own": 1.3, "town": 1.0, "beyond": 1.0}
# A name has as few lines as stand on a map of this ratio, a small one, or on one little larger than those that it needs
# at least.
EASY, LITTLE = 0.026, 1.3
# Beyond this ratio every name of a map could be written: a screen full of one commune.
MOST = 4.0


@dataclass(frozen=True)
class Name:
    """Words on a map: their lines, the point (x, y) of the outlines that they belong to, and from there in ems the
    middle (dx, dy) of their box, which is `wide` and `tall`; y goes down. Shown from the ratio `least` on.

    Where the box is not on its point, the point has a dot within the box, and the words are on its other side.
    """

    code: str
    lines: tuple[str, ...]
    kind: Kind
    x: float
    y: float
    dx: float
    dy: float
    wide: float
    tall: float
    least: float = 0.0

    @property
    def has_dot(self) -> bool:
        """Whether its point is marked."""
        return bool(self.dx or self.dy)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the words themselves, in ems from the point."""
        return self.dx + copysign(DOT / 2, self.dx) * bool(self.dx), self.dy + copysign(DOT / 2, self.dy) * bool(
            self.dy
        )


def measure_lines(lines: Sequence[str], kind: Kind) -> tuple[float, float]:
    """The width and the height of lines of words, in ems of the map."""
    size = SIZES[kind]
    wide = max(measure_text(line, 72.0, is_bold=kind == "own") for line in lines)
    return wide * size, len(lines) * LEADING * size


def split_words(text: str) -> list[str]:
    """Where a name may be parted: after a blank or a hyphen, small words going with the next."""
    parts: list[str] = []
    for word in text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
        if parts and len(parts[-1].strip(" -")) <= 3:
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def wrap_name(text: str, room: Room, kind: Kind) -> tuple[tuple[str, ...], float]:
    """The lines in which a name stands within a room on a map as small as can be, and the ratio that it needs."""
    words = split_words(text)
    tried: list[tuple[tuple[str, ...], float]] = []
    for count in range(min(len(words), MOST_LINES)):
        each = []
        for cuts in combinations(range(1, len(words)), count):
            ends = zip((0, *cuts), (*cuts, len(words)), strict=True)
            lines = tuple("".join(words[start:end]).strip() for start, end in ends)
            wide, tall = measure_lines(lines, kind)
            each.append((lines, max(wide / (room.across * BEYOND[kind]), tall / room.down)))
        tried.append(min(each, key=itemgetter(1)))
    enough = max(EASY, LITTLE * min(needed for _, needed in tried))
    return next(one for one in tried if one[1] <= enough)


def place_within(code: str, text: str, room: Room, kind: Kind = "own") -> Name:
    """The name of an outline, in the middle of its room and little larger than it."""
    lines, needed = wrap_name(text, room, kind)
    return Name(code, lines, kind, room.x, room.y, 0.0, 0.0, *measure_lines(lines, kind), needed)


def place_upon(code: str, text: str, x: float, y: float, least: float = 0.0) -> Name:
    """The name of a small outline, on its point."""
    return Name(code, (text,), "town", x, y, 0.0, 0.0, *measure_lines((text,), "town"), least)


def place_round(code: str, text: str, x: float, y: float, least: float = 0.0) -> list[Name]:
    """The name of a town whose dot is at a point: above it, under it, on its right, on its left. The box holds both."""
    wide, tall = measure_lines((text,), "town")
    over = [(0.0, side * tall / 2, wide, tall + DOT) for side in (-1, 1)]
    beside = [(side * (wide + DOT) / 2, 0.0, wide + 2 * DOT, tall) for side in (1, -1)]
    return [Name(code, (text,), "town", x, y, *place, least) for place in (over[0], *beside, over[1])]


def find_least(wanted: Sequence[Sequence[Name]], gap: tuple[float, float] = GAP) -> list[Name]:
    """Names from the most important down, each given with its possible places, each at the place where it is shown
    first, from the least ratio at which it meets none of those before it that is shown then. Those that never have
    room are left out."""
    kept = np.zeros((7, sum(bool(places) for places in wanted)))
    found: list[Name] = []
    for places in wanted:
        before = kept[:, : len(found)]
        tried = [(max(name.least, _find_end(name, before, gap)), n) for n, name in enumerate(places)]
        if not tried:
            continue
        least, n = min(tried)
        if least >= MOST:
            continue
        name = replace(places[n], least=_round_up(least))
        kept[:, len(found)] = (name.x, name.y, name.dx, name.dy, name.wide, name.tall, name.least)
        found.append(name)
    return found


def _round_up(ratio: float) -> float:
    return ceil(ratio * 10_000) / 10_000


def _find_end(name: Name, before: npt.NDArray[np.float64], gap: tuple[float, float]) -> float:
    """The ratio from which on a name meets none of those before it once these are shown.

    At a ratio r the middles of two boxes are |X·r + d| apart on an axis: they meet while that is less than half their
    widths together on both axes, from one ratio to another.
    """
    if not before.shape[1]:
        return 0.0
    x, y, dx, dy, wide, tall, least = before
    from_x, to_x = _meet(name.x - x, name.dx - dx, (name.wide + wide) / 2 + gap[0])
    from_y, to_y = _meet(name.y - y, name.dy - dy, (name.tall + tall) / 2 + gap[1])
    start, end = np.maximum(from_x, from_y), np.minimum(to_x, to_y)
    ends = end[(start < end) & (end > least)]
    return float(ends.max()) if len(ends) else 0.0


def _meet(
    apart: npt.NDArray[np.float64], shift: npt.NDArray[np.float64], reach: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Between which ratios |apart·r + shift| is less than reach."""
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (-reach - shift) / apart, (reach - shift) / apart
    is_still = apart == 0
    is_near = np.abs(shift) < reach
    low = np.where(is_still, np.where(is_near, 0.0, inf), np.minimum(one, other))
    high = np.where(is_still, np.where(is_near, inf, -inf), np.maximum(one, other))
    return np.maximum(low, 0.0), high


def choose_names(names: Sequence[Name], ratio: float, chosen: Sequence[str] = ()) -> list[Name]:
    """The names of a map of this ratio: those of the territories chosen first, whatever room they have, then those
    whose time has come; none meets another."""
    shown: list[Name] = []
    wanted = {code: n for n, code in enumerate(chosen)}
    first = sorted((name for name in names if name.code in wanted), key=lambda name: wanted[name.code])
    rest = (name for name in names if name.code not in wanted and name.least <= ratio)
    for name in (*first, *rest):
        if not any(_are_meeting(name, other, ratio) for other in shown):
            shown.append(name)
    return shown


def _are_meeting(one: Name, other: Name, ratio: float) -> bool:
    across = abs((one.x - other.x) * ratio + one.dx - other.dx)
    down = abs((one.y - other.y) * ratio + one.dy - other.dy)
    return across < (one.wide + other.wide) / 2 and down < (one.tall + other.tall) / 2
