"""Rows put into the database: many at once where there are many."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection, Table, insert

from loaders.audit import record
from loaders.own.database.schema import EVENT
from loaders.own.records import tell_now, write_json
from loaders.tables import iterate_rows

# As many rows as go in between two words of progress.
AT_ONCE = 50_000


def note(connection: Connection, author: str, what: str, subject: str, **detail: object) -> None:
    """Add a line to the journal, and to the log that no officer can write to."""
    record(author, what, subject)
    connection.execute(
        insert(EVENT).values(at=tell_now(), author=author, what=what, subject=subject, detail=write_json(detail))
    )


def insert_rows(connection: Connection, table: Table, number: int, given: pd.DataFrame) -> None:
    """Put in the figures or the grants of a publication, in their order."""
    names = [column.name for column in table.columns]
    rows = given[names[2:]].astype("str").reset_index(drop=True)
    for first in range(0, len(rows), AT_ONCE):
        own = rows.iloc[first : first + AT_ONCE]
        own = own.assign(publication=number, position=range(first, first + len(own)))[names]
        if connection.dialect.name == "postgresql":
            _copy(connection, table, own)
        else:
            marks = ", ".join("?" * len(names))
            quoted = ", ".join(f'"{name}"' for name in names)
            statement = f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})"  # noqa: S608 own names
            connection.exec_driver_sql(statement, list(iterate_rows(own)))


def _copy(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """By COPY, several times as fast as INSERT there."""
    file, quoted = io.BytesIO(), ", ".join(f'"{name}"' for name in rows)
    options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    csv.write_csv(pa.Table.from_pandas(rows, preserve_index=False), file, options)
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(file.getvalue())
