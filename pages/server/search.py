"""Search from any page: the answers of GET /recherche as JSON."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.reading.search import Entry, Kind, find

PREFIX = "/recherche"
MOST, LONGEST = 12, 100
KINDS: dict[Kind, str] = {
    "territory": "Territoires",
    "indicator": "Indicateurs",
    "project": "Projets subventionnés",
    "beneficiary": "Bénéficiaires",
    "source": "Sources",
}


def describe(entry: Entry) -> dict[str, str]:
    """What the browser needs of an entry."""
    return {
        "kind": entry.kind,
        "kind_label": KINDS[entry.kind],
        "label": entry.label,
        "detail": entry.detail,
        "href": entry.href,
    }


def serve_results(request: Request) -> Response:
    """What is found for `q`, the best first; nothing for a query that is empty or too long."""
    query = request.query_params.get("q", "").strip()
    found = find(query if len(query) <= LONGEST else "", MOST)
    return JSONResponse({"query": query[:LONGEST], "results": [describe(entry) for entry in found]})


routes = [Route(PREFIX, serve_results)]
