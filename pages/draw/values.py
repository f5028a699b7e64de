"""The values of a map as the browser fetches them: compressed, under an address that says what they are."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from urllib.parse import quote, unquote

from geo.classes import MOST
from geo.kept import SERIES, TABLES, keep
from loaders.reading.series import Series
from pages.views.data import cached
from pages.views.data.geography import MapLevel, find_departements
from pages.views.data.table import tabulate
from pages.views.maps.outlines import name_ground
from pages.views.maps.repeated import read_restriction

PREFIX = "/valeurs"
BOUNDS, VERSION = "&bornes=", "&v="
PER_INHABITANT, ABSOLUTE = "habitant", "valeur"


@keep(TABLES)
def read_pairs() -> frozenset[tuple[str, str]]:
    """The indicators that a map can show, each with what it may be restricted to."""
    coverage = cached.read_map_coverage(find_departements())
    return frozenset(zip(coverage["indicator"], coverage["scope"], strict=True))


@keep(SERIES)
def build_values(
    indicator: str,
    restriction: str,
    level: MapLevel,
    measure: str,
    bounds: tuple[float, ...],
    departements: tuple[str, ...],
) -> tuple[str, bytes]:
    """The hash and the compressed JSON of the values of a level, and of their classes where these have `bounds`.

    Raises KeyError for an unknown indicator.
    """
    series = cached.read_mapped(indicator, restriction, level, measure == PER_INHABITANT, cached.EVER, departements)
    body = json.dumps(tabulate(series.frame, bounds), separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:12], gzip.compress(body, 6, mtime=0)


def series_url(series: Series, bounds: Sequence[float], *, level: MapLevel, departements: tuple[str, ...]) -> str:
    """The address of the values of a series."""
    restriction = read_restriction(series)
    return values_url(
        series.indicator,
        restriction,
        level,
        departements,
        per_inhabitant=series.per_inhabitant,
        bounds=bounds,
    )


def values_url(
    indicator: str,
    restriction: str,
    level: MapLevel,
    departements: tuple[str, ...],
    *,
    per_inhabitant: bool,
    bounds: Sequence[float] = (),
) -> str:
    """The address of the values of a map, which changes when they do; it names the bounds of their classes."""
    measure = PER_INHABITANT if per_inhabitant else ABSOLUTE
    digest = build_values(indicator, restriction, level, measure, tuple(bounds), departements)[0]
    said = BOUNDS + ";".join(map(repr, bounds)) if bounds else ""
    path = f"{PREFIX}/{name_ground(level, departements)}/{measure}/{indicator}.json"
    return f"{path}?{quote(restriction, safe='=;')}{said}{VERSION}{digest}"


def parse_query(query: str) -> tuple[str, tuple[float, ...]]:
    """The restriction and the bounds that an address names. Raises ValueError for bounds that no map has."""
    restriction, _, said = query.partition(VERSION)[0].partition(BOUNDS)
    bounds = tuple(map(float, said.split(";"))) if said else ()
    if len(bounds) > MOST or not all(low < high for low, high in pairwise((-inf, *bounds, inf))):
        raise ValueError(f"de 1 à {MOST} bornes croissantes attendues, « {said[:60]} » trouvé")
    return unquote(restriction), bounds
