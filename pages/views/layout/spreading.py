"""Words moved apart so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.views.layout.scene import Box


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places near those wanted (centres) where labels so high do not overlap, between `low` and `high`.

    Labels that would overlap stand together round the mean of what they want, in the order of what they want.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, float, list[int]]] = []
    for n in order:
        height, members = heights[n], [n]
        centre = _hold(wanted[n], height, low, high)
        while groups and groups[-1][0] + groups[-1][1] / 2 > centre - height / 2 + 1e-9:
            before, tall, own = groups.pop()
            members = own + members
            centre = (before * len(own) + centre * (len(members) - len(own))) / len(members)
            height += tall
            centre = _hold(centre, height, low, high)
        groups.append((centre, height, members))
    places = [0.0] * len(wanted)
    for centre, height, members in groups:
        y = centre - height / 2
        for n in members:
            places[n] = y + heights[n] / 2
            y += heights[n]
    return places


def _hold(centre: float, height: float, low: float, high: float) -> float:
    return min(max(centre, low + height / 2), max(high - height / 2, low + height / 2))


def place_beside(
    point: tuple[float, float], wide: float, tall: float, gap: float, taken: Iterable[Box], room: Box
) -> Box | None:
    """The first place round a point, within a room, where words meet nothing; None where there is none."""
    x, y = point
    right, left, middle = x + gap, x - gap - wide, x - wide / 2
    places = (
        (right, y - tall / 2),
        (left, y - tall / 2),
        (middle, y + gap),
        (middle, y - gap - tall),
        (right, y + gap / 2),
        (right, y - gap / 2 - tall),
        (left, y + gap / 2),
        (left, y - gap / 2 - tall),
    )
    others = list(taken)
    for start, bottom in places:
        own = Box(start, bottom, wide, tall)
        if own.is_within(room) and not any(own.meets(other) for other in others):
            return own
    return None
