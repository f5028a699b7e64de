"""Figures published by a person, whole or not at all; taken back, and put back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import pandas as pd
from sqlalchemy import Connection, Row, func, insert, select, update

from loaders.catalog import read_catalog
from loaders.importing.delivery import read_levels
from loaders.own.database.opening import Database
from loaders.own.database.schema import FIGURE, FILE, GRANT, PUBLICATION
from loaders.own.guard import check_figures, check_grants
from loaders.own.indicators import add_own_indicators
from loaders.own.making import Say, changing
from loaders.own.records import (
    GRANTS,
    KIND,
    PUBLISHED,
    REPLACED,
    STATES,
    WITHDRAWN,
    Publication,
    PublicationError,
    State,
    make_key,
    read_key,
    read_publication,
    tell_now,
    write_json,
)
from loaders.own.writing import insert_rows, note
from loaders.pipeline.former_codes import list_former
from loaders.pipeline.grants import COLUMNS
from loaders.pipeline.own import TEXTS
from loaders.territories.cog import read_cog

MOST_TITLE, MOST_AUTHOR = 200, 80


class Understood(Protocol):
    """What is published: the figures or the grants that a file was understood to hold, and which file that was."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""

    @property
    def figures(self) -> pd.DataFrame:
        """Its figures, as text in the columns of a figures file."""

    @property
    def grants(self) -> pd.DataFrame:
        """Its grants, as text in the columns of a grants file."""


@dataclass(frozen=True)
class Said:
    """Who publishes, under which title, and how the columns of the file were read."""

    author: str
    title: str
    mapping: Mapping[str, object]


class Turn(NamedTuple):
    """What becomes of a publication, and of the one that it replaces: their states before and after, and the words of
    the journal; `what` it is and `who` does it, in French."""

    what: str
    who: str
    act: str
    before: State
    after: State
    other_act: str
    other_before: State
    other_after: State


WITHDRAWAL = Turn(
    "un retrait", "le nom de qui retire", "withdraw", PUBLISHED, WITHDRAWN, "restore", REPLACED, PUBLISHED
)
RETURN = Turn("une remise", "le nom de qui remet", "reinstate", WITHDRAWN, PUBLISHED, "replace", PUBLISHED, REPLACED)


def publish(
    database: Database,
    understanding: Understood,
    *,
    content: bytes,
    author: str,
    title: str,
    mapping: Mapping[str, object] | None = None,
    replaces: str | None = None,
    on_publish: Callable[[Connection, str], object] = lambda connection, key: None,
    on_progress: Say = print,
) -> Publication:
    """Publish what a file was understood to hold, all or nothing: the file kept, the tables made and put in place.

    `content` is the file, `replaces` the key of a publication that this one takes the place of; what `on_publish` does
    with the new key is of the same piece, and may raise to have nothing done. Raises PublicationError
    where it cannot be, OwnDatabaseError where the database refuses, and what a build raises: nothing is then written.
    """
    kind = {KIND: GRANTS} if len(understanding.grants) else {}
    said = Said(_check_text(author, "le nom de qui fournit", MOST_AUTHOR), _check_text(title, "le titre", MOST_TITLE),
                {**(mapping or {}), **kind})  # fmt: skip
    if hashlib.sha256(content).hexdigest() != understanding.sha256:
        raise PublicationError("Le fichier n’est plus celui qui a été lu. Déposez-le de nouveau : rien n’est écrit.")
    figures, grants = (
        rows.reindex(columns=names, fill_value="").fillna("").astype("str")
        for rows, names in ((understanding.figures, TEXTS), (understanding.grants, COLUMNS))
    )
    with changing(database, "une publication") as change:
        catalog = add_own_indicators(change.connection, read_catalog())
        today = {*read_levels(read_catalog()).index}
        if len(grants):
            check_grants(grants, today)
        else:
            check_figures(figures, catalog, today | list_former(read_cog(catalog.deployment.vintage)))
        on_progress("Les valeurs entrent dans la base…")
        number = _insert(change.connection, understanding, content, said, len(grants) or len(figures), replaces)
        figures = figures.assign(source=make_key(number))
        for table, rows in ((FIGURE, figures), (GRANT, grants)):
            insert_rows(change.connection, table, number, rows)
        note(change.connection, said.author, "publish", make_key(number), title=said.title, file=understanding.name)
        if replaces is not None:
            _set_state(change.connection, read_key(replaces), (PUBLISHED,), REPLACED)
            note(change.connection, said.author, "replace", replaces, by=make_key(number))
        on_publish(change.connection, make_key(number))
        change.prepare(given=figures, say=on_progress)
        row = _find(change.connection, number)
    return read_publication(row)


def withdraw(database: Database, key: str, *, author: str, on_progress: Say = print) -> Publication:
    """Take a publication back; what it had replaced stands again. Raises PublicationError where it does not stand."""
    return _turn(database, key, WITHDRAWAL, author, on_progress)


def reinstate(database: Database, key: str, *, author: str, on_progress: Say = print) -> Publication:
    """Put back a publication that was taken back; what it replaces makes room again. Raises PublicationError."""
    return _turn(database, key, RETURN, author, on_progress)


def _turn(database: Database, key: str, turn: Turn, author: str, on_progress: Say) -> Publication:
    """Give a publication another state, and what it replaces the one that goes with it."""
    number, who = read_key(key), _check_text(author, turn.who, MOST_AUTHOR)
    with changing(database, turn.what) as change:
        _set_state(change.connection, number, (turn.before,), turn.after)
        note(change.connection, who, turn.act, key)
        other = _find(change.connection, number).replaces
        if other is not None and _find(change.connection, other).state == turn.other_before:
            _set_state(change.connection, other, (turn.other_before,), turn.other_after)
            note(change.connection, who, turn.other_act, make_key(other), by=key)
        change.prepare(say=on_progress)
        row = _find(change.connection, number)
    return read_publication(row)


def list_publications(database: Database) -> list[Publication]:
    """All publications, whatever became of them, the newest first."""
    with database.reading() as connection:
        rows = connection.execute(select(PUBLICATION).order_by(PUBLICATION.c.number.desc())).all()
    return [read_publication(row) for row in rows]


def read_file(database: Database, sha256: str) -> bytes:
    """The bytes of a file that was kept. Raises PublicationError where there is none of that hash."""
    with database.reading() as connection:
        found = connection.execute(select(FILE.c.content).where(FILE.c.sha256 == sha256)).scalar_one_or_none()
    if found is None:
        raise PublicationError("Ce fichier n’est pas gardé.")
    return bytes(found)


def _check_text(given: str, what: str, most: int) -> str:
    text = " ".join(given.split())
    if not text or len(text) > most or not text.isprintable():
        raise PublicationError(f"Dites {what}, en {most} caractères au plus. Rien n’est écrit.")
    return text


def _insert(
    connection: Connection, understanding: Understood, content: bytes, said: Said, rows: int, replaces: str | None
) -> int:
    """Keep the file, once, and the publication; its number."""
    sha256, written = understanding.sha256, write_json(said.mapping)
    before = None if replaces is None else _find(connection, read_key(replaces)).number
    is_it = (PUBLICATION.c.file == sha256) & (PUBLICATION.c.mapping == written) & (PUBLICATION.c.state == PUBLISHED)
    if same := connection.execute(select(PUBLICATION).where(is_it, PUBLICATION.c.number != (before or 0))).first():
        raise PublicationError(f"Ce fichier est déjà publié, lu de même : {make_key(same.number)}. Rien n’est écrit.")
    if connection.execute(select(FILE.c.sha256).where(FILE.c.sha256 == sha256)).first() is None:
        connection.execute(insert(FILE).values(sha256=sha256, size=len(content), content=content))
    # Nobody else writes meanwhile, and no publication is ever taken away.
    number = (connection.execute(select(func.max(PUBLICATION.c.number))).scalar_one() or 0) + 1
    connection.execute(
        insert(PUBLICATION).values(
            number=number, title=said.title, author=said.author, at=tell_now(), file_name=understanding.name,
            file=sha256, mapping=written, rows=rows, state=PUBLISHED, replaces=before,
        )
    )  # fmt: skip
    return number


def _find(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(PUBLICATION).where(PUBLICATION.c.number == number)).first()
    if row is None:
        raise PublicationError(f"{make_key(number)} n’existe pas. Rien n’est changé.")
    return row


def _set_state(connection: Connection, number: int, allowed: tuple[str, ...], state: str) -> None:
    """Give a publication another state. Raises PublicationError where its state does not allow it."""
    row = _find(connection, number)
    if row.state not in allowed:
        raise PublicationError(f"{make_key(number)} est {STATES[row.state]} : rien n’est changé.")
    connection.execute(update(PUBLICATION).where(PUBLICATION.c.number == number).values(state=state))
