"""Opening the database: SQLite beside the tables where nothing is said, PostgreSQL where TERRIL_DATABASE names one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from loaders.own.database.ahead import list_unfit
from loaders.own.database.faults import telling
from loaders.own.database.named import OwnDatabaseError, find_url
from loaders.pipeline.build import FIGURES
from loaders.settings import DATABASE
from loaders.tables import DATA

MIGRATIONS = Path(__file__).with_name("migrations")
# How long who writes waits for another, in seconds: as long as a large publication takes, and a half more.
PATIENCE = 90
# The number under which PostgreSQL keeps the lock of those who write.
LOCK = 0x7E2217
IS_WRITING = "terril_is_writing"
# As many of what is missing as are named.
MOST_NAMED = 5


@dataclass(frozen=True)
class Place:
    """Where the tables are put that are made of what is published, and the figures that they are made of too."""

    tables: Path = DATA
    figures: Path = FIGURES


@dataclass(frozen=True)
class Database:
    """A database that is open and of today's shape."""

    engine: Engine
    place: Place

    @property
    def url(self) -> URL:
        """What it was opened by."""
        return self.engine.url

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read, all from one moment. Raises OwnDatabaseError."""
        with telling(self.url), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write, all or nothing, one at a time. Raises OwnDatabaseError."""
        with telling(self.url), _begin_writing(self.engine) as connection:
            yield connection


@contextmanager
def _begin_writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{IS_WRITING: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def open_database(url: str | None = None, *, place: Place | None = None) -> Database:
    """Open a database, made where it is not there, in today's shape. Raises OwnDatabaseError."""
    place = place or Place()
    given = url or find_url(place.tables)
    try:
        made = make_url(given)
    except ArgumentError:
        raise OwnDatabaseError(
            f"{DATABASE} n’est pas l’adresse d’une base : "
            "postgresql+psycopg://utilisateur:mot@machine/base est attendu."
        ) from None
    if made.get_backend_name() not in ("sqlite", "postgresql"):
        raise OwnDatabaseError(f"{DATABASE} : SQLite ou PostgreSQL sont attendus ; trouvé « {made.drivername} ».")
    engine = _make_engine(made)
    with telling(made):
        _migrate(engine)
    return Database(engine, place)


def find_shape(connection: Connection) -> str | None:
    """The shape that the tables have: the last migration that ran; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def list_shapes() -> list[str]:
    """The shapes that the tables have had, the oldest first."""
    return [each.revision for each in ScriptDirectory.from_config(_configure()).walk_revisions()][::-1]


def _configure() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _make_engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        known = url.set(drivername="postgresql+psycopg")
        return create_engine(known, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    if url.database:
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OwnDatabaseError(f"{folder} ne se laisse pas faire ({error.strerror}). Rien n’est écrit.") from None
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        # SQLAlchemy begins transactions itself, below: the driver would begin them too late for what is read first.
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get(IS_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


def _migrate(engine: Engine) -> None:
    """Bring the tables to today's shape, where they are behind.

    Those of a newer Terril are taken as they are where nothing that this one needs is gone: two versions run side by
    side while servers are changed, and who goes back a version finds what was put in. Raises OwnDatabaseError for
    others.
    """
    config, shapes = _configure(), list_shapes()
    with engine.connect() as connection, connection.begin():
        found = find_shape(connection)
        unfit = list_unfit(connection) if found is not None and found not in shapes else []
    if unfit:
        raise OwnDatabaseError(
            f"La base de données est d’une version plus récente de Terril (forme {found}), sans ce que celle-ci y lit "
            f"({', '.join(unfit[:MOST_NAMED])}). Mettez Terril à jour, ou remettez la "
            "sauvegarde d’avant dans une base vide."
        )
    if found == shapes[-1] or (found is not None and found not in shapes):
        return
    with _begin_writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
