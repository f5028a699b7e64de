"""The tables that the app serves, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from loaders.deployment import find_data

DATA = find_data()

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
