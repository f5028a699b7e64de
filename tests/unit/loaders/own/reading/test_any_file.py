"""Whatever is in a file, it is understood or refused, and its figures are right: nothing is raised."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.catalog import load_catalog
from loaders.own.reading.reader import understand
from loaders.own.reading.understood import FIGURE_COLUMNS
from tests.office_files import long, sheet

TODAY = dt.date(2026, 11, 26)
HEADERS = (
    "Code",
    "Commune",
    "Année",
    "Indicateur",
    "2020",
    "DMA collectés",
    "Valeur",
    "Unité",
    "Statut",
    "Flux",
    "Note",
    "",
)
CELLS = (
    "", "62498", "62743", "246200364", "Lens", "Total", "2021", "2022/2023", "waste.collected", "12", "1 200,5", "(3)",
        "s", "nd",
    "-1", "x", "#REF!", "12 k€", "5 %", "kg", "Verre", "objectif", "1,234.5", "2,46E+08", "75101", "Code", "Année",
)  # fmt: skip
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from((*CELLS, *HEADERS)), min_size=width, max_size=width), max_size=6)
)


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda said: said.encode("utf-8", "surrogatepass")))
@settings(max_examples=25)
def test_any_bytes_are_understood_or_refused_in_words(content: bytes) -> None:
    found = understand(content, "../../etc/passwd", load_catalog(), today=TODAY)
    assert found.name == "passwd" and (found.figures.empty or not found.errors)
    assert "unforeseen" not in {finding.kind for finding in found.findings}
    assert all(finding.sentence.endswith((".", "?")) for finding in found.findings)


@given(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6), TABLES)
@settings(max_examples=25)
def test_any_table_is_understood_or_refused_in_words(headers: list[str], rows: list[list[str]]) -> None:
    for content in (sheet(headers, *rows), long(*(";".join(row) for row in rows), header=";".join(headers))):
        found = understand(content, "x", load_catalog(), today=TODAY)
        assert list(found.figures.columns) == FIGURE_COLUMNS
        assert not found.figures.duplicated(["indicator", "territory", "place", "period", "scope", "status"]).any()
        assert (
            found.figures["value"]
            .eq("")
            .eq(found.figures["status"].isin(["missing", "confidential", "not_applicable"]))
            .all()
        )
        assert found.is_readable or found.findings
        assert "unforeseen" not in {finding.kind for finding in found.findings}
