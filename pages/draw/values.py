"""The values of a map as the browser fetches them: compressed, under an address that says what they are."""

from __future__ import annotations

import gzip
import hashlib
import json
from urllib.parse import quote

from geo.kept import SERIES, TABLES, keep
from loaders.reading.series import Series, load_series
from loaders.store import load_map_coverage
from pages.views.data.geography import MapLevel, read_codes
from pages.views.data.table import tabulate
from pages.views.maps.repeated import read_restriction

PREFIX = "/valeurs"
PER_INHABITANT, ABSOLUTE = "habitant", "valeur"


@keep(TABLES)
def read_pairs() -> frozenset[tuple[str, str]]:
    """The indicators that a map can show, each with what it may be restricted to."""
    coverage = load_map_coverage()
    return frozenset(zip(coverage["indicator"], coverage["scope"], strict=True))


@keep(SERIES)
def build_values(indicator: str, restriction: str, level: MapLevel, measure: str) -> tuple[str, bytes]:
    """The hash and the compressed JSON of the values of a level. Raises KeyError for an unknown indicator."""
    series = load_series(indicator, levels=(level,), scopes=(restriction,), per_inhabitant=measure == PER_INHABITANT)
    table = tabulate(series.frame[series.frame["territory"].astype(str).isin(read_codes(level))])
    body = json.dumps(table, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:12], gzip.compress(body, 6, mtime=0)


def series_url(series: Series, level: MapLevel) -> str:
    """The address of the values of a series."""
    return values_url(series.indicator, read_restriction(series), level, per_inhabitant=series.per_inhabitant)


def values_url(indicator: str, restriction: str, level: MapLevel, *, per_inhabitant: bool) -> str:
    """The address of the values of a map, which changes when they do."""
    measure = PER_INHABITANT if per_inhabitant else ABSOLUTE
    digest = build_values(indicator, restriction, level, measure)[0]
    return f"{PREFIX}/{level}/{measure}/{indicator}.json?{quote(restriction, safe='=;')}&v={digest}"
