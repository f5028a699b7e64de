"""The values of a map as the browser fetches them: compressed, under an address that says what they are."""

from __future__ import annotations

import gzip
import hashlib
import json
from itertools import pairwise
from math import inf, isfinite
from typing import get_args
from urllib.parse import quote, unquote

from geo.classes import FEWEST, MOST, Classes, Method
from geo.kept import SERIES, TABLES, keep
from loaders.reading.series import Series
from pages.views.data import cached
from pages.views.data.geography import MapLevel, find_departements
from pages.views.data.table import tabulate
from pages.views.maps.outlines import name_ground
from pages.views.maps.reference import Bounds
from pages.views.maps.repeated import read_restriction
from pages.views.maps.standings import list_standings
from pages.words.paths import BASE

PREFIX, BESIDE = f"{BASE}/valeurs", f"{BASE}/reperes"
BOUNDS, OF_EACH_YEAR, VERSION = "&bornes=", "&annuelles=", "&v="
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
    bounds: Bounds,
    departements: tuple[str, ...],
) -> tuple[str, bytes]:
    """The hash and the compressed JSON of the values of a level, and of their classes where these have `bounds` or are
    made of each year.

    Raises KeyError for an unknown indicator.
    """
    series = cached.read_mapped(indicator, restriction, level, measure == PER_INHABITANT, cached.EVER, departements)
    body = json.dumps(tabulate(series.frame, bounds), separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:12], gzip.compress(body, 6, mtime=0)


@keep(SERIES)
def build_standings(
    indicator: str, restriction: str, level: MapLevel, measure: str, departements: tuple[str, ...]
) -> bytes:
    """The compressed JSON of the ranks and changes beside the same values, see pages.views.maps.standings."""
    series = cached.read_mapped(indicator, restriction, level, measure == PER_INHABITANT, cached.EVER, departements)
    body = json.dumps(list_standings(series), ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(body, 6, mtime=0)


def series_url(series: Series, bounds: Bounds, *, level: MapLevel, departements: tuple[str, ...]) -> str:
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
    bounds: Bounds = (),
) -> str:
    """The address of the values of a map, which changes when they do; it names the bounds of their classes, or how
    those of each year are made."""
    measure = PER_INHABITANT if per_inhabitant else ABSOLUTE
    digest = build_values(indicator, restriction, level, measure, bounds, departements)[0]
    if isinstance(bounds, Classes):
        middle = "" if bounds.middle is None else repr(bounds.middle)
        said = f"{OF_EACH_YEAR}{bounds.method};{bounds.count};{middle}"
    else:
        said = BOUNDS + ";".join(map(repr, bounds)) if bounds else ""
    path = f"{PREFIX}/{name_ground(level, departements)}/{measure}/{indicator}.json"
    return f"{path}?{quote(restriction, safe='=;')}{said}{VERSION}{digest}"


def parse_query(query: str) -> tuple[str, Bounds]:
    """The restriction and the classes that an address names. Raises ValueError for classes that no map has."""
    whole = query.partition(VERSION)[0]
    restriction, _, yearly = whole.partition(OF_EACH_YEAR)
    if yearly:
        return unquote(restriction), _parse_yearly(yearly)
    restriction, _, said = whole.partition(BOUNDS)
    bounds = tuple(map(float, said.split(";"))) if said else ()
    if len(bounds) > MOST or not all(low < high for low, high in pairwise((-inf, *bounds, inf))):
        raise ValueError(f"de 1 à {MOST} bornes croissantes attendues, « {said[:60]} » trouvé")
    return unquote(restriction), bounds


def _parse_yearly(said: str) -> Classes:
    method, count, middle = [*said.split(";"), "", ""][:3]
    known = next((one for one in get_args(Method) if one == method and one != "own"), None)
    centre = float(middle) if middle else None
    if known is None or not count.isdigit() or not FEWEST <= int(count) <= MOST or not isfinite(centre or 0.0):
        raise ValueError(f"une méthode et de {FEWEST} à {MOST} classes attendues, « {said[:60]} » trouvé")
    return Classes(known, int(count), middle=centre)
