"""The tables that the app serves, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from loaders.deployment import find_data

DATA = find_data()

# The key under which the file of a table says which version of the tables it is one of.
VERSION = "terril.version"
# The key under which the file of the observations says what is said of computed figures.
SAID = "terril.said"
# The tables that have a file each.
SERVED = ("observations", "grants", "territories", "parts")
# What tables are called where they are prepared.
PREPARED = "tables"


@dataclass(frozen=True)
class Tables:
    """Observations, grants and territories, in the columns of the design, and the `parts` that sums are made of.

    `said` is what a service says of figures that stand in no table, since they are computed: remarks, by the id of the
    figure.
    """

    observations: pd.DataFrame
    grants: pd.DataFrame
    territories: pd.DataFrame
    parts: pd.DataFrame = field(default_factory=pd.DataFrame)
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables by the names of their files."""
        return {name: getattr(self, name) for name in SERVED}


def iterate_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as tuples of Python's own: ten times as fast as itertuples where columns are of text."""
    return zip(*(frame[name].to_numpy(dtype=object) for name in frame.columns), strict=True)
