"""Remarks on values: dated, signed, in plain words; taken back by who may write, and never forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from sqlalchemy import Connection, Row, func, insert, select, update

from loaders.declared import CARRIER
from loaders.own.database.opening import Database
from loaders.own.database.schema import REMARK
from loaders.own.making import Say, changing
from loaders.own.memory.spans import Thing
from loaders.own.records import PublicationError, tell_now, write_day
from loaders.own.said import MOST_AUTHOR, check_words, find_row, is_of, list_rows, list_thing, number_next, read_thing
from loaders.own.writing import note
from loaders.pipeline.beside import read_said_in
from loaders.pipeline.grants import identify_lines
from loaders.pipeline.remarks import name_computed, write_remark

# Of one value, and of all: each goes with the tables.
MOST_OF_ONE, MOST = 20, 2000


@dataclass(frozen=True)
class Remark:
    """What somebody said of a value; `withdrawn_by` who took it back, "" where it stands."""

    number: int
    thing: Thing
    words: str
    author: str
    at: dt.datetime
    withdrawn_by: str = ""
    withdrawn: dt.datetime | None = None

    @property
    def told(self) -> str:
        """The remark as it stands in the note of its figure."""
        return write_remark(self.author, write_day(self.at), self.words)


def make_remark(database: Database, thing: Thing, words: str, *, author: str, on_progress: Say = print) -> Remark:
    """Say something of a value, and have the tables carry it. Raises PublicationError where it cannot be said."""
    told = check_words(words, "votre remarque")
    who = check_words(author, "votre nom", MOST_AUTHOR)
    with changing(database, "une remarque") as change:
        number = add_remark(change.connection, thing, told, who)
        change.prepare(say=on_progress)
        row = _find(change.connection, number)
    return _read(row)


def add_remark(connection: Connection, thing: Thing, told: str, who: str) -> int:
    """Write words that were checked down as a remark; its number. Raises PublicationError where there are too many."""
    counted = select(func.count()).select_from(REMARK).where(REMARK.c.withdrawn == "")
    of_one = connection.execute(counted.where(is_of(REMARK, thing))).scalar_one()
    if of_one >= MOST_OF_ONE or connection.execute(counted).scalar_one() >= MOST:
        raise PublicationError("Trop de remarques sont là déjà : retirez-en d’abord. Rien n’est écrit.")
    number = number_next(connection, REMARK)
    values = {"number": number, "words": told, "author": who, "at": tell_now(), "withdrawn": "", "withdrawn_by": ""}
    connection.execute(insert(REMARK).values(**values, **list_thing(thing)))
    note(connection, who, "remark", f"remark-{number}", words=told)
    return number


def withdraw_remark(database: Database, number: int, *, author: str, on_progress: Say = print) -> Remark:
    """Take a remark back: it leaves the tables, and stays in the history. Raises PublicationError where it is gone."""
    who = check_words(author, "votre nom", MOST_AUTHOR)
    with changing(database, "le retrait d’une remarque") as change:
        if (gone := _find(change.connection, number)).withdrawn:
            raise PublicationError(f"{gone.withdrawn_by} l’a déjà retirée. Rien n’est changé.")
        values = {"withdrawn": tell_now(), "withdrawn_by": who}
        change.connection.execute(update(REMARK).where(REMARK.c.number == number).values(**values))
        note(change.connection, who, "remark-withdraw", f"remark-{number}")
        change.prepare(say=on_progress)
        row = _find(change.connection, number)
    return _read(row)


def list_remarks(database: Database, thing: Thing | None = None) -> list[Remark]:
    """The remarks on a thing, or all of them, those taken back too, the newest first."""
    return [_read(row) for row in list_rows(database, REMARK, thing)]


def list_shown(database: Database, thing: Thing) -> list[Remark]:
    """Those on a thing that stand in the tables as they were made last, the newest first: others stand no more, or
    would tell what is withheld."""
    notes = _read_notes(database.place.tables, thing)
    return [one for one in list_remarks(database, thing) if any(one.told in note for note in notes)]


def _read_notes(tables: Path, thing: Thing) -> list[str]:
    if thing.is_computed:
        return [read_said_in(tables).get(name_computed(list_thing(thing)), "")]
    if thing.is_grant:
        grants = pq.read_table(tables / "grants.parquet").to_pandas()
        return [*grants.loc[identify_lines(grants).eq(thing.place), "note"]]
    is_it = [("indicator", "=", thing.indicator), ("territory", "=", thing.territory)]
    notes: list[str] = pq.read_table(tables / CARRIER, columns=["note"], filters=is_it)["note"].to_pylist()
    return notes


def _find(connection: Connection, number: int) -> Row[Any]:
    return find_row(connection, REMARK, number, "La remarque")


def _read(row: Row[Any]) -> Remark:
    at = dt.datetime.fromisoformat(row.at)
    withdrawn = dt.datetime.fromisoformat(row.withdrawn) if row.withdrawn else None
    return Remark(row.number, read_thing(row), row.words, row.author, at, row.withdrawn_by, withdrawn)
