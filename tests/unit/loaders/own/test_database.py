"""The database: who did what is kept for good, what is wrong is said in French, a newer one is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from loaders.own.backup import BackupError, backup
from loaders.own.database.named import OwnDatabaseError
from loaders.own.database.opening import MIGRATIONS, Database, Place, find_shape, list_shapes, open_database
from loaders.own.database.schema import EVENT, METADATA
from loaders.own.mappings import recall, remember
from loaders.own.publications import list_publications, withdraw
from tests.unit.loaders.own.conftest import BETHUNE, drop
from tests.unit.loaders.own.test_publications import put_in, quiet


def test_who_did_what_is_written_down_and_cannot_be_changed(database: Database) -> None:
    key = put_in(database, drop({"value": "1"}), author="Anne Roy")
    withdraw(database, key, author="Paul", on_progress=quiet)
    with database.reading() as connection:
        events = connection.execute(select(EVENT.c.author, EVENT.c.what, EVENT.c.subject).order_by(EVENT.c.number))
        assert [tuple(row) for row in events] == [("Anne Roy", "publish", key), ("Paul", "withdraw", key)]
    for statement in ("DELETE FROM event", "UPDATE event SET author = 'x'"):
        with pytest.raises((OwnDatabaseError, DBAPIError)), database.writing() as connection:
            connection.execute(text(statement))


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_mapping_is_remembered_by_its_headers(database: Database) -> None:
    assert recall(database, "abc") is None
    remember(database, "abc", {"year": "2021"}, author="Anne Roy")
    remember(database, "abc", {"year": "2022", "é": ["ç"]}, author="Anne Roy")
    assert recall(database, "abc") == {"year": "2022", "é": ["ç"]}


def test_sqlite_writes_ahead_and_through(place: Place) -> None:
    database = open_database(place=place)
    with database.reading() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]  # fmt: skip
    assert told == ["wal", 2, 1, 90_000]


NEWER = "UPDATE alembic_version SET version_num = '9999'"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE remark DROP COLUMN withdrawn_by", "remark.withdrawn_by"),
        ("ALTER TABLE mapping ADD COLUMN sheet TEXT NOT NULL DEFAULT ''", ""),
        ("ALTER TABLE mapping RENAME TO reading", "mapping"),
    ],
)
def test_a_database_of_a_newer_terril_is_left_alone_where_something_is_gone_from_it(
    place: Place, change: str, named: str
) -> None:
    with open_database(place=place).writing() as connection:
        connection.execute(text(change))
        connection.execute(text(NEWER))
    if named:
        with pytest.raises(OwnDatabaseError, match=rf"plus récente de Terril \(forme 9999\).*\({named}\)"):
            open_database(place=place)
    else:
        open_database(place=place)


def test_a_database_one_shape_ahead_is_read_and_written_and_keeps_what_it_has_beside(database: Database) -> None:
    key = put_in(database, drop({"value": "1500"}))
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE beside (word TEXT)"))
        connection.execute(text("INSERT INTO beside VALUES ('here')"))
        connection.execute(text("ALTER TABLE publication ADD COLUMN seen TEXT"))
        connection.execute(text("UPDATE publication SET seen = 'by whom'"))
        connection.execute(text(NEWER))
    again = open_database(database.url.render_as_string(hide_password=False), place=database.place)
    second = put_in(again, drop({"value": "7", "territory": BETHUNE}, name="second.csv"))
    assert {one.key for one in list_publications(again)} == {key, second}
    with again.reading() as connection:
        assert find_shape(connection) == "9999"
        assert connection.execute(text("SELECT word FROM beside")).scalar_one() == "here"
        assert connection.execute(text("SELECT seen FROM publication ORDER BY number")).scalars().all() == [
            "by whom",
            None,
        ]
        connection.rollback()
    with pytest.raises(BackupError, match="faites la sauvegarde avec elle"):
        backup(again, again.place.tables / "saved.zip", say=quiet)
    assert not (again.place.tables / "saved.zip").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://terril@127.0.0.1:1/terril", "elle ne répond pas. Vérifiez qu’elle tourne"),
        ("mysql://terril@127.0.0.1/terril", "SQLite ou PostgreSQL sont attendus ; trouvé « mysql »"),
        ("n’importe quoi", "n’est pas l’adresse d’une base"),
    ],
)
def test_one_that_is_away_or_none_is_said_in_french(url: str, said: str) -> None:
    with pytest.raises(OwnDatabaseError, match=said):
        open_database(url)


def test_a_password_is_not_said() -> None:
    with pytest.raises(OwnDatabaseError) as raised:
        open_database("postgresql+psycopg://terril:secret@127.0.0.1:1/terril")
    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_said_and_left(place: Place) -> None:
    path: Path = place.tables / "own" / "terril.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"rien" * 4096)
    with pytest.raises(OwnDatabaseError, match="son fichier est abîmé ou n’est pas une base de Terril"):
        open_database(place=place)
    assert path.read_bytes() == b"rien" * 4096


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_each_migration_is_taken_back_and_done_again_with_what_is_there(database: Database) -> None:
    key = put_in(database, drop({"value": "1"}))
    shapes = list_shapes()
    for shape in [*reversed(shapes[:-1]), *shapes[1:]]:
        with database.writing() as connection:
            move(connection, shape)
        with database.reading() as connection:
            assert find_shape(connection) == shape
    assert [one.key for one in list_publications(database)] == [key]
    test_the_migrations_make_the_tables_that_the_code_knows(database)


def move(connection: Connection, shape: str) -> None:
    """Bring a database to a shape, up or down."""
    shapes, found, config = list_shapes(), find_shape(connection), Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    act = command.upgrade if found is None or shapes.index(found) < shapes.index(shape) else command.downgrade
    act(config, shape)
