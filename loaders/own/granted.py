"""What publishing a list of grants would change, before anything is written: what is new, what is there already."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders import store
from loaders.declared import PREFIX
from loaders.own.database.opening import Database
from loaders.own.making import read_published_grants
from loaders.pipeline.same_grants import find_same

# As many grants as a page lists one by one.
MOST = 200
THERE, NEAR, NEW, REMOVED = "there", "near", "new", "removed"
SHOWN = ["lines", "nomAttribuant", "nomBeneficiaire", "objet", "montant", "year"]


@dataclass(frozen=True)
class GrantsSeen:
    """The grants of a file, told and not listed whole.

    `sums` has `year`, `nomAttribuant`, `count` and `amount`, in euros. `outcomes` counts those that are new, those
    there already, those of the new that are near one that is there (in other words), and those of the publication to be
    replaced that would be gone. `cells` are the first of those there or near: SHOWN, `outcome`, and of the grant that
    is there its `source` and `told`, its object.
    """

    sums: pd.DataFrame
    outcomes: dict[str, int]
    cells: pd.DataFrame

    @property
    def count(self) -> int:
        """How many could be published."""
        return int(self.sums["count"].sum())


def compare_grants(grants: pd.DataFrame, database: Database, *, replaces: str = "") -> GrantsSeen:
    """Hold grants, as they were understood, against those that others list and those that the service published.

    Where others list one already, theirs stays alone in the tables; of two publications the newest gives it.
    """
    with database.reading() as connection:
        own = read_published_grants(connection)
    official = store.load_grants().rename(columns={"montant": "value", "locator": "lines"})
    official = official[~official["source"].astype(str).str.startswith(PREFIX)]
    gone, standing = own[own["source"].eq(replaces)], own[own["source"].ne(replaces)]
    others = pd.concat([official, standing], ignore_index=True)
    same = find_same(grants, others)
    near = np.where(same < 0, find_same(grants, others, whatever_object=True), -1)
    told = grants.assign(montant=pd.to_numeric(grants["value"]))
    is_found = (same >= 0) | (near >= 0)
    cells = told.loc[is_found, SHOWN].assign(outcome=np.where(same >= 0, THERE, NEAR)[is_found])
    match = others.iloc[np.where(same >= 0, same, near)[is_found]]
    cells = cells.assign(source=match["source"].to_numpy(), told=match["objet"].to_numpy())
    outcomes = {
        NEW: int((same < 0).sum()),
        THERE: int((same >= 0).sum()),
        NEAR: int((near >= 0).sum()),
        REMOVED: int((find_same(gone, grants) < 0).sum()),
    }
    sums = told.groupby(["year", "nomAttribuant"], as_index=False).agg(
        count=("montant", "size"), amount=("montant", "sum")
    )
    return GrantsSeen(sums, outcomes, cells.head(MOST).reset_index(drop=True))
