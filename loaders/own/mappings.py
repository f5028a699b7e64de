"""How the columns of a file were read, remembered for the next file with the same headers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select

from loaders.own.database.opening import Database
from loaders.own.database.schema import MAPPING
from loaders.own.records import read_json, tell_now, write_json


def remember(database: Database, signature: str, record: dict[str, Any], *, author: str) -> None:
    """Keep how a file with the headers of a signature is read, in the place of what was kept of it."""
    with database.writing() as connection:
        connection.execute(delete(MAPPING).where(MAPPING.c.signature == signature))
        connection.execute(
            insert(MAPPING).values(signature=signature, record=write_json(record), author=author, at=tell_now())
        )


def recall(database: Database, signature: str) -> dict[str, Any] | None:
    """How a file with such headers was last read; None where none was."""
    with database.reading() as connection:
        found = connection.execute(
            select(MAPPING.c.record).where(MAPPING.c.signature == signature)
        ).scalar_one_or_none()
    return None if found is None else read_json(found)
