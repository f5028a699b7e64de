"""A synthetic catalogue, and what a rule finds in a few rows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.catalog import Catalog
from loaders.rules.contradictions import find_contradictions
from loaders.rules.printed import Finding
from tests.contradicted import INDICATORS, SOURCES, UNITS, Finder, make_tables
from tests.synthetic import read_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder: Path = tmp_path_factory.mktemp("catalog")
    return read_catalog(folder, units=UNITS, sources=SOURCES, indicators__waste=INDICATORS)


@pytest.fixture
def find(catalog: Catalog) -> Finder:
    """What a rule finds in a few rows; a row says what is printed and what matters to its test."""

    def find_in(rule: str, *rows: dict[str, object], grants: tuple[dict[str, object], ...] = ()) -> list[Finding]:
        return [f for f in find_contradictions(catalog, make_tables(rows, grants)) if f.rule == rule]

    return find_in
