"""What is said of values, row by row: remarks and proposals, each numbered, in words that stay words."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, func, select

from loaders.own.database.opening import Database
from loaders.own.memory.spans import Thing
from loaders.own.records import PublicationError
from loaders.pipeline.remarks import SIGN, THING

MOST_WORDS, MOST_AUTHOR = 500, 80
# What turns the order of reading round, or is not there to be read.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def check_words(given: str, what: str, most: int = MOST_WORDS) -> str:
    """Words in one line, without what could pass for another remark. Raises PublicationError for none, or too many."""
    words = UNSEEN.sub("", " ".join(given.split())).replace(SIGN, "·")
    if not words or len(words) > most or not words.isprintable():
        raise PublicationError(f"Dites {what}, en {most} caractères au plus. Rien n’est écrit.")
    return words


def list_thing(thing: Thing) -> dict[str, str]:
    """A thing as the columns of a table hold it."""
    return {**thing._asdict(), "is_beside": "1" if thing.is_beside else ""}


def read_thing(row: Row[Any]) -> Thing:
    """The thing that a row of such a table is of."""
    return Thing(**({name: getattr(row, name) for name in THING} | {"is_beside": row.is_beside == "1"}))


def is_of(table: Table, thing: Thing) -> ColumnElement[bool]:
    """That a row is of a thing."""
    return and_(*(table.c[name] == cell for name, cell in list_thing(thing).items()))


def number_next(connection: Connection, table: Table) -> int:
    """The number of the next row: nobody else writes meanwhile, and none is ever taken away."""
    return (connection.execute(select(func.max(table.c.number))).scalar_one() or 0) + 1


def list_rows(database: Database, table: Table, thing: Thing | None = None) -> list[Row[Any]]:
    """The rows of a thing, or all of them, the newest first."""
    with database.reading() as connection:
        asked = select(table).order_by(table.c.number.desc())
        return [*connection.execute(asked if thing is None else asked.where(is_of(table, thing)))]


def find_row(connection: Connection, table: Table, number: int, what: str) -> Row[Any]:
    """The row of a number. Raises PublicationError where there is none, which says `what` is not there."""
    row = connection.execute(select(table).where(table.c.number == number)).first()
    if row is None:
        raise PublicationError(f"{what} {number} n’existe pas. Rien n’est changé.")
    return row
