"""What was read by hand: each quote stands on its lines, each names what exists, and it is shown beside the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.catalog import CatalogError, load_catalog
from loaders.rules.by_hand import FILE, load_readings, read_by_hand
from loaders.rules.contradictions import BY_HAND, KINDS, count_kinds, describe, find_contradictions
from tests.contradicted import make_tables
from tests.samples import SAMPLES
from tests.synthetic import read_catalog

SOURCES = SAMPLES.parent / "sources"
PLACES = [(key, place) for key, reading in load_readings().items() for place in reading.places]
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
    assert "Dates : 2, dont 1 à la main" in count_kinds(findings).splitlines()


def test_a_reading_of_a_document_that_the_tables_do_not_hold_is_left_out(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    readings = read_by_hand(catalog, write(tmp_path))
    assert find_contradictions(catalog, make_tables(()), readings) == []
