"""What was read by hand: each quote stands on its lines, each names what exists, and it is shown beside the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.catalog import CatalogError, load_catalog
from loaders.pipeline.build import build_tables
from loaders.pipeline.reprinted import read_places
from loaders.rules.by_hand import FILE, load_readings, read_by_hand
from loaders.rules.contradictions import BY_HAND, KINDS, count_kinds, describe, find_contradictions
from tests.contradicted import make_tables
from tests.samples import SAMPLES
from tests.synthetic import read_catalog
from tests.unit.loaders.pipeline.test_transcribed import DOCUMENTS, read_document

SOURCES = SAMPLES.parent / "sources"
EVERY = [(key, place) for key, reading in load_readings().items() for place in reading.places]
PLACES = [(key, place) for key, place in EVERY if not place.lines.startswith("http")]
PAGES = [(key, place) for key, place in EVERY if place.lines.startswith("http")]
# Words of a note that tell a contradiction.
TELLS = re.compile(
    r"contredit|erroné|coquille|alors que|bien que|mais la somme|ne correspond pas|ne fait que", re.IGNORECASE
)
# Notes with these words where both statements can be true.
BOTH_TRUE = {
    "plus de 1975": "« plus de » un écart exact n’est pas une autre valeur",
    "86 000€": "« aide à la création » est le nom du dispositif, qui aide aussi le développement",
    "66équivalents temps plein": "une troisième partie peut n’être pas imprimée",
    "+ de 120 000 h": "une troisième partie peut n’être pas imprimée",
}
SYNTHETIC = """
pool:
  kind: {kind}
  theme: {theme}
  places:
    - {{source: {source}, lines: 3-4, said: ouvre en 2024}}
    - {{source: report, lines: "9", said: ouvre en 2025}}
  sentence: La piscine ouvre en 2024, ou en 2025.
  date: 2026-01-02
"""


@pytest.mark.skipif(not SOURCES.is_dir(), reason="les textes des documents ne sont pas à côté du projet")
@pytest.mark.parametrize(("key", "place"), PLACES, ids=[f"{key} {place.lines}" for key, place in PLACES])
def test_the_words_of_a_place_stand_on_its_lines(key: str, place) -> None:
    (path,) = SOURCES.glob(f"{place.source.split('-')[0]}_*.txt")
    first, _, last = place.lines.partition("-")
    lines = path.read_text(encoding="utf-8").split("\n")[int(first) - 1 : int(last or first)]
    assert "".join(place.said.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize(("key", "place"), PAGES, ids=[f"{key} {place.source}" for key, place in PAGES])
def test_the_words_of_a_page_are_those_transcribed_from_it(key: str, place) -> None:
    rows = [
        row for row in read_document("published_series") if (row["source"], row["lines"]) == (place.source, place.lines)
    ]
    assert place.said in {row["published"] for row in rows}


def test_a_note_that_tells_a_contradiction_is_of_one_that_is_listed() -> None:
    tables, catalog = build_tables(load_catalog()), load_catalog()
    listed = {
        place
        for finding in find_contradictions(catalog, tables, read_by_hand(catalog))
        for term in finding.terms
        for place in read_places(term.locator, term.source)
    }
    telling = [
        row
        for document in (*DOCUMENTS, "published_series")
        for row in read_document(document)
        if TELLS.search(row["note"])
    ]
    alone = [row["published"] for row in telling if listed.isdisjoint(read_places(row["lines"], row["source"]))]
    assert len(telling) > len(alone) and sorted(alone) == sorted(BOTH_TRUE)


def test_the_communes_more_than_in_the_year_of_the_report_are_listed_with_both_lines() -> None:
    (found,) = [finding for finding in read_by_hand(load_catalog()) if finding.id == "communes-joined-since"]
    assert [term.locator for term in found.terms] == ["435-437", "437-439"]
    assert "soit 5 de plus qu’en 2022" in found.terms[0].published


@pytest.mark.parametrize(
    ("reading", "lines"),
    [
        ("harnes-pool-opening", ["3577-3578", "5165-5166"]),
        ("six-contract-clauses", ["628", "628-630"]),
        ("contracts-since", ["367", "424", "6986"]),
        ("report-2020-or-2022", ["225", "229"]),
    ],
)
def test_what_an_audit_read_and_no_rule_finds_is_listed_with_its_lines(reading: str, lines: list[str]) -> None:
    assert [place.lines for place in load_readings()[reading].places] == lines


def test_the_readings_of_the_catalogue_are_of_its_kinds_themes_and_sources() -> None:
    readings = read_by_hand(load_catalog())
    assert {finding.rule for finding in readings} <= {kind.id for kind in KINDS}
    assert len({finding.sentence for finding in readings}) == len(readings) == len(load_readings())


def write(folder: Path, *, kind: str = "date", theme: str = "waste", source: str = "report") -> Path:
    (folder / FILE).write_text(SYNTHETIC.format(kind=kind, theme=theme, source=source), encoding="utf-8")
    return folder


@pytest.mark.parametrize("change", [{"kind": "autre"}, {"theme": "absent"}, {"source": "absent"}])
def test_a_reading_of_an_unknown_kind_theme_or_source_is_refused(tmp_path: Path, change: dict[str, str]) -> None:
    catalog = read_catalog(tmp_path)
    with pytest.raises(CatalogError, match=next(iter(change.values()))):
        read_by_hand(catalog, write(tmp_path, **change))


def test_a_catalogue_without_readings_has_none(tmp_path: Path) -> None:
    assert read_by_hand(read_catalog(tmp_path), tmp_path) == []


def test_a_reading_stands_with_its_kind_its_mark_and_both_places(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    readings = read_by_hand(catalog, write(tmp_path))
    future = {"indicator": "waste.collected", "published": "1", "year": 2023}
    findings = find_contradictions(catalog, make_tables((future,)), readings)
    assert [(finding.rule, bool(finding.read)) for finding in findings] == [("date", False), ("date", True)]
    assert describe(findings[1]) == (
        f"pool Dates ({BY_HAND}, 2026-01-02). La piscine ouvre en 2024, ou en 2025. [report, 3-4 ; report, 9]"
    )
    assert "Dates : 2, dont 1 à la main (0 expliquée, 2 à trancher par l’éditeur)" in count_kinds(findings).splitlines()
    assert "Noms : 0" in count_kinds(findings).splitlines()


def test_a_reading_of_a_document_that_the_tables_do_not_hold_is_left_out(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    readings = read_by_hand(catalog, write(tmp_path))
    assert find_contradictions(catalog, make_tables(()), readings) == []
