"""The tables made of what is published: read from the database, built, put in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Table, select

from geo.kept import forget
from loaders.csv_files import write_whole
from loaders.declared import CARRIER, Declared, read_declared
from loaders.importing.lock import hold
from loaders.own.amended import amend, read_amounts
from loaders.own.database.named import OwnDatabaseError
from loaders.own.database.opening import Database, Place
from loaders.own.database.schema import FIGURE, GRANT, INDICATOR, PUBLICATION, REMARK
from loaders.own.ground import take_ground
from loaders.own.records import PUBLISHED, make_key, make_source, read_json, write_day
from loaders.pipeline.build import Prepared, prepare_tables
from loaders.pipeline.grants import make_no_grants
from loaders.pipeline.ground import finish_tables
from loaders.pipeline.own import TEXTS, Own, format_own, make_empty, read_own
from loaders.pipeline.remarks import THING, write_remark

Say = Callable[[str], object]
# How long a command waits for another that changes the data, in seconds.
PATIENCE = 300


def read_published(connection: Connection, place: Place, given: pd.DataFrame | None = None) -> Own:
    """All that is published, the newest first.

    What lies beside the tables already is taken from there, by what its source says to the microsecond; `given` are
    figures that the caller has just put in. Both spare reading again what does not change.
    """
    rows, declared = _read_declared(connection)
    return Own(_gather(connection, rows, declared, place, given), declared, read_published_grants(connection))


def read_stood(connection: Connection, numbers: Sequence[int], end: dt.datetime) -> Own:
    """What stood at a moment: the publications of these numbers, the newest first, and the remarks of then."""
    asked = select(PUBLICATION).where(PUBLICATION.c.number.in_(numbers))
    rows = connection.execute(asked.order_by(PUBLICATION.c.number.desc())).all()
    figures = _join([_read_rows(connection, FIGURE, row.number) for row in rows])
    grants = _read_grants(connection, [row.number for row in rows])
    return Own(figures, _declare(connection, rows, end), grants)


def read_published_grants(connection: Connection) -> pd.DataFrame:
    """The grants that are published, as text in the columns of the pipeline, the newest publication first; each of the
    amount that was accepted for it (see loaders.own.amended)."""
    holding = select(GRANT.c.publication).distinct().join(PUBLICATION).where(PUBLICATION.c.state == PUBLISHED)
    return _read_grants(connection, sorted(connection.execute(holding).scalars(), reverse=True))


def _read_grants(connection: Connection, numbers: Sequence[int]) -> pd.DataFrame:
    frames = [frame for number in numbers if len(frame := _read_rows(connection, GRANT, number))]
    if not frames:
        return make_no_grants()
    amounts = {make_key(number): line for number, line in read_amounts(connection).items()}
    return amend(pd.concat(frames, ignore_index=True), amounts)


def _read_declared(connection: Connection) -> tuple[Sequence[Row[Any]], Declared]:
    """The publications that stand, the newest first, and what goes into the tables beside figures."""
    is_standing = PUBLICATION.c.state == PUBLISHED
    rows = connection.execute(select(PUBLICATION).where(is_standing).order_by(PUBLICATION.c.number.desc())).all()
    return rows, _declare(connection, rows)


def _declare(connection: Connection, rows: Sequence[Row[Any]], end: dt.datetime | None = None) -> Declared:
    """What goes with publications beside their figures, now or as it was at a moment."""
    sources = {make_key(row.number): make_source(row) for row in rows}
    return Declared(sources, read_own_indicators(connection), read_own_remarks(connection, end))


def read_own_indicators(connection: Connection) -> dict[str, dict[str, object]]:
    """The records of the indicators declared, by id."""
    rows = connection.execute(select(INDICATOR).order_by(INDICATOR.c.id))
    return {row.id: read_json(row.record) for row in rows}


def read_own_remarks(connection: Connection, end: dt.datetime | None = None) -> list[dict[str, str]]:
    """The records of the remarks that stand, or stood at a moment, the oldest first, as loaders.pipeline.remarks takes
    them."""

    def is_there(row: Row[Any]) -> bool:
        if end is None:
            return not row.withdrawn
        is_said = dt.datetime.fromisoformat(row.at) <= end
        return is_said and not (row.withdrawn and dt.datetime.fromisoformat(row.withdrawn) <= end)

    rows = [row for row in connection.execute(select(REMARK).order_by(REMARK.c.number)) if is_there(row)]
    return [
        {name: str(getattr(row, name)) for name in THING}
        | {"told": write_remark(row.author, write_day(dt.datetime.fromisoformat(row.at)), row.words)}
        for row in rows
    ]


def _gather(
    connection: Connection, rows: Sequence[Row[Any]], declared: Declared, place: Place, given: pd.DataFrame | None
) -> pd.DataFrame:
    """The figures of publications, in the order given."""
    lying, frames = read_own(place.tables), []
    there = dict(list(lying.figures.groupby("source", observed=True))) if len(lying.figures) else {}
    for row in rows:
        key = make_key(row.number)
        if given is not None and len(given) and given["source"].iloc[0] == key:
            frames.append(given)
        elif key in there and lying.declared.sources.get(key) == declared.sources[key]:
            frames.append(there[key])
        else:
            frames.append(_read_rows(connection, FIGURE, row.number))
    return _join(frames)


def _join(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The figures of publications together, as text; none where there is none."""
    return pd.concat(frames, ignore_index=True)[TEXTS] if frames else make_empty().figures


def _read_rows(connection: Connection, table: Table, number: int) -> pd.DataFrame:
    """What a publication has in the table of figures, or in that of grants."""
    columns = list(table.columns)[2:]
    found = connection.execute(select(*columns).where(table.c.publication == number).order_by(table.c.position))
    names = [column.name for column in columns]
    return pd.DataFrame(found.all(), columns=names, dtype="str").assign(source=make_key(number))


def prepare(connection: Connection, place: Place, given: pd.DataFrame | None = None, *, say: Say = print) -> Prepared:
    """Tables of all that is published, on the disk beside their place. Raises what a build does."""
    own = read_published(connection, place, given)
    say("Les tables se font de ces chiffres…")
    tables = finish_tables(take_ground(own, place), own.declared.remarks)
    say("Les tables s’écrivent…")
    return prepare_tables(tables, place.tables, own=own)


class Change:
    """What a person changes: rows of the database, on `connection`, and the tables that are made of them."""

    def __init__(self, connection: Connection, place: Place) -> None:
        self.connection, self.place = connection, place
        self.prepared: Prepared | None = None

    def prepare(self, given: pd.DataFrame | None = None, *, say: Say = print) -> None:
        """Have the tables ready, so that nothing can be in the way once the rows are in."""
        self.prepared = prepare(self.connection, self.place, given, say=say)


@contextmanager
def changing(database: Database, what: str) -> Iterator[Change]:
    """Change what is published, all or nothing: the rows go in, then the tables that were ready are put in place.

    Who is cut between the two leaves the rows: whoever comes next makes the tables (`catch_up`).
    """
    change: Change | None = None
    with hold(database.place.figures.parent, what, patience=PATIENCE):
        try:
            with database.writing() as connection:
                change = Change(connection, database.place)
                yield change
        except BaseException:
            if change is not None and change.prepared is not None:
                change.prepared.drop()
            raise
        if change.prepared is not None:
            _place(change.prepared)
    forget()


def _place(prepared: Prepared) -> None:
    try:
        prepared.place()
    except OSError as error:
        raise OwnDatabaseError(
            f"C’est enregistré, mais les tables n’ont pas été mises en place ({error.strerror}) : les pages "
            "montrent celles d’avant. Faites de la place, puis lancez python -m loaders build : rien n’est perdu."
        ) from error


def is_current(database: Database) -> bool:
    """Whether the tables are made of what is published now."""
    with database.reading() as connection:
        _, wanted = _read_declared(connection)
    return wanted.to_text() == read_declared(database.place.tables / CARRIER).to_text()


def catch_up(database: Database, *, say: Say = print) -> bool:
    """Make the tables where a command was cut, or another server published, since they were; whether it was needed."""
    if is_current(database):
        return False
    make_own_tables(database, say=say)
    return True


def make_own_tables(database: Database, *, say: Say = print, is_held: bool = False) -> dict[str, int]:
    """Make the tables of what the database says is published; the number of rows of each.

    `is_held` where the caller holds the lock of the data.
    """
    if not is_held:
        with hold(database.place.figures.parent, "une mise à jour des tables", patience=PATIENCE):
            return make_own_tables(database, say=say, is_held=True)
    with database.reading() as connection:
        prepared = prepare(connection, database.place, say=say)
    rows = prepared.place()
    forget()
    return rows


def synchronise(database: Database) -> None:
    """Have beside the tables what the database says is published, for a build to take."""
    with database.reading() as connection:
        files = format_own(read_published(connection, database.place))
    for path, content in files.items():
        if content is None:
            (database.place.tables / path).unlink(missing_ok=True)
        else:
            write_whole(content, database.place.tables / path)
