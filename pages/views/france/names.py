"""The names of the main towns on the map of all communes, as on the maps of a level."""

from __future__ import annotations

import numpy as np

from geo import packed
from geo.kept import CONTOURS, keep
from pages.views.france.figures import read_communes
from pages.views.maps.labels import Name, find_least, place_upon

# A unit of this map is so many metres.
FINENESS = 100.0
# Beyond so many, towns are named as the pointer comes to them.
MOST_TOWNS = 2500
# What stays free round a name, in ems across and down.
GAP = (1.0, 0.8)
# From which ratio on towns of so many inhabitants are named: on all of France on a screen it is about 0.006.
FIRST = ((100_000, 0.0), (50_000, 0.008), (20_000, 0.016), (0, 0.03))


@keep(CONTOURS)
def name_towns() -> tuple[Name, ...]:
    """The most populous communes, each in the middle of the box of its largest ring; y goes down."""
    rings = packed.unpack(packed.FILE.read_bytes())[1]
    communes = read_communes()
    towns = communes.dropna(subset="population").sort_values(["population", "code"], ascending=[False, True])
    towns = towns.head(MOST_TOWNS)
    wanted = []
    for n, code, name, population in zip(towns.index, towns["code"], towns["name"], towns["population"], strict=True):
        largest = max(rings[n], key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))
        x, y = (largest.min(axis=0) + largest.max(axis=0)) / (2 * FINENESS)
        least = next(ratio for count, ratio in FIRST if population >= count)
        wanted.append([place_upon(code, name, float(x), -float(y), least)])
    return tuple(find_least(wanted, GAP))
