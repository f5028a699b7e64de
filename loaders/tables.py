"""The tables that the app serves, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from loaders.catalog import CATALOG, ROOT, find_deployment

# The tables depend on the vintage of the deployment: those of a setting of its own lie beside it.
DATA = ROOT / "data" if find_deployment().parent == CATALOG else find_deployment().parent

# The key under which the file of a table says which version of the tables it is one of.
VERSION = "terril.version"
# What tables are called where they are prepared.
PREPARED = "tables"


@dataclass(frozen=True)
class Tables:
    """Observations, grants and territories, in the columns of the design, and the `parts` that sums are made of."""

    observations: pd.DataFrame
    grants: pd.DataFrame
    territories: pd.DataFrame
    parts: pd.DataFrame = field(default_factory=pd.DataFrame)
