"""Search from any page: the answers of GET /recherche as JSON."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from loaders.reading.search import Entry, Kind, find
from pages.views.theme_pages import find_page
from pages.words.addresses import indicator_address, source_address, territory_address

PREFIX = "/recherche"
MOST, LONGEST = 12, 100
KINDS: dict[Kind, str] = {
    "territory": "Territoires",
    "indicator": "Indicateurs",
    "project": "Projets subventionnés",
    "beneficiary": "Bénéficiaires",
    "source": "Sources",
}
ADDRESSES: dict[Kind, Callable[[str], str]] = {
    "territory": territory_address,
    "beneficiary": territory_address,
    "indicator": indicator_address,
    "source": source_address,
}


def find_address(entry: Entry) -> str:
    """The address of the page of an entry; that of the grants for a project, and for who is no territory."""
    address = ADDRESSES.get(entry.kind)
    return address(entry.id) if address and entry.id else find_page("subsidies")


def describe(entry: Entry) -> dict[str, str]:
    """What the browser needs of an entry."""
    return {
        "kind": entry.kind,
        "kind_label": KINDS[entry.kind],
        "label": entry.label,
        "detail": entry.detail,
        "href": find_address(entry),
    }


def serve_results(request: Request) -> Response:
    """What is found for `q`, the best first; nothing for a query that is empty or too long."""
    query = request.query_params.get("q", "").strip()
    found = find(query if len(query) <= LONGEST else "", MOST)
    return JSONResponse({"query": query[:LONGEST], "results": [describe(entry) for entry in found]})


routes = [Route(PREFIX, serve_results)]
