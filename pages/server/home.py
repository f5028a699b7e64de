"""The route that finds the territory of a reader: GET /territoires."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.reading.search import find
from loaders.reading.surroundings import read_territories
from pages.views.home import find_home

PREFIX = "/territoires"
MOST, LONGEST, SEARCHED = 8, 100, 40


def find_homes(query: str) -> list[dict[str, str]]:
    """The territories that may be a reader's, each once, the likeliest first; a commune leads to its EPCI."""
    table, found = read_territories(), {}
    for entry in find(query, SEARCHED):
        home = find_home(entry.id) if entry.kind == "territory" else ""
        if home and home not in found:
            row = table.loc[home]
            detail = ", ".join(str(table.at[code, "name"]) for code in str(row["departements"]).split(";") if code)
            remark = "" if home == entry.id else f"EPCI de {entry.label}"
            found[home] = {"code": home, "label": str(row["name"]), "detail": detail, "remark": remark}
    return list(found.values())[:MOST]


def serve_homes(request: Request) -> Response:
    """What is found for `q`; nothing for a query that is empty or too long."""
    query = request.query_params.get("q", "").strip()
    return JSONResponse({"query": query[:LONGEST], "results": find_homes(query) if 0 < len(query) <= LONGEST else []})


routes = [Route(PREFIX, serve_homes)]
