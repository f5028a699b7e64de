"""The route that finds the territory of a reader: GET /territoires."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.reading.places import find_territories
from loaders.reading.surroundings import read_territories, split_codes
from pages.views.home import find_home
from pages.words.french import join_words
from pages.words.paths import BASE

PREFIX = f"{BASE}/territoires"
MOST, LONGEST, SEARCHED = 8, 100, 40


def find_homes(query: str) -> list[dict[str, str]]:
    """The territories that may be a reader's, each once, the likeliest first; a commune leads to its EPCI."""
    table = read_territories()
    found: dict[str, dict[str, str]] = {}
    for place in find_territories(query, SEARCHED):
        home = find_home(place.code)
        if home and home not in found:
            row = table.loc[home]
            where = join_words([str(table.at[code, "name"]) for code in split_codes(row["departements"])])
            remark = place.remark if home == place.code else f"EPCI de la commune {place.label}"
            found[home] = {"code": home, "label": str(row["name"]), "detail": where, "remark": remark}
    return list(found.values())[:MOST]


def serve_homes(request: Request) -> Response:
    """What is found for `q`; nothing for a query that is empty or too long."""
    query = request.query_params.get("q", "").strip()
    return JSONResponse({"query": query[:LONGEST], "results": find_homes(query) if 0 < len(query) <= LONGEST else []})


routes = [Route(PREFIX, serve_homes)]
