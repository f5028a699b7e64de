"""Every source that can be imported is of the one shape, and the catalogue says what it is."""

import re
from pathlib import Path

import pytest
import yaml

from loaders.catalog import CATALOG, ROOT, Source, load_catalog
from loaders.importing.awaited import AWAITED, add_sources, find_awaited, read_awaited
from loaders.reading.alerts import Publication, read_calendar
from loaders.sources import fonds_vert
from loaders.sources.registry import CATALOGUE_SOURCES, FIGURE_SOURCES
from loaders.sources.shape import Listed
from tests.small_files import AREA

HELPERS = {"__init__", "registry", "shape"}


@pytest.mark.parametrize("name", FIGURE_SOURCES)
def test_every_source_declares_where_its_figures_come_from_and_when_the_next_are_due(name: str) -> None:
    key, awaited = FIGURE_SOURCES[name].SOURCE, yaml.safe_load((CATALOG / AWAITED).read_text(encoding="utf-8"))
    source = load_catalog().sources.get(key) or Source(**awaited[key]["source"])
    publication = read_calendar().get(key) or Publication.model_validate(awaited[key]["calendar"])
    assert source.publisher and source.licence and (source.url or source.site)
    assert publication.due or publication.none


@pytest.mark.parametrize("name", [*FIGURE_SOURCES, *CATALOGUE_SOURCES])
def test_what_a_source_asks_for_is_an_address_and_a_name_of_its_own(name: str) -> None:
    source = {**FIGURE_SOURCES, **CATALOGUE_SOURCES}[name]
    asked = source.fetch(AREA, range(2018, 2026))
    assert asked == source.fetch(AREA, range(2018, 2026))
    assert [one.url for one in asked if not re.match(r"https://[\w.-]+/[^\s]+$", one.url)] == []
    assert len({one.file for one in asked}) == len(asked)
    assert all(("{year}" in one.file) == isinstance(one, Listed) for one in asked)


@pytest.mark.parametrize(
    ("name", "file", "year"),
    [
        ("dotations", "dgcl-liste-projets-dotations-investissement-local-2021.csv", "2021"),
        ("dotations", "dgcl-liste-projets-dotations-investissement-local-2021.ods", None),
        ("fonds_vert", "20240115-fonds-vert-2023.csv", "2023"),
        ("fonds_vert", "fonds-vert-liste-des-projets-subventionnes-2024.csv", "2024"),
        ("fonds_vert", "fonds-vert-biodiversite-2024.csv", None),
    ],
)
def test_of_a_list_of_files_those_wanted_are_found_with_their_year(name: str, file: str, year: str | None) -> None:
    (listed,) = FIGURE_SOURCES[name].fetch(AREA, range(2018, 2026))
    assert isinstance(listed, Listed)
    found = listed.pattern.search(file)
    assert (found[1] if found else None) == year


def test_every_module_of_a_source_is_in_the_registry() -> None:
    modules = {path.stem for path in (ROOT / "loaders" / "sources").glob("*.py")}
    assert modules - HELPERS == {*FIGURE_SOURCES, *CATALOGUE_SOURCES}


def test_a_table_of_the_catalogue_that_a_source_keeps_is_there() -> None:
    assert [s.TABLE for s in CATALOGUE_SOURCES.values() if not (CATALOG / s.TABLE).exists()] == []


def test_a_source_that_is_awaited_can_be_declared_as_it_is_written() -> None:
    catalog = load_catalog()
    entries = yaml.safe_load((CATALOG / AWAITED).read_text(encoding="utf-8"))
    assert fonds_vert.SINCE_2024 in entries and not set(entries) & set(catalog.sources)
    known = add_sources(catalog, read_awaited(entries, catalog, Path(CATALOG))).sources
    assert set(entries) <= set(known)
    assert all(Publication.model_validate(entry["calendar"]) for entry in entries.values())


def test_the_indicators_that_wait_for_a_source_are_of_the_catalogue() -> None:
    assert find_awaited(CATALOG) and set(find_awaited(CATALOG)) <= set(load_catalog().indicators)
