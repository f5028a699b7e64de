"""Dossiers that a service shares: every version kept, with who made it; of two made at once neither is lost."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from loaders.own.database.opening import Database
from loaders.own.database.schema import DOSSIER, DOSSIER_VERSION
from loaders.own.records import tell_now
from loaders.own.writing import note

# Letters that are not taken for one another; so many make an address that nobody guesses.
LETTERS, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 10
MOST = 1000


class DossierError(ValueError):
    """What is asked of the shared dossiers cannot be done: the message says why, and what to do."""


class Draft(NamedTuple):
    """A dossier to save: its title, and its file, which is kept as it is."""

    title: str
    record: str


@dataclass(frozen=True)
class Saved:
    """A version of a shared dossier: which, by whom, when. `newest` is the number of the newest one, and
    `deleted_by` who deleted the dossier, "" where it is there."""

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


def create(database: Database, draft: Draft, *, author: str) -> Saved:
    """Share a dossier under a new key. Raises DossierError where there are too many."""
    with database.writing() as connection:
        return _create(connection, draft, author)


def _create(connection: Connection, draft: Draft, author: str) -> Saved:
    there = connection.execute(select(func.count()).select_from(DOSSIER).where(DOSSIER.c.deleted == "")).scalar_one()
    if there >= MOST:
        raise DossierError(f"{MOST} dossiers sont déjà partagés : supprimez-en un d’abord. Rien n’est enregistré.")
    key = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    connection.execute(insert(DOSSIER).values(key=key, version=0, deleted="", deleted_by=""))
    return _add(connection, key, draft, author)


def _add(connection: Connection, key: str, draft: Draft, author: str) -> Saved:
    """One version more of a dossier."""
    number = _find(connection, key).newest + 1
    values = {"title": draft.title, "record": draft.record, "author": author, "at": tell_now()}
    connection.execute(insert(DOSSIER_VERSION).values(dossier=key, number=number, **values))
    connection.execute(update(DOSSIER).where(DOSSIER.c.key == key).values(version=number))
    note(connection, author, "dossier-save", key, number=number, title=draft.title)
    return _read(_find(connection, key))


def save(database: Database, key: str, draft: Draft, *, base: int, author: str, aside: Draft) -> Outcome:
    """Save a dossier that was taken up at the version `base`.

    Where somebody else has saved another since, theirs stays and this one is shared beside it, as `aside`; where it was
    deleted since, it is too. Raises DossierError where there is no such dossier.
    """
    with database.writing() as connection:
        there = _read(_find(connection, key))
        if not there.deleted_by and there.record == draft.record:
            return Outcome(there)
        if there.deleted_by or there.newest != base:
            return Outcome(_create(connection, aside, author), there)
        return Outcome(_add(connection, key, draft, author))


def delete(database: Database, key: str, *, base: int, author: str) -> Saved:
    """Delete a dossier as it was at the version `base`; `bring_back` undoes it. Raises DossierError where somebody has
    changed it since."""
    with database.writing() as connection:
        there = _read(_find(connection, key))
        if there.newest != base:
            raise DossierError(f"{there.author} vient d’enregistrer une autre version : rien n’est supprimé.")
        return _mark(connection, key, tell_now(), author, "dossier-delete")


def bring_back(database: Database, key: str, *, author: str) -> Saved:
    """Undo the deletion of a dossier."""
    with database.writing() as connection:
        return _mark(connection, key, "", author, "dossier-restore")


def _mark(connection: Connection, key: str, deleted: str, author: str, act: str) -> Saved:
    there = _find(connection, key)
    if bool(there.deleted_by) != bool(deleted):
        values = {"deleted": deleted, "deleted_by": author if deleted else ""}
        connection.execute(update(DOSSIER).where(DOSSIER.c.key == key).values(**values))
        note(connection, author, act, key)
    return _read(_find(connection, key))


def read_dossier(database: Database, key: str, number: int | None = None) -> Saved:
    """A version of a dossier, the newest where none is asked for. Raises DossierError where there is none."""
    with database.reading() as connection:
        return _read(_find(connection, key, number))


def list_dossiers(database: Database) -> list[Saved]:
    """The newest version of each, those deleted too, the last saved first."""
    with database.reading() as connection:
        rows = connection.execute(_select().where(DOSSIER_VERSION.c.number == DOSSIER.c.version))
        return sorted(map(_read, rows), key=lambda one: one.at, reverse=True)


def list_versions(database: Database, key: str) -> list[Saved]:
    """Every version of a dossier, the newest first."""
    with database.reading() as connection:
        rows = connection.execute(_select().where(DOSSIER.c.key == key).order_by(DOSSIER_VERSION.c.number.desc()))
        return [_read(row) for row in rows]


def _select() -> Select[Any]:
    columns = [each for each in DOSSIER_VERSION.c if each is not DOSSIER_VERSION.c.dossier]
    newest = DOSSIER.c.version.label("newest")
    return select(DOSSIER.c.key, newest, DOSSIER.c.deleted_by, *columns).outerjoin_from(DOSSIER, DOSSIER_VERSION)


def _find(connection: Connection, key: str, number: int | None = None) -> Row[Any]:
    wanted = DOSSIER.c.version if number is None else number
    asked = _select().where(DOSSIER.c.key == key)
    row = connection.execute(asked.where((DOSSIER_VERSION.c.number == wanted) | (DOSSIER.c.version == 0))).first()
    if row is None:
        raise DossierError("Aucun dossier partagé n’a cette adresse : elle a pu être coupée.")
    return row


def _read(row: Row[Any]) -> Saved:
    at = dt.datetime.fromisoformat(row.at)
    return Saved(row.key, row.number, row.title, row.record, row.author, at, row.newest, row.deleted_by)
