"""Search: what a reader types leads to the territory, indicator, project or source meant, at once."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from loaders.catalog import load_catalog
from loaders.reading.search import Entry, build_index, find, split_words
from loaders.store import load_grants, load_territories
from pages.draw.browser.scripts import FOLDER
from pages.server.search import MOST, find_address, serve_results


def request(path: str, **query: str) -> Request:
    """A request as the server gets it."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "server": ("t", 80)}
    return Request(scope | {"query_string": urlencode(query).encode()})


def ask(query: str) -> dict[str, Any]:
    """The answer of the route, read back from its JSON."""
    return json.loads(bytes(serve_results(request("/recherche", q=query)).body))


def names(found: list[Entry]) -> list[tuple[str, str]]:
    """The kind and label of each entry."""
    return [(entry.kind, entry.label) for entry in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hénin-Beaumont", ["henin", "beaumont"]),
        ("  L’Abergement d'ÉVIN ", ["l", "abergement", "d", "evin"]),
        ("Nœux-les-Mines", ["noeux", "les", "mines"]),
        ("ST OMER", ["saint", "omer"]),
        ("Ste-Marie", ["sainte", "marie"]),
        ("Stade", ["stade"]),
        ("246 200 364", ["246200364"]),
        ("10 communes", ["10", "communes"]),
        ("« - » ", []),
    ],
)
def test_words_have_no_accents_no_case_and_no_punctuation(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_a_commune_then_its_epci_are_the_first_found() -> None:
    assert names(find("lievin"))[:2] == [("territory", "Liévin"), ("territory", "Lens-Liévin")]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("henin", "246200299"),
        ("st omer", "62765"),
        ("béthune", "62119"),
        ("BETHUNE bruay", "200072460"),
        ("noeux les mines", "62617"),
        ("62498", "62498"),
        ("246 200 364", "246200364"),
        ("216204982", "62498"),
        ("62", "D62"),
        ("pma", "PMA"),
        ("toulouse", "31555"),
        ("ca de lens-lievin", "246200364"),
    ],
)
def test_a_name_or_a_code_leads_to_its_territory(query: str, code: str) -> None:
    assert find_address(find(query)[0]) == f"/territoire?code={code}"


def test_namesakes_are_told_apart_and_those_at_home_come_first() -> None:
    details = [entry.detail for entry in find("saint omer") if entry.label == "Saint-Omer"]
    assert details == [
        "Commune · CA du Pays de Saint-Omer · Pas-de-Calais · 62765",
        "Commune · CC Cingal-Suisse Normande · Calvados · 14635",
    ]


def test_a_former_territory_says_what_took_its_place() -> None:
    (found,) = [entry for entry in find("marconne") if entry.label == "Marconne"]
    assert found.detail == "Ancienne commune jusqu’en 2024, puis Hesdin-la-Forêt · 62549"


def test_words_in_any_order_lead_to_an_indicator() -> None:
    for query in ("dechets collectes", "collectés déchets"):
        assert find_address(find(query)[0]) == "/indicateur?id=waste.collected"


def test_an_indicator_is_found_by_its_short_name_and_by_its_definition() -> None:
    assert "/indicateur?id=waste.collected" in [find_address(entry) for entry in find("DMA collectés")]
    assert find_address(find("service public deblais gravats compris")[0]) == "/indicateur?id=waste.collected"


def test_a_project_is_found_by_its_place_and_by_its_subject() -> None:
    pool = ("project", "Piscine François Ménard à Achicourt")
    assert names(find("achicourt"))[:2] == [("territory", "Achicourt"), pool]
    assert pool in names(find("reconstruction piscine"))


def test_a_beneficiary_leads_to_its_territory_where_it_is_one() -> None:
    hrefs = {entry.label: find_address(entry) for entry in build_index().entries if entry.kind == "beneficiary"}
    assert hrefs["Communauté urbaine d'Arras"] == "/territoire?code=200033579"
    assert hrefs["Ville de Lens"] == "/territoire?code=62498"
    assert hrefs["Association APIA"] == "/subventions"


def test_a_source_is_found_by_its_publisher_and_title() -> None:
    found = find("rapport activites 2021 lens lievin agglomeration")
    assert find_address(found[0]) == "/source?id=000-call-2021"


def test_what_is_at_home_comes_before_names_elsewhere_that_only_begin_alike() -> None:
    kinds = [(entry.kind, entry.detail) for entry in find("parc", 30)]
    projects = [n for n, (kind, _) in enumerate(kinds) if kind == "project"]
    elsewhere = [n for n, (kind, detail) in enumerate(kinds) if kind == "territory" and "Pas-de-Calais" not in detail]
    assert projects and elsewhere and max(projects) < min(elsewhere)


def test_the_beginning_of_a_word_goes_before_its_inside() -> None:
    labels = [split_words(entry.label) for entry in find("vimy", 50)]
    begins = [any(word.startswith("vimy") for word in words) for words in labels]
    assert labels[0] == ["vimy"]
    assert begins == sorted(begins, reverse=True)


def test_a_whole_word_goes_before_the_beginning_of_another() -> None:
    labels = [entry.label for entry in find("DETR", 30)]
    detruits = next(n for n, label in enumerate(labels) if "détruits" in label)
    assert labels[1] == "Dotations et fonds d'investissement de l'État attribués"
    assert detruits > max(n for n, label in enumerate(labels) if "investissement" in label)


def test_a_word_is_whole_in_the_plural_too() -> None:
    assert find("déchet")[0].label == "Déchets ménagers et assimilés collectés"


@pytest.mark.parametrize("query", ["", "  ", "-", "qqzxk", "lens qqzxk", "<b>x</b>", "%_*\\"])
def test_nothing_is_found_where_nothing_holds_every_word(query: str) -> None:
    assert find(query) == []


def test_every_entry_leads_to_a_page_that_knows_it() -> None:
    catalog, known = load_catalog(), set(load_territories()["code"])
    forms = {
        "/territoire": (r"\?code=(.+)", known),
        "/indicateur": (r"\?id=(.+)", set(catalog.indicators)),
        "/source": (r"\?id=(.+)", set(catalog.sources)),
    }
    for entry in build_index().entries:
        path, _, rest = find_address(entry).partition("?")
        if path == "/subventions":
            assert not rest and entry.kind in ("project", "beneficiary")
            continue
        pattern, ids = forms[path]
        found = re.fullmatch(pattern, f"?{rest}")
        assert found and found[1] in ids, entry


def test_everything_of_the_catalogue_and_of_the_tables_can_be_found() -> None:
    counts: dict[str, int] = {}
    for entry in build_index().entries:
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    catalog, grants = load_catalog(), load_grants()
    assert counts == {
        "territory": len(load_territories()),
        "indicator": len(catalog.indicators),
        "project": grants["projet"].nunique(),
        "beneficiary": grants["nomBeneficiaire"].nunique(),
        "source": len(catalog.sources),
    }


def test_the_answer_names_what_a_page_shows() -> None:
    answer = ask("lievin")
    assert answer["query"] == "lievin"
    assert answer["results"][0] == {
        "kind": "territory",
        "kind_label": "Territoires",
        "label": "Liévin",
        "detail": "Commune · CA de Lens-Liévin · Pas-de-Calais · 62510",
        "href": "/territoire?code=62510",
    }


def test_at_most_twelve_are_answered() -> None:
    assert len(ask("saint")["results"]) == MOST == 12


@pytest.mark.parametrize("query", ["", "   ", "lens " * 21])
def test_an_empty_or_endless_question_is_answered_with_nothing(query: str) -> None:
    assert ask(query)["results"] == []


def test_html_in_a_question_comes_back_as_plain_json() -> None:
    answer = serve_results(request("/recherche", q="<img src=x onerror=alert(1)>"))
    assert (answer.media_type, ask("<b>qqzxk</b>")["query"]) == ("application/json", "<b>qqzxk</b>")


def test_the_script_writes_text_and_never_markup() -> None:
    script = (FOLDER / "search.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)


def test_the_script_knows_how_many_are_answered() -> None:
    assert f"const MOST = {MOST};" in (FOLDER / "search.js").read_text(encoding="utf-8")
