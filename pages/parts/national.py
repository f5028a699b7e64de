"""What the map of all communes fetches: outlines, names and packed values, each compressed once under its hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo import packed
from geo.boundaries import VINTAGES, read_attributes
from pages.parts.french import STATUS_LABELS
from pages.parts.geometry import FOREVER

VINTAGE = VINTAGES[-1]
OUTLINES, VALUES = "/contours/france", "/valeurs/france"
POPULATION_YEAR = 2017
LEAST_AREA = 1.0
# The order is that of the bytes of the values file.
STATUSES = ("normal", "provisional", "estimated", "missing", "confidential", "not_applicable", "not_comparable")
WORDS = STATUS_LABELS | {"not_comparable": "densité non calculée (contour de moins de 1 km²)"}


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


@lru_cache(maxsize=1)
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


@lru_cache(maxsize=4)
def read_table(measure: str) -> Table:
    """The values of a measure. Raises KeyError for an unknown one."""
    return MEASURES[measure].read()


@lru_cache(maxsize=1)
def build_communes() -> tuple[str, bytes]:
    """The address and compressed bytes of the outlines of all communes."""
    return _name(f"{OUTLINES}/communes", "bin", packed.FILE.read_bytes())


@lru_cache(maxsize=1)
def build_names() -> tuple[str, bytes]:
    """The address and compressed JSON of names, and for each commune its EPCI by its place among the EPCIs, or -1."""
    communes = read_communes()
    epcis = read_epcis()
    place = {code: n for n, code in enumerate(epcis.index)}
    table = {
        "names": communes["name"].to_list(),
        "epci": [place.get(code, -1) for code in communes["epci"]],
        "epcis": epcis["name"].to_list(),
        "sirens": epcis.index.to_list(),
    }
    return _name(f"{OUTLINES}/noms", "json", json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode())


@lru_cache(maxsize=1)
def read_epcis() -> pd.DataFrame:
    """The EPCIs of the vintage by SIREN, in the order of their names."""
    table = read_attributes("epci", VINTAGE).set_index("code", drop=False)
    return table.sort_values("name", key=lambda names: names.str.normalize("NFKD").str.casefold())


@lru_cache(maxsize=64)
def build_epci(siren: str) -> tuple[str, bytes]:
    """The address and compressed bytes of the fine outlines of an EPCI and round it. ValueError for an unknown one."""
    return _name(f"{OUTLINES}/{siren}", "bin", packed.build_epci(siren, VINTAGE))


@lru_cache(maxsize=4)
def build_values(measure: str) -> tuple[str, bytes]:
    """The address and compressed bytes of a measure: 32-bit numbers year by year, then one byte of status for each."""
    table = read_table(measure)
    body = table.values.astype("<f4").tobytes() + table.statuses.astype("u1").tobytes()
    return _name(f"{VALUES}/{measure}", "bin", body)


def _name(stem: str, ending: str, body: bytes) -> tuple[str, bytes]:
    return f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}", gzip.compress(body, 6, mtime=0)


def find_file(path: str) -> bytes | None:
    """The compressed bytes at an address; None where it is not one of today's."""
    folder, _, name = path.rpartition("/")
    stem = name.partition("-")[0]
    if folder == VALUES:
        found = build_values(stem) if stem in MEASURES else None
    elif stem in ("communes", "noms"):
        found = build_communes() if stem == "communes" else build_names()
    else:
        found = build_epci(stem) if stem in read_epcis().index else None
    return found[1] if found and found[0] == path else None


def serve_file(request: Request) -> Response:
    """One file for good; 404 in JSON for one that is not known or of another version."""
    body = find_file(request.url.path)
    if body is None:
        return JSONResponse({"detail": "fichier d'une autre version : rechargez la page"}, status_code=404)
    kind = "application/json" if request.url.path.endswith(".json") else "application/octet-stream"
    return Response(body, media_type=kind, headers={"Content-Encoding": "gzip", "Cache-Control": FOREVER})


routes = [Route(OUTLINES + "/{name}", serve_file), Route(VALUES + "/{name}", serve_file)]
