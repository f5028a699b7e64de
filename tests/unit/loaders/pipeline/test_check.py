"""What the catalogue defines and nothing uses is named; the real catalogue has none of it. And the commands."""

import dataclasses
from pathlib import Path

import pytest

from loaders import __main__ as commands
from loaders.catalog import CATALOG, Catalog, Source, Unit, load_catalog
from loaders.importing.awaited import find_awaited
from loaders.pipeline.build import build_tables
from loaders.pipeline.check import find_unused
from loaders.pipeline.figures import Fault, FiguresError
from loaders.reading.left_out import read_left_out
from loaders.tables import Tables
from loaders.yaml_files import CatalogError

LEFT_OUT = set(read_left_out()["source"])
AWAITED = find_awaited(CATALOG)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def tables(catalog: Catalog) -> Tables:
    return build_tables(catalog)


def test_the_real_catalogue_defines_nothing_in_vain(catalog: Catalog, tables: Tables) -> None:
    assert find_unused(catalog, tables, left_out=LEFT_OUT, awaited=AWAITED) == []


def test_an_unused_unit_is_named(catalog: Catalog, tables: Tables) -> None:
    units = catalog.units | {"synthetic": Unit(symbol="x", label="synthétiques")}
    assert find_unused(dataclasses.replace(catalog, units=units), tables, left_out=LEFT_OUT, awaited=AWAITED) == [
        "l'unité « synthetic » ne sert à rien."
    ]


def test_an_unused_indicator_is_named(catalog: Catalog, tables: Tables) -> None:
    indicators = catalog.indicators | {"waste.synthetic": catalog.indicators["waste.collected"]}
    found = find_unused(dataclasses.replace(catalog, indicators=indicators), tables, left_out=LEFT_OUT, awaited=AWAITED)
    assert found == ["l'indicateur « waste.synthetic » ne sert à rien."]


def test_an_unused_source_is_named(catalog: Catalog, tables: Tables) -> None:
    source = Source(
        title="Rapport synthétique", publisher="Éditeur synthétique", nature="report", date=2021, licence="Ouverte"
    )
    sources = catalog.sources | {"synthetic": source}
    found = find_unused(dataclasses.replace(catalog, sources=sources), tables, left_out=LEFT_OUT, awaited=AWAITED)
    assert found == ["la source « synthetic » ne sert à rien."]


def test_an_unused_warning_and_an_unused_member_are_named(catalog: Catalog, tables: Tables) -> None:
    stream = catalog.dimensions["stream"]
    wider = stream.model_copy(update={"members": stream.members | {"synthetic": "Synthétique"}})
    changed = dataclasses.replace(
        catalog,
        warnings=catalog.warnings | {"synthetic": "Avertissement synthétique."},
        dimensions=catalog.dimensions | {"stream": wider},
    )
    assert find_unused(changed, tables, left_out=LEFT_OUT, awaited=AWAITED) == [
        "l'avertissement « synthetic » ne sert à rien.",
        "le membre « synthetic » de stream ne sert à rien.",
    ]


def test_a_source_that_only_grants_use_is_used(catalog: Catalog, tables: Tables) -> None:
    source = "003-cd62-fit-2024"
    rest = tables.observations[tables.observations["source"] != source]
    assert f"la source « {source} » ne sert à rien." not in find_unused(
        catalog, dataclasses.replace(tables, observations=rest)
    )


@pytest.mark.parametrize(
    "error",
    [CatalogError("units.yaml, t.labell : synthétique"), FiguresError([Fault("a.csv", 2, "year", "une année", "x")])],
)
def test_a_command_that_finds_a_fault_says_it_and_fails(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Path) -> None:
        raise error

    monkeypatch.setattr(commands, "make_tables", fail)
    monkeypatch.setattr(commands, "FIGURES", tmp_path / "figures")
    assert commands.main(["build"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{error}\n"


def test_build_says_how_many_rows_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "make_tables", lambda *_: {"observations": 2, "grants": 1})
    monkeypatch.setattr(commands, "FIGURES", tmp_path / "figures")
    assert commands.main(["build"]) == 0
    assert capsys.readouterr().out == "observations : 2 lignes, grants : 1 lignes\n"


def test_check_fails_on_what_is_unused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(commands, "build_tables", lambda _: None)
    monkeypatch.setattr(commands, "find_contradictions", lambda *_: [])
    monkeypatch.setattr(commands, "find_useless", lambda *_: [])
    monkeypatch.setattr(commands, "find_unused", lambda *_, **__: ["l'unité « x » ne sert à rien."])
    assert commands.main(["check"]) == 1
    assert capsys.readouterr().err == "l'unité « x » ne sert à rien.\n"


def test_import_of_an_absent_file_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["import", "sinoe", str(tmp_path / "absent.csv")]) == 1
    assert "absent.csv" in capsys.readouterr().err
