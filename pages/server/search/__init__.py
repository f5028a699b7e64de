"""Search from any page: the answers of GET /recherche as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo.kept import PANELS, keep
from loaders.catalog import load_catalog
from loaders.reading.near import correct, find_near
from loaders.reading.places import find_exactly, read_names
from loaders.reading.questions import Question, understand
from loaders.reading.search import Entry, Kind, find, split_words
from pages.server.search.answers import answer
from pages.server.search.guides import list_guides
from pages.server.search.lines import Answer
from pages.server.search.neighbours import list_round
from pages.server.search.printed import answer_number
from pages.views.home import COOKIE, find_home
from pages.views.theme_pages import find_page
from pages.words.addresses import indicator_address, source_address, territory_address
from pages.words.paths import BASE, HELP

PREFIX = f"{BASE}/recherche"
MOST, LONGEST = 12, 100
KINDS: dict[Kind, str] = {
    "territory": "Territoires",
    "indicator": "Indicateurs",
    "project": "Projets subventionnés",
    "beneficiary": "Bénéficiaires",
    "source": "Sources",
    "page": "Pages",
    "help": "Aide",
}
ADDRESSES: dict[Kind, Callable[[str], str]] = {
    "territory": territory_address,
    "beneficiary": territory_address,
    "indicator": indicator_address,
    "source": source_address,
    "page": str,
    "help": str,
}
NEAR = "Je ne sais pas ce que veut dire {}, mais voici ce qui s’en approche."
NOTHING = "Aucun résultat pour {}. Vérifiez l’orthographe, ou cherchez une commune, un EPCI, un code, un indicateur."


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


def _describe_place(query: str) -> list[dict[str, str]]:
    """The territory that a query names in another way than its own, with what there is to say of it."""
    place = find_exactly(split_words(query))
    if place is None or not place.remark:
        return []
    return [
        {
            "kind": "territory",
            "kind_label": KINDS["territory"],
            "label": place.label,
            "detail": f"{place.remark.removesuffix('.')}. {place.detail if place.code else ''}".strip(),
            "href": territory_address(place.code) if place.code else f"{HELP}?sujet=inconnu",
        }
    ]


def describe_answer(found: Answer) -> dict[str, Any]:
    """What the browser needs of an answer; `admitted` says what Terril does not know, "" where it knows."""
    unknown = [f"{sentence.removesuffix('.')}." for sentence in found.unknown]
    instead = " Mais voici…" if found.lines else ""
    return {
        "title": found.title,
        "admitted": f"Je ne sais pas. {' '.join(unknown)}{instead}" if unknown else "",
        "said": list(found.said),
        "lines": [{"label": line.label, "detail": line.detail, "href": line.href} for line in found.lines],
        "sources": list(found.sources),
        "picture": {"src": found.picture.address, "alt": found.picture.alt} if found.picture else None,
    }


@keep(PANELS)
def _answer(question: Question, home: str) -> Answer | None:
    return answer(question, home)


@keep(PANELS)
def search(query: str, home: str) -> dict[str, Any]:
    """The answer to a query where it asks one, and what is found, the best first; or what comes near it.

    An answer that understands only a part of the words does not stand before entries that hold them all, unless these
    are but sources, whose titles hold many.
    """
    guides = list_guides()
    found, results = _find_both(query, home, guides)
    said = ""
    if query and not results and not found:
        corrected, quoted = correct(query, guides=guides), f"«\u202f{query}\u202f»"
        found, results = _find_both(corrected, home, guides)
        results = results or [describe(entry) for entry in find_near(corrected, MOST, guides=guides)]
        said = (NEAR if results or found else NOTHING).format(quoted)
    return {"query": query, "answer": describe_answer(found) if found else None, "results": results, "said": said}


def _find_both(query: str, home: str, guides: tuple[Entry, ...]) -> tuple[Answer | None, list[dict[str, str]]]:
    """The answer to a query, a number or a question, and the entries that hold all its words, the territory it names in
    other words first; those of a territory and its neighbours where no indicator is named."""
    question = understand(query)
    entries = _find_round(question) or find(query, MOST, guides=guides)
    results = [*_describe_place(query), *map(describe, entries)][:MOST]
    is_found = any(entry.kind != "source" for entry in entries)
    return answer_number(query) or (None if question.unknown and is_found else _answer(question, home)), results


def _find_round(question: Question) -> list[Entry]:
    """A territory and its neighbours, where nothing else is asked."""
    if question.indicator or question.unknown or not question.has_neighbours or not question.territories:
        return []
    entries, code = read_names().by_code, question.territories[0].code
    return [entries[each] for each in (list_round(code) if code else ())][:MOST]


def serve_results(request: Request) -> Response:
    """What is found for `q`; nothing for a query that is empty or too long."""
    query = request.query_params.get("q", "").strip()
    home = find_home(request.cookies.get(COOKIE, "")) or load_catalog().deployment.home
    found = search(query if len(query) <= LONGEST else "", home)
    return JSONResponse(found | {"query": query[:LONGEST]})


routes = [Route(PREFIX, serve_results)]
