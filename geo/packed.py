"""All communes of France in one small binary file, for one canvas: `python -m geo.packed` rebuilds geo/national.bin.

Everything is little-endian: four letters, three counts (communes, rings, points), origin x and y and the unit in
metres of the map; then five letters of code per commune, the number of rings of each commune, the number of points of
each ring, and the points: steps from one to the next, x then y, zigzagged, low bytes apart from high ones so that they
compress well. Each part is padded to four bytes. The closing point of a ring is left out.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from geo.boundaries import VINTAGES, read_boundaries
from geo.paths import MAINLAND

FILE = Path(__file__).parent / "national.bin"
MAGIC = b"TRL1"
HEAD = struct.Struct("<4s3I3d")
CODE = 5
TOLERANCE = 400.0
STEPS = 65535
RAISED = 10_000.0  # metres of the map: leaves room for the name of an inset below what it shows
AROUND = 0.1  # degrees round an EPCI whose communes are sent with it, so that the whole view is fine


@dataclass(frozen=True)
class Inset:
    """Where a département far from the mainland is drawn: its projection, its box on the map in metres of the map."""

    departement: str
    name: str
    epsg: int
    box: tuple[float, float, float, float]
    ground: tuple[float, float, float, float]

    @property
    def scale(self) -> float:
        """Metres of the map for one metre on the ground."""
        left, bottom, right, top = self.box
        west, south, east, north = self.ground
        return min((right - left) / (east - west), (top - bottom) / (north - south)) * 0.8


# One column left of the mainland, from the height of Brittany down; ground is that of the projection, in metres.
INSETS = tuple(
    Inset(code, name, epsg, (-115_000, 6_945_000 - 180_000 * (n + 1), 85_000, 6_945_000 - 180_000 * n - 14_000), ground)
    for n, (code, name, epsg, ground) in enumerate(
        [
            ("D971", "Guadeloupe", 5490, (627_000, 1_751_000, 714_000, 1_827_000)),
            ("D972", "Martinique", 5490, (690_000, 1_592_000, 736_000, 1_646_000)),
            ("D973", "Guyane", 2972, (99_000, 233_000, 432_000, 636_000)),
            ("D974", "La Réunion", 2975, (314_000, 7_633_000, 379_000, 7_692_000)),
            ("D976", "Mayotte", 4471, (501_000, 8_562_000, 533_000, 8_604_000)),
        ]
    )
)


def place(frame: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """The contours in metres of the map: Lambert-93, or the box of the département for one overseas."""
    placed = frame.geometry.to_numpy().copy()
    departements = frame["departement"].to_numpy()
    overseas = {inset.departement: inset for inset in INSETS}
    for departement in sorted(set(departements) & set(overseas)):
        rows = departements == departement
        placed[rows] = _place_inset(placed[rows], overseas[departement])
    rows = ~np.isin(departements, list(overseas))
    if rows.any():
        placed[rows] = _project(placed[rows], MAINLAND)
    return np.asarray(placed, dtype=np.object_)


def pack(codes: list[str], contours: npt.NDArray[np.object_]) -> bytes:
    """Codes and contours as bytes, on a grid of 65 536 steps over the longer side. ValueError if a contour is lost."""
    left, bottom, right, top = shapely.total_bounds(contours)
    unit = max(right - left, top - bottom) / STEPS
    polygons, commune_of = shapely.get_parts(contours, return_index=True)
    rings, polygon_of = shapely.get_rings(polygons, return_index=True)
    owner = commune_of[polygon_of]
    points, ring_of = shapely.get_coordinates(rings, return_index=True)
    grid = np.round((points - [left, bottom]) / unit).astype(np.int64)
    is_first = np.r_[True, ring_of[1:] != ring_of[:-1]]
    is_last = np.r_[is_first[1:], True]
    repeats = ~is_first & np.r_[False, (grid[1:] == grid[:-1]).all(axis=1)]
    kept = ~(is_last | repeats)
    grid, ring_of = grid[kept], ring_of[kept]
    lengths = np.bincount(ring_of, minlength=len(rings))
    is_whole = lengths >= 3
    grid, lengths, owner = grid[is_whole[ring_of]], lengths[is_whole], owner[is_whole]
    counts = np.bincount(owner, minlength=len(contours))
    if (counts == 0).any():
        lost = [codes[n] for n in np.flatnonzero(counts == 0)[:5]]
        raise ValueError(f"contours compactés : {', '.join(lost)} disparaissent au pas de {unit:.1f} m.")
    steps = np.diff(grid, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).T.ravel()
    steps = (steps + 32768) % 65536 - 32768
    zigzag = (steps << 1) ^ (steps >> 63)
    parts = [
        HEAD.pack(MAGIC, len(codes), len(lengths), len(grid), left, bottom, unit),
        "".join(code.ljust(CODE) for code in codes).encode("ascii"),
        counts.astype("<u2").tobytes(),
        lengths.astype("<u2").tobytes(),
        (zigzag & 255).astype("u1").tobytes(),
        (zigzag >> 8).astype("u1").tobytes(),
    ]
    return b"".join(part + b"\0" * (-len(part) % 4) for part in parts)


def unpack(body: bytes) -> tuple[list[str], list[list[npt.NDArray[np.float64]]]]:
    """Codes, and for each the rings in metres of the map (not closed): what the browser makes of the bytes."""
    magic, communes, rings, points, left, bottom, unit = HEAD.unpack_from(body)
    if magic != MAGIC:
        raise ValueError(f"contours compactés : {MAGIC!r} était attendu au début, {magic!r} trouvé.")
    at = HEAD.size

    def take(count: int, kind: str) -> npt.NDArray[np.int64]:
        nonlocal at
        found = np.frombuffer(body, kind, count, at)
        at += -(-found.nbytes // 4) * 4
        return found.astype(np.int64)

    letters = bytes(take(communes * CODE, "u1").astype("u1")).decode("ascii")
    codes = [letters[n : n + CODE].rstrip() for n in range(0, len(letters), CODE)]
    counts, lengths = take(communes, "<u2"), take(rings, "<u2")
    zigzag = take(2 * points, "u1")
    zigzag = zigzag | take(2 * points, "u1") << 8
    steps = (zigzag >> 1) ^ -(zigzag & 1)
    grid = np.cumsum(steps.reshape(2, points), axis=1) % 65536
    ground = grid.T * unit + [left, bottom]
    each = np.split(ground, np.cumsum(lengths)[:-1])
    ends = np.cumsum(counts)
    return codes, [each[end - count : end] for end, count in zip(ends, counts, strict=True)]


def build_national(vintage: int = VINTAGES[-1]) -> bytes:
    """All communes of a vintage, simplified at 400 m as coverages, neighbours still sharing their edges."""
    frame = read_boundaries("commune", vintage).sort_values("code", ignore_index=True)
    placed = place(frame)
    zones = frame["departement"].where(frame["departement"].isin([inset.departement for inset in INSETS]), "")
    for zone in sorted(set(zones)):
        rows = (zones == zone).to_numpy()
        placed[rows] = shapely.coverage_simplify(placed[rows], TOLERANCE)
    return pack(list(frame["code"]), placed)


def build_epci(siren: str, vintage: int = VINTAGES[-1]) -> bytes:
    """The communes of an EPCI and round it with all the points of the source. Raises ValueError for an unknown EPCI."""
    members = read_members(siren, vintage)
    west, south, east, north = members.total_bounds
    wide = AROUND + (north - south)  # a map is wider than it is high
    west, south, east, north = west - wide, south - AROUND, east + wide, north + AROUND
    frame = _read(
        [
            ("vintage", "==", vintage),
            ("lon", ">=", west),
            ("lon", "<=", east),
            ("lat", ">=", south),
            ("lat", "<=", north),
        ]
    )
    return pack(list(frame["code"]), place(frame))


def read_members(siren: str, vintage: int = VINTAGES[-1]) -> gpd.GeoDataFrame:
    """The communes of an EPCI by code. Raises ValueError for an unknown one."""
    frame = _read([("vintage", "==", vintage), ("epci", "==", siren)])
    if frame.empty:
        raise ValueError(f"contours {vintage} : « {siren} » n'est pas le SIREN d'un EPCI. Neuf chiffres sont attendus.")
    return frame


def read_all(vintage: int = VINTAGES[-1]) -> gpd.GeoDataFrame:
    """All communes of a vintage by code, with all the points of the source; never kept."""
    return _read([("vintage", "==", vintage)])


def _read(filters: list[tuple[str, str, Any]]) -> gpd.GeoDataFrame:
    frame = gpd.read_parquet(FILE.parent / "communes.parquet", filters=filters)
    return frame.sort_values("code", ignore_index=True)


def _place_inset(contours: npt.NDArray[np.object_], inset: Inset) -> npt.NDArray[np.object_]:
    metres = _project(contours, inset.epsg)
    west, south, east, north = inset.ground
    left, bottom, right, top = inset.box
    centre = np.array([(west + east) / 2, (south + north) / 2])
    middle = np.array([(left + right) / 2, (bottom + top) / 2 + RAISED])
    moved = shapely.transform(metres, lambda points: (points - centre) * inset.scale + middle)
    return np.asarray(moved, dtype=np.object_)


def _project(contours: npt.NDArray[np.object_], epsg: int) -> npt.NDArray[np.object_]:
    transformer = Transformer.from_crs(4326, epsg, always_xy=True)
    moved = shapely.transform(
        contours, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
    )
    return np.asarray(moved, dtype=np.object_)


def main() -> None:
    """Write the file of the latest vintage."""
    FILE.write_bytes(build_national())


if __name__ == "__main__":
    main()
