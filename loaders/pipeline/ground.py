"""The tables before anything is said of them, with what is withheld: remarks are put on it, and the tables are there.

What is withheld is found once, of the figures alone: no remark can have a figure withheld, nor keep one from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from loaders.catalog import Catalog
from loaders.pipeline.beside import Guard, attach_to_grants, tell_computed
from loaders.pipeline.listed import find_told, withhold_grants, withhold_parts
from loaders.pipeline.remarks import Remark, Secrets, attach_remarks
from loaders.pipeline.untied import spread
from loaders.pipeline.withheld import find_hidden, hide
from loaders.rules.secrecy import CONFIDENTIAL
from loaders.tables import Tables


@dataclass(frozen=True)
class Ground:
    """Tables whose observations are as they are given, and whose other lists tell no secret any more.

    `hidden` is what is withheld of each observation, as loaders.pipeline.withheld.find_hidden has it; `tied` are the
    indicators that something is withheld of, with all that a chain of relations ties to them.
    """

    tables: Tables
    hidden: pd.DataFrame
    tied: frozenset[str] = frozenset()


def lay_ground(tables: Tables, catalog: Catalog) -> Ground:
    """Find what is withheld of tables: what is confidential, and all that would let it be found or nearly."""
    is_secret = tables.grants["status"].astype(str).eq(CONFIDENTIAL)
    observations, told = tables.observations, find_told(tables.grants[is_secret], tables.observations, catalog)
    hidden = find_hidden(observations, catalog, tables.territories, told)
    is_hidden = hidden["is_hidden"]
    if not is_hidden.any() and not is_secret.any():
        return Ground(tables, hidden)
    lists = observations.assign(status=observations["status"].astype(str).mask(is_hidden, CONFIDENTIAL))
    safe = replace(
        tables,
        grants=withhold_grants(tables.grants, lists, catalog),
        parts=withhold_parts(tables.parts, lists),
    )
    return Ground(safe, hidden, spread(frozenset(observations.loc[is_hidden, "indicator"].astype(str)), catalog))


def finish_tables(ground: Ground, remarks: Sequence[Remark] = ()) -> Tables:
    """The tables to serve: remarks put on the ground, then what is withheld taken off, and all words that print it."""
    observations, is_hidden = ground.tables.observations, ground.hidden["is_hidden"]
    things = observations.loc[is_hidden, ["indicator", "territory"]].astype(str).itertuples(index=False, name=None)
    told = hide(attach_remarks(observations, remarks, Secrets(frozenset(things), ground.tied)), ground.hidden)
    if not remarks and told is observations:
        return ground.tables
    guard = _make_guard(ground)
    grants, said = attach_to_grants(ground.tables.grants, remarks, guard), tell_computed(remarks, guard)
    return replace(ground.tables, observations=told, grants=grants, said=said)


def _make_guard(ground: Ground) -> Guard:
    """What remarks on computed figures and on grants may not tell."""
    hidden = ground.hidden[ground.hidden["is_hidden"]]
    rows = ground.tables.observations.loc[hidden.index]
    values = frozenset(pd.concat([rows["value"], hidden["truth"]]).dropna().abs().tolist())
    return Guard(ground.tied, frozenset(rows["source"].astype(str)), values)
