"""The classes of the map of all communes."""

from __future__ import annotations

import numpy as np

from geo.classes import compute_breaks
from geo.kept import CONTOURS, keep
from pages.views.france import figures
from pages.views.maps.data import class_labels

CLASSES = 5


@keep(CONTOURS)
def find_classes(measure: str) -> tuple[list[float], list[str]]:
    """Bounds and labels of the classes, from the values of all years and communes: a colour keeps its meaning."""
    shown = figures.MEASURES[measure]
    known = figures.read_table(measure).values
    known = known[np.isfinite(known)].astype(float)
    if shown.symbol == "circle":
        return [float(known.max())], []
    breaks = compute_breaks(known, CLASSES)
    return breaks, class_labels(breaks, float(known.min()), shown.decimals, shown.unit)
