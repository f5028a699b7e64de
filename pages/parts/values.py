"""The values of a map for all its years, which the browser fetches once by an address that says what they are."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import lru_cache
from typing import Any, get_args
from urllib.parse import quote, unquote

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.series import load_series
from loaders.store import load_map_coverage
from pages.parts.geometry import FOREVER, MapLevel, read_codes

PREFIX = "/valeurs"
PER_INHABITANT, ABSOLUTE = "habitant", "valeur"


def tabulate(frame: pd.DataFrame) -> dict[str, Any]:
    """Years, and by territory the list of its values (None where unknown) and the statuses that are not final."""
    years = sorted({int(y) for y in frame.loc[frame["value"].notna(), "year"]})
    wide = frame.pivot_table(index="territory", columns="year", values="value", observed=True).reindex(columns=years)
    values = {
        str(code): [None if pd.isna(v) else int(v) if float(v).is_integer() else round(float(v), 4) for v in row]
        for code, row in zip(wide.index, wide.to_numpy(), strict=True)
    }
    statuses: dict[str, dict[int, str]] = {}
    odd = frame[frame["status"].astype(str) != "normal"]
    for territory, year, status in zip(
        odd["territory"].astype(str), odd["year"], odd["status"].astype(str), strict=True
    ):
        statuses.setdefault(territory, {})[int(year)] = status
    return {"years": years, "values": values, "statuses": statuses}


@lru_cache(maxsize=1)
def read_pairs() -> frozenset[tuple[str, str]]:
    """The indicators that a map can show, each with what it may be restricted to."""
    coverage = load_map_coverage()
    return frozenset(zip(coverage["indicator"], coverage["scope"], strict=True))


@lru_cache(maxsize=128)
def build_values(indicator: str, restriction: str, level: MapLevel, measure: str) -> tuple[str, bytes]:
    """The hash and the compressed JSON of the values of a level. Raises KeyError for an unknown indicator."""
    series = load_series(indicator, levels=(level,), scopes=(restriction,), per_inhabitant=measure == PER_INHABITANT)
    table = tabulate(series.frame[series.frame["territory"].astype(str).isin(read_codes(level))])
    body = json.dumps(table, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:12], gzip.compress(body, 6, mtime=0)


def values_url(indicator: str, restriction: str, level: MapLevel, *, per_inhabitant: bool) -> str:
    """The address of the values of a map, which changes when they do."""
    measure = PER_INHABITANT if per_inhabitant else ABSOLUTE
    digest = build_values(indicator, restriction, level, measure)[0]
    return f"{PREFIX}/{level}/{measure}/{indicator}.json?{quote(restriction, safe='=;')}&v={digest}"


async def serve_values(request: Request) -> Response:
    """The values of one map; 404 in JSON for what the catalogue does not know."""
    level, measure, indicator = (request.path_params[name] for name in ("level", "measure", "indicator"))
    restriction = unquote(request.url.query.partition("&v=")[0])
    known = level in get_args(MapLevel) and measure in (ABSOLUTE, PER_INHABITANT)
    if not known or (indicator, restriction) not in read_pairs():
        return JSONResponse({"detail": "valeurs inconnues"}, status_code=404)
    digest, body = build_values(indicator, restriction, level, measure)
    if request.query_params.get("v") != digest:
        return JSONResponse({"detail": "valeurs d'une autre version : rechargez la page"}, status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(body, media_type="application/json", headers=headers)


routes = [Route(PREFIX + "/{level}/{measure}/{indicator}.json", serve_values)]
