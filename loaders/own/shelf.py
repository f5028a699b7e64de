"""What a service shares, dossiers and territories: every version kept, with who made it; of two at once both stay."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Column, Connection, Row, Select, Table, func, insert, select, update

from loaders.own.database.opening import Database
from loaders.own.database.schema import DOSSIER, DOSSIER_VERSION, TERRITORY, TERRITORY_VERSION
from loaders.own.records import tell_now
from loaders.own.writing import note

# Letters that are not taken for one another; so many make an address that nobody guesses.
LETTERS, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 10
MOST = 1000


class ShelfError(ValueError):
    """What is asked of a shelf cannot be done: the message says why, and what to do."""


class Draft(NamedTuple):
    """Something to save: its title, and its record, which is kept as it is."""

    title: str
    record: str


@dataclass(frozen=True)
class Saved:
    """A version of something shared: which, by whom, when. `newest` is the number of the newest one, and
    `deleted_by` who deleted it, "" where it is there."""

    key: str
    number: int
    title: str
    record: str
    author: str
    at: dt.datetime
    newest: int
    deleted_by: str = ""


class Outcome(NamedTuple):
    """What became of a draft, and the version of somebody else that it met, None where it met none."""

    saved: Saved
    met: Saved | None = None


@dataclass(frozen=True)
class Shelf:
    """All that is shared of one sort: the table of what there is, that of its versions, whose first column names it.

    `plural` and `singular` are what a fault calls them, `act` what the journal begins its words with.
    """

    things: Table
    versions: Table
    plural: str
    singular: str
    act: Literal["dossier", "territory"]

    def create(self, database: Database, draft: Draft, *, author: str) -> Saved:
        """Share something under a new key. Raises ShelfError where there are too many."""
        with database.writing() as connection:
            return self._create(connection, draft, author)

    def save(self, database: Database, key: str, draft: Draft, *, base: int, author: str, aside: Draft) -> Outcome:
        """Save what was taken up at the version `base`.

        Where somebody else has saved another since, theirs stays and this one is shared beside it, as `aside`; where it
        was deleted since, it is too. Raises ShelfError where there is no such thing.
        """
        with database.writing() as connection:
            there = _read(self._find(connection, key))
            if not there.deleted_by and (there.title, there.record) == draft:
                return Outcome(there)
            if there.deleted_by or there.newest != base:
                return Outcome(self._create(connection, aside, author), there)
            return Outcome(self._add(connection, key, draft, author))

    def delete(self, database: Database, key: str, *, base: int, author: str) -> Saved:
        """Delete a thing as it was at the version `base`; `bring_back` undoes it. Raises ShelfError where somebody has
        changed it since."""
        with database.writing() as connection:
            there = _read(self._find(connection, key))
            if there.newest != base:
                raise ShelfError(f"{there.author} vient d’enregistrer une autre version : rien n’est supprimé.")
            return self._mark(connection, key, tell_now(), author, "delete")

    def bring_back(self, database: Database, key: str, *, author: str) -> Saved:
        """Undo a deletion."""
        with database.writing() as connection:
            return self._mark(connection, key, "", author, "restore")

    def read(self, database: Database, key: str, number: int | None = None) -> Saved:
        """A version of a thing, the newest where none is asked for. Raises ShelfError where there is none."""
        with database.reading() as connection:
            return _read(self._find(connection, key, number))

    def list_newest(self, database: Database) -> list[Saved]:
        """The newest version of each, those deleted too, the last saved first."""
        with database.reading() as connection:
            rows = connection.execute(self._select().where(self.versions.c.number == self.things.c.version))
            return sorted(map(_read, rows), key=lambda one: one.at, reverse=True)

    def list_versions(self, database: Database, key: str) -> list[Saved]:
        """Every version of a thing, the newest first."""
        with database.reading() as connection:
            asked = self._select().where(self.things.c.key == key).order_by(self.versions.c.number.desc())
            return [_read(row) for row in connection.execute(asked)]

    def _create(self, connection: Connection, draft: Draft, author: str) -> Saved:
        counted = select(func.count()).select_from(self.things).where(self.things.c.deleted == "")
        if connection.execute(counted).scalar_one() >= MOST:
            raise ShelfError(
                f"{MOST} {self.plural} sont déjà partagés : supprimez-en un d’abord. Rien n’est enregistré."
            )
        key = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        connection.execute(insert(self.things).values(key=key, version=0, deleted="", deleted_by=""))
        return self._add(connection, key, draft, author)

    def _add(self, connection: Connection, key: str, draft: Draft, author: str) -> Saved:
        """One version more of a thing."""
        number = self._find(connection, key).newest + 1
        values = {"number": number, "title": draft.title, "record": draft.record, "author": author, "at": tell_now()}
        connection.execute(insert(self.versions).values({self._owner.name: key, **values}))
        connection.execute(update(self.things).where(self.things.c.key == key).values(version=number))
        note(connection, author, f"{self.act}-save", key, number=number, title=draft.title)
        return _read(self._find(connection, key))

    def _mark(self, connection: Connection, key: str, deleted: str, author: str, act: str) -> Saved:
        there = self._find(connection, key)
        if bool(there.deleted_by) != bool(deleted):
            values = {"deleted": deleted, "deleted_by": author if deleted else ""}
            connection.execute(update(self.things).where(self.things.c.key == key).values(**values))
            note(connection, author, f"{self.act}-{act}", key)
        return _read(self._find(connection, key))

    @property
    def _owner(self) -> Column[str]:
        return next(iter(self.versions.c))

    def _select(self) -> Select[Any]:
        columns = [each for each in self.versions.c if each is not self._owner]
        newest = self.things.c.version.label("newest")
        asked = select(self.things.c.key, newest, self.things.c.deleted_by, *columns)
        return asked.outerjoin_from(self.things, self.versions)

    def _find(self, connection: Connection, key: str, number: int | None = None) -> Row[Any]:
        wanted = self.things.c.version if number is None else number
        asked = self._select().where(self.things.c.key == key)
        row = connection.execute(asked.where((self.versions.c.number == wanted) | (self.things.c.version == 0))).first()
        if row is None:
            raise ShelfError(f"Aucun {self.singular} n’a cette adresse : elle a pu être coupée.")
        return row


def _read(row: Row[Any]) -> Saved:
    at = dt.datetime.fromisoformat(row.at)
    return Saved(row.key, row.number, row.title, row.record, row.author, at, row.newest, row.deleted_by)


DOSSIERS = Shelf(DOSSIER, DOSSIER_VERSION, "dossiers", "dossier partagé", "dossier")
TERRITORIES = Shelf(TERRITORY, TERRITORY_VERSION, "territoires", "territoire du service", "territory")
