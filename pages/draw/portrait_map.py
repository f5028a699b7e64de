"""The small map of a portrait: the territory on its surroundings, an SVG whose address holds its version."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from urllib.parse import quote

import geopandas as gpd
import pandas as pd

from geo import boundaries
from geo.kept import CONTOURS, PICTURES, keep
from geo.outline import draw_outline
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import find_row
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.palette import AROUND_ON_BOTH, ON_BOTH
from pages.words.markup import tag
from pages.words.paths import BASE

PREFIX = f"{BASE}/portrait"
WIDTH = 320
STYLE = (
    "path{vector-effect:non-scaling-stroke;stroke-linejoin:round}"
    f".around{{fill:{AROUND_ON_BOTH};fill-opacity:.22;stroke:{AROUND_ON_BOTH};stroke-width:.7}}"
    f".own{{fill:{ON_BOTH};stroke:{ON_BOTH}}}"
)


@keep(CONTOURS)
def read_version() -> str:
    """A word that changes with the contours or the way they are drawn."""
    files = [boundaries.FOLDER / f"{name}.parquet" for name in boundaries.FILES.values()]
    drawn = b"".join(path.read_bytes() for path in (*files, Path(__file__)))
    return hashlib.sha256(drawn + STYLE.encode()).hexdigest()[:10]


def _find_contours(row: pd.Series) -> tuple[str, ...]:
    """The codes whose union is the territory, none where one of them has no contour."""
    codes = tuple(split_codes(row["members"])) or (str(row["code"]),)
    return codes if boundaries.are_drawn(codes, load_catalog().deployment.vintage) else ()


def _read_around(level: boundaries.Level, row: pd.Series) -> gpd.GeoDataFrame:
    """The contours of a level in the départements of a territory, each once."""
    vintage = load_catalog().deployment.vintage
    return boundaries.read_boundaries(level, vintage, departements=split_codes(row["departements"]))


def _read_surroundings(row: pd.Series, codes: tuple[str, ...]) -> gpd.GeoDataFrame:
    """A commune among those of its EPCI, an EPCI or a grouping among the EPCIs of its départements, a département
    among those of its region, a region among those of the mainland."""
    level = str(row["level"])
    if level == "commune":
        communes = _read_around("commune", row)
        if not row["epci"]:
            return communes
        departements = read_territories().loc[row["epci"], "departements"]
        everywhere = _read_around("commune", pd.Series({"departements": departements}))
        return everywhere[everywhere["epci"] == row["epci"]]
    if not codes[0].startswith("D"):
        return _read_around("epci", row)
    every = boundaries.read_boundaries("departement", load_catalog().deployment.vintage)
    regions = set(every.loc[every["code"].isin(codes), "region"])
    if level == "departement":
        return every[every["region"].isin(regions)]
    return every[~every["code"].str.startswith("D97")]


@keep(PICTURES)
def draw_picture(code: str) -> bytes | None:
    """The SVG of a territory, compressed; None where it has no contour."""
    row = find_row(code)
    codes = _find_contours(row) if row is not None else ()
    if row is None or not codes:
        return None
    drawn = boundaries.svg_paths(_read_surroundings(row, codes), width=WIDTH, precision=0.4)
    union = boundaries.union_of(codes, load_catalog().deployment.vintage)
    around = "".join(tag("path", d=shape["d"], class_="around") for shape in drawn["shapes"])
    own = tag("path", d=draw_outline(union, drawn, precision=0.4), class_="own")
    width, height = drawn["viewBox"]
    svg = tag(
        "svg",
        tag("style", STYLE) + around + own,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"-2 -2 {width + 4} {height + 4}",
    )
    return gzip.compress(svg.encode(), 6, mtime=0)


def picture_url(row: pd.Series) -> str:
    """The address of the picture of a territory, "" where it has no contour."""
    return f"{PREFIX}/{quote(str(row['code']))}.svg?v={read_version()}" if _find_contours(row) else ""
