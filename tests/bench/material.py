"""What the two other pages draw: the communes of Pas-de-Calais and the dwellings authorised per 1,000 inhabitants."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geo import boundaries
from geo.classes import compute_breaks
from loaders.catalog import load_catalog
from loaders.reading.series import load_series
from pages.views.palette import LIGHT

INDICATOR = "housing.authorised"
# The size in pixels that the map of Terril's overview has in the window of the measures.
WIDTH, HEIGHT = 690, 430
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Material:
    """GeoJSON of the communes, and their values: by code, one per year, None where unknown."""

    geojson: dict[str, Any]
    title: str
    unit: str
    years: list[int]
    values: dict[str, list[float | None]]
    breaks: list[float]
    colors: list[str]


@lru_cache(maxsize=1)
def load_material() -> Material:
    """Read the contours and the series that Terril's own map shows, with the same classes and colours."""
    deployment = load_catalog().deployment
    contours = boundaries.read_boundaries("commune", deployment.vintage, departements=deployment.departements)
    series = load_series(INDICATOR, levels=("commune",), per_inhabitant=True)
    frame = series.frame[series.frame["territory"].astype(str).isin(contours["code"])]
    years = sorted(int(year) for year in frame["year"].unique())
    rows = zip(frame["territory"].astype(str), frame["year"], frame["value"], strict=True)
    known = {(code, int(year)): round(float(value), 4) for code, year, value in rows if value == value}
    values = {code: [known.get((code, year)) for year in years] for code in contours["code"]}
    breaks = compute_breaks(frame["value"].dropna(), classes=len(LIGHT.shades))
    return Material(
        boundaries.geojson(contours),
        series.title,
        series.unit,
        years,
        values,
        breaks,
        list(LIGHT.shades[: len(breaks)]),
    )


def pack(content: Any) -> bytes:
    """Write JSON without blanks, compressed as much as gzip can: done once, when a server starts."""
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)
