"""A server takes up what another has published with the same database, and what one that was cut had left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.own.database.opening import Database, Place, open_database
from loaders.own.making import is_current, make_own_tables
from loaders.own.publications import publish
from pages.server.catching_up import Watcher
from tests.service.small_place import being_small, lay_down
from tests.unit.loaders.own.conftest import drop


def quiet(said: str) -> None:
    """Nobody listens."""


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Two servers, each with its tables, and one database."""
    with being_small():
        first = open_database(place=lay_down(tmp_path / "one"))
        second = open_database(str(first.url), place=lay_down(tmp_path / "two"))
        for database in (first, second):
            make_own_tables(database, say=quiet)
        yield first, second


def test_tables_that_are_behind_twice_are_made_again_and_then_left(two: tuple[Database, Database]) -> None:
    first, second = two
    made: list[Place] = []

    def make() -> None:
        make_own_tables(second, say=quiet)
        made.append(second.place)

    watcher = Watcher(make, lambda: second)
    assert not watcher.look() and not watcher.look()
    dropped = drop({"value": "1"})
    publish(first, dropped, content=dropped.content, author="Anne", title="T", on_progress=quiet)
    assert not is_current(second)
    assert [watcher.look(), watcher.look(), watcher.look(), watcher.look()] == [False, True, False, False]
    assert made == [second.place] and is_current(second)
    assert (second.place.tables / "observations.parquet").read_bytes() == (
        first.place.tables / "observations.parquet"
    ).read_bytes()
