"""A database of the version to come: whether this one can work with it, as it must while servers change one by one."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from loaders.own.database.schema import TABLES


def list_unfit(connection: Connection) -> list[str]:
    """What stands in the way of reading and writing as this version does, a word each: a table or a column that is gone
    (`figure.value`), or one that it would not fill (`figure.why`). What is there beside is left as it is."""
    looked, unfit = inspect(connection), []
    there = {*looked.get_table_names()}
    for table in TABLES:
        if table.name not in there:
            unfit.append(table.name)
            continue
        found = {column["name"]: column for column in looked.get_columns(table.name)}
        gone = [name for name in table.columns.keys() if name not in found]  # noqa: SIM118 columns, not their names
        asked = [
            name
            for name, column in found.items()
            if name not in table.columns and not column["nullable"] and column["default"] is None
        ]
        unfit += [f"{table.name}.{name}" for name in (*gone, *asked)]
    return unfit
