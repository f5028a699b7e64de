"""An installation that is made again in a moment: the territories of one département, one file of figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from loaders.catalog import ROOT, read_catalog
from loaders.own.database.opening import Place
from loaders.pipeline.territories import build_territories

FIGURES = "isdnd.csv"


@cache
def read_small() -> pd.DataFrame:
    """The territories that are no communes, and the communes of Pas-de-Calais."""
    every = build_territories(read_catalog())
    return every[every["level"].ne("commune") | every["departements"].eq("D62")].reset_index(drop=True)


def lay_down(folder: Path) -> Place:
    """Its folders, with the figures of one file."""
    data = folder / "data"
    (data / "figures").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "figures" / FIGURES, data / "figures")
    return Place(data, data / "figures")


@contextmanager
def being_small() -> Iterator[None]:
    """Build with few territories meanwhile, and keep what was read of the catalogue."""
    with (
        patch("loaders.pipeline.build.build_territories", lambda catalog: read_small().copy()),
        patch("loaders.own.making.forget"),
    ):
        yield
