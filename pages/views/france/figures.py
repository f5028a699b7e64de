"""The figures known of all communes of France."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.boundaries import VINTAGES, read_attributes
from geo.kept import CONTOURS, keep
from pages.words.french import REMARKED, STATUS_LABELS

VINTAGE = VINTAGES[-1]
POPULATION_YEAR = 2017
LEAST_AREA = 1.0
# The order is that of the bytes of the values file.
STATUSES = ("normal", "provisional", "estimated", "missing", "confidential", "not_applicable", "not_comparable")
WORDS = STATUS_LABELS | {
    "not_comparable": "densité non calculée (contour de moins de 1 km²)",
    "remarked": REMARKED,
}


@dataclass(frozen=True)
class Table:
    """The values of all communes, years × communes in the order of their codes; NaN where there is none."""

    years: tuple[int, ...]
    values: npt.NDArray[np.float32]
    statuses: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Measure:
    """A figure known for all communes: how it is named, written and drawn, and what reads it."""

    label: str
    title: str
    unit: str
    decimals: int
    symbol: str
    read: Callable[[], Table]


@keep(CONTOURS)
def read_communes() -> pd.DataFrame:
    """The communes of the vintage in the order of their codes: that of the outlines, names and values."""
    return read_attributes("commune", VINTAGE).sort_values("code", ignore_index=True)


def read_population() -> Table:
    """The municipal population; not known in Mayotte."""
    counts = read_communes()["population"].astype("float64").to_numpy(dtype=np.float32, na_value=np.nan)
    return _tabulate(counts, np.zeros(len(counts), dtype=bool))


def read_density() -> Table:
    """Inhabitants to the km² of the contour; not computed under 1 km², where the contour is too rough."""
    communes = read_communes()
    counts = communes["population"].astype("float64").to_numpy(na_value=np.nan)
    area = communes["area_km2"].to_numpy()
    is_small = (area < LEAST_AREA) & ~np.isnan(counts)
    return _tabulate(np.where(is_small, np.nan, counts / area).astype(np.float32), is_small)


def _tabulate(values: npt.NDArray[np.float32], not_computed: npt.NDArray[np.bool_]) -> Table:
    statuses = np.where(np.isnan(values), STATUSES.index("missing"), 0)
    statuses[not_computed] = STATUSES.index("not_comparable")
    return Table((POPULATION_YEAR,), values[None, :], statuses.astype(np.uint8)[None, :])


MEASURES = {
    "densite": Measure(
        "Densité de population (calculée)",
        "Densité : population municipale par km² de contour",
        "habitants/km²",
        1,
        "fill",
        read_density,
    ),
    "population": Measure("Population municipale", "Population municipale", "habitants", 0, "circle", read_population),
}


@keep(CONTOURS)
def read_table(measure: str) -> Table:
    """The values of a measure. Raises KeyError for an unknown one."""
    return MEASURES[measure].read()


@keep(CONTOURS)
def read_epcis() -> pd.DataFrame:
    """The EPCIs of the vintage by SIREN, in the order of their names."""
    table = read_attributes("epci", VINTAGE).set_index("code", drop=False)
    return table.sort_values("name", key=lambda names: names.str.normalize("NFKD").str.casefold())
