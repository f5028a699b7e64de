"""A server takes up new tables by itself; what cannot be served leaves the last good ones, and says so."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import shutil
from collections.abc import Awaitable, Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from geo import versions as held
from geo.kept import TABLES, forget, keep
from geo.versions import find_version, holding, let_go
from loaders import store
from loaders.pipeline.build import find_version as name_tables
from loaders.pipeline.build import write_tables
from loaders.placing import pending_of, seal
from loaders.serving import SERVED, TablesError, find_files, open_version, tell_version
from loaders.tables import DATA, PREPARED, Tables
from pages.server.health import serve_health
from pages.server.surroundings import Surroundings
from pages.server.versions import STATE, take_up

FIGURE = ("waste.collected", "D62", 2021)
OTHER = 1.5


def read_tables() -> Tables:
    return Tables(*(pd.read_parquet(DATA / f"{name}.parquet") for name in SERVED))


def change(tables: Tables, value: float) -> Tables:
    """The tables with another value of one figure."""
    rows = tables.observations.copy()
    indicator, territory, year = FIGURE
    is_it = (
        rows["indicator"].eq(indicator) & rows["territory"].eq(territory) & rows["year"].eq(year) & rows["scope"].eq("")
    )
    assert is_it.any()
    rows.loc[is_it, "value"] = value
    return dataclasses.replace(tables, observations=rows)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of another making: one figure has another value."""
    made = tmp_path_factory.mktemp("other")
    write_tables(change(read_tables(), OTHER), made)
    return made


def replace(folder: Path, other: Path, *names: str) -> None:
    """Put tables of another making in place."""
    for name in names or SERVED:
        shutil.copy(other / f"{name}.parquet", folder)


def read_value() -> float:
    rows = store.load_observations([FIGURE[0]], territories=[FIGURE[1]], years=(FIGURE[2], FIGURE[2]), scopes=[""])
    return float(rows["value"].iloc[0])


def tell_health() -> bytes:
    return bytes(serve_health(None).body)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Tables that a server serves, and nothing of them afterwards."""
    for name in SERVED:
        shutil.copy(DATA / f"{name}.parquet", tmp_path)
    for name, value in {"seen": None, "fault": "", "since": 0.0}.items():
        monkeypatch.setattr(STATE, name, value)
    monkeypatch.setattr(held, "_latest", None)
    monkeypatch.setattr(held, "_previous", None)
    assert take_up(tmp_path)
    yield tmp_path
    monkeypatch.undo()
    forget()


def test_new_tables_are_served_and_who_began_with_the_old_ones_keeps_them(folder: Path, other: Path) -> None:
    before, old = read_value(), find_version()
    with holding(old):
        replace(folder, other)
        assert take_up(folder)
        assert read_value() == before and store.read_version() == old.id
    assert read_value() == OTHER and store.read_version() != old.id
    assert not take_up(folder)


def test_what_is_made_of_the_old_tables_is_not_kept_for_the_new_ones(folder: Path, other: Path) -> None:
    @keep(TABLES)
    def read() -> float:
        if not seen:
            seen.append(1)
            replace(folder, other)
            take_up(folder)
        return read_value()

    seen: list[int] = []
    before = read_value()
    assert read() == before
    assert read() == OTHER


def test_a_version_that_nobody_holds_is_forgotten_and_its_copy_thrown_away(folder: Path, other: Path) -> None:
    read_value()
    copy = find_version().folder
    replace(folder, other)
    take_up(folder)
    gc.collect()
    assert copy.exists() and held.list_versions()[1].folder == copy
    let_go()
    gc.collect()
    assert not copy.exists()


@pytest.mark.parametrize("name", SERVED)
def test_a_table_that_goes_leaves_the_last_good_ones(name: str, folder: Path) -> None:
    before, made = read_value(), (folder / "observations.parquet").stat().st_mtime
    (folder / f"{name}.parquet").unlink()
    assert not take_up(folder)
    assert STATE.fault == f"{name}.parquet n’est plus là" and read_value() == before
    assert store.read_day_of_making().timestamp() == int(made)
    assert b'"status":"degraded"' in tell_health() and f"{name}.parquet".encode() in tell_health()
    shutil.copy(DATA / f"{name}.parquet", folder)
    assert take_up(folder)
    assert STATE.fault == "" and b'"status":"ok"' in tell_health()


@pytest.mark.parametrize("name", SERVED)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.999])
def test_one_bit_of_a_table_is_enough_for_it_not_to_be_served(name: str, share: float, folder: Path) -> None:
    before, path = read_value(), folder / f"{name}.parquet"
    content = bytearray(path.read_bytes())
    content[int(len(content) * share)] ^= 0b100
    path.write_bytes(content)
    if take_up(folder):
        # What only the footer's own words hold (a column's least and greatest) has no sum; the figures have.
        assert read_value() == before
    else:
        assert STATE.fault == f"{name}.parquet est abîmé" and read_value() == before


def test_tables_of_two_makings_are_not_served_together(folder: Path, other: Path) -> None:
    before = read_value()
    replace(folder, other, "observations")
    assert not take_up(folder)
    assert STATE.fault == "les tables ne sont pas d’une même construction" and read_value() == before
    replace(folder, other)
    assert take_up(folder) and read_value() == OTHER


@pytest.mark.parametrize("moved", range(5))
def test_tables_cut_while_they_are_put_in_place_are_read_as_the_ones_to_come(
    moved: int, folder: Path, other: Path
) -> None:
    pending = pending_of(folder, PREPARED)
    shutil.copytree(other, pending)
    seal(pending, {f"{name}.parquet": False for name in SERVED})
    for name in SERVED[:moved]:
        (pending / f"{name}.parquet").replace(folder / f"{name}.parquet")
    version = open_version(folder)
    assert version.id == tell_version(other) == name_tables(change(read_tables(), OTHER))
    assert len(find_files(folder)) == len(SERVED)


def test_a_table_that_changes_while_it_is_read_is_read_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signs = iter([("one",), ("two",)])
    monkeypatch.setattr("loaders.serving.sign", lambda _: next(signs))
    with pytest.raises(TablesError, match="ont changé pendant"):
        open_version(folder)


def test_tables_that_the_catalogue_does_not_know_are_not_served(folder: Path, other: Path) -> None:
    before = read_value()
    replace(folder, other)

    def fail() -> None:
        raise ValueError("indicateur inconnu")

    assert not take_up(folder, prepare=fail)
    assert STATE.fault == "les tables ne vont pas avec le catalogue : indicateur inconnu" and read_value() == before


def ask(middleware: Surroundings, method: str = "GET") -> list[tuple[int, str]]:
    """What is sent for one request: statuses and bodies."""
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/valeurs/x", "headers": [], "query_string": b"", "server": None}
    asyncio.run(middleware(scope, None, send))  # type: ignore[arg-type]
    return [
        (int(str(start["status"])), bytes(body["body"]).decode()) for start, body in pairwise(sent) if "status" in start
    ]  # type: ignore[arg-type]


def test_what_a_page_of_the_version_before_asks_for_is_found_in_it(folder: Path, other: Path) -> None:
    old = find_version().id

    async def app(scope: object, receive: object, send: Callable[..., Awaitable[None]]) -> None:
        is_there = find_version().id in known
        await send({"type": "http.response.start", "status": 200 if is_there else 404, "headers": []})
        await send({"type": "http.response.body", "body": find_version().id.encode()})

    replace(folder, other)
    take_up(folder)
    new, middleware = find_version().id, Surroundings(app, installed=None)  # type: ignore[arg-type]
    known = {old, new}
    assert ask(middleware) == [(200, new)]
    known = {old}
    assert ask(middleware) == [(200, old)]
    assert ask(middleware, "POST") == [(404, new)]
    known = set()
    assert ask(middleware) == [(404, old)]
    let_go()
    assert ask(middleware) == [(404, new)]
