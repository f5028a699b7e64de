"""The tables that the app serves, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.catalog import ROOT

DATA = ROOT / "data"


@dataclass(frozen=True)
class Tables:
    """Observations, grants and territories, in the columns of the design."""

    observations: pd.DataFrame
    grants: pd.DataFrame
    territories: pd.DataFrame
