"""Other amounts accepted for grants: each in the place of the one that the service's own list gives, and no grant more.

A grant is awarded once: what another amount is of is there already. Beside the amount of a document, whoever accepted
another has it read in the history of the grant; the sums stay those of the document.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import Connection, select

from loaders.declared import PREFIX
from loaders.own.database.schema import GRANT, PROPOSAL
from loaders.pipeline.grants import name_lines
from loaders.pipeline.remarks import GRANT as SIGN
from loaders.rules.secrecy import CONFIDENTIAL


def read_amounts(connection: Connection) -> dict[int, str]:
    """By the number of its publication, what each amount that was accepted is of: the name of a line."""
    asked = select(PROPOSAL.c.publication, PROPOSAL.c.place)
    is_it = (PROPOSAL.c.indicator == SIGN) & PROPOSAL.c.publication.is_not(None)
    return {row.publication: row.place for row in connection.execute(asked.where(is_it))}


def has_secret(connection: Connection) -> bool:
    """Whether any list, whatever became of it, has a confidential grant."""
    return connection.execute(select(GRANT.c.publication).where(GRANT.c.status == CONFIDENTIAL)).first() is not None


def amend(rows: pd.DataFrame, amounts: Mapping[str, str]) -> pd.DataFrame:
    """The grants of lists, where another amount that was accepted stands in the place of theirs.

    `rows` are those of all publications, the newest first, and `amounts` has the name of the line by the key of those
    that are such an amount. One takes its place where all lists agree, each with one line, and none came after it; of
    several the newest does. A list with a confidential grant is left as it is: what is told apart from it could tell.
    """
    is_amount = rows["source"].isin(list(amounts))
    if not is_amount.any():
        return rows
    lists = rows[~is_amount]
    names, numbers = name_lines(lists), lists["source"].str.removeprefix(PREFIX).astype("int64")
    secret = {*lists.loc[lists["status"].eq(CONFIDENTIAL), "source"]}
    gone: set[object] = set(rows.index[is_amount])
    done = set[str]()
    for place, source in rows.loc[is_amount, "source"].items():
        name = amounts[source]
        own = lists[names.eq(name)]
        is_older = len(own) > 0 and numbers[own.index].max() < int(source.removeprefix(PREFIX))
        is_alike = not own["source"].duplicated().any() and pd.to_numeric(own["value"]).nunique() == 1
        if is_older and is_alike and secret.isdisjoint(own["source"]) and name not in done:
            done.add(name)
            gone = (gone | {*own.index}) - {place}
    return rows.drop(index=list(gone)).reset_index(drop=True)
