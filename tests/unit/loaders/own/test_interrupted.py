"""Two who publish at once, one who is killed, a disk that is full, a database that goes: all or nothing, and told."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from loaders.catalog import ROOT
from loaders.own.database.named import OwnDatabaseError
from loaders.own.database.opening import Database, open_database
from loaders.own.database.schema import FIGURE
from loaders.own.making import catch_up, is_current
from loaders.own.publications import list_publications, withdraw
from loaders.serving import open_version, tell_version
from tests.proof import SEED, count
from tests.service.postgres import Cluster
from tests.unit.loaders.own.conftest import drop
from tests.unit.loaders.own.test_publications import put_in, quiet, read_own, read_tables

ROWS = 2000
# Of each database, how many are killed.
MOMENTS = count(50, sampled=2)


def start(database: Database, author: str, *, rows: int = ROWS, most_bytes: int = 0) -> subprocess.Popen[str]:
    """Someone publishes, in a process of their own, which may write no file larger than that."""

    def limit() -> None:
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    url = database.url.render_as_string(hide_password=False)
    words = [str(database.place.tables), url, author, str(rows)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.service.publishing", *words],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit,
    )  # fmt: skip


def count_figures(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        counted = connection.execute(select(FIGURE.c.publication, func.count()).group_by(FIGURE.c.publication))
        return {f"own-{number}": rows for number, rows in counted}


def serve(database: Database) -> str:
    """The version of the tables that a server would take up: read to its end."""
    version = open_version(database.place.tables)
    shutil.rmtree(version.folder)
    return version.id


def test_two_who_publish_at_the_same_moment_both_have_all_of_it(database: Database) -> None:
    both = [start(database, author) for author in ("Anne", "Paul")]
    for process in both:
        _, faults = process.communicate(timeout=120)
        assert process.returncode == 0, faults
    assert sorted(one.author for one in list_publications(database)) == ["Anne", "Paul"]
    assert count_figures(database) == {"own-1": ROWS, "own-2": ROWS}
    assert (len(read_own(database)), is_current(database)) == (2 * ROWS, True)


def test_one_killed_at_any_moment_has_published_all_or_nothing(database: Database) -> None:
    """Of the whole time that publishing takes, counted from where the file is understood."""
    before, drawn = read_tables(database), random.Random(SEED)
    process, began, duration = start(database, "Anne"), 0.0, 0.0
    for line in process.stdout or ():
        began = time.monotonic() if line == "prêt\n" else began
        duration = time.monotonic() - began
    assert process.wait() == 0
    (whole,) = list_publications(database)
    withdraw(database, whole.key, author="Anne", on_progress=quiet)
    assert read_tables(database) == before
    for n in range(MOMENTS):
        process = start(database, f"Paul {n}")
        assert process.stdout is not None and process.stdout.readline() == "prêt\n"
        time.sleep(drawn.uniform(0, 1.05) * duration)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        serve(database)
        standing = [one for one in list_publications(open_database(str(database.url), place=database.place))
                    if one.state == "published"]  # fmt: skip
        counts = count_figures(database)
        assert set(counts) == {one.key for one in list_publications(database)}
        assert set(counts.values()) == {ROWS}
        catch_up(database, say=quiet)
        assert is_current(database) and len(read_own(database)) == len(standing) * ROWS
        for one in standing:
            withdraw(database, one.key, author="Paul", on_progress=quiet)
        assert read_tables(database) == before


def test_a_disk_that_is_full_is_said_and_nothing_is_published(database: Database) -> None:
    before, version = read_tables(database), tell_version(database.place.tables)
    with start(database, "Anne", rows=20_000, most_bytes=1_500_000) as process:
        _, faults = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "plein" in faults or "trop grand" in faults or "File too large" in faults
    assert (read_tables(database), serve(database)) == (before, version)
    assert [one for one in list_publications(database) if one.state == "published"] == []
    assert put_in(database, drop({"value": "1"})).startswith("own-")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_is_said_and_the_pages_go_on(database: Database, cluster: Cluster) -> None:
    put_in(database, drop({"value": "1"}))
    before, version = read_tables(database), serve(database)
    cluster.stop()
    try:
        with pytest.raises(OwnDatabaseError, match="elle ne répond pas.*les pages continuent de le montrer"):
            put_in(database, drop({"value": "2"}))
        with pytest.raises(OwnDatabaseError, match="elle ne répond pas"):
            list_publications(database)
        assert (read_tables(database), serve(database)) == (before, version)
    finally:
        cluster.start()
    assert [one.rows for one in list_publications(database)] == [1]
    assert put_in(database, drop({"value": "2"})) == "own-2"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_can_no_longer_be_read_is_said_and_the_pages_go_on(database: Database) -> None:
    put_in(database, drop({"value": "1"}))
    before, path = read_tables(database), Path(str(database.url.database))
    database.engine.dispose()
    for file in path.parent.glob("terril.sqlite*"):
        file.write_bytes(b"\0" * 8192)
    with pytest.raises(OwnDatabaseError, match="abîmé ou n’est pas une base de Terril"):
        open_database(place=database.place)
    assert read_tables(database) == before
