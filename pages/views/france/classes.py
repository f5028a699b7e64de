"""The classes of the map of all communes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.classes import compute_breaks, number_classes
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


@keep(CONTOURS)
def read_numbers(measure: str) -> npt.NDArray[np.int8]:
    """The class of each commune in each year, years × communes: on the map and in its files alike."""
    return number_classes(figures.read_table(measure).values, find_classes(measure)[0])
