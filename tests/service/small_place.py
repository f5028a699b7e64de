"""An installation that is made again in a moment: the territories of one département, one file of figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from loaders.catalog import ROOT, read_catalog
from loaders.own.database.opening import Place
from loaders.pipeline.build import build_tables, write_tables
from loaders.pipeline.own import make_empty
from loaders.pipeline.territories import build_territories

FIGURES = "isdnd.csv"


@cache
def read_small() -> pd.DataFrame:
    """The territories that are no communes, and the communes of Pas-de-Calais."""
    every = build_territories(read_catalog())
    return every[every["level"].ne("commune") | every["departements"].eq("D62")].reset_index(drop=True)


@cache
def make_tables() -> dict[str, bytes]:
    """The files of its tables before anything is published, made once."""
    with being_small(), tempfile.TemporaryDirectory() as name:
        place = lay_down(Path(name))
        write_tables(build_tables(read_catalog(), place.figures, make_empty()), place.tables)
        return {path.name: path.read_bytes() for path in place.tables.glob("*.parquet")}


def lay_tables(place: Place) -> None:
    """Put them in their place."""
    for name, content in make_tables().items():
        (place.tables / name).write_bytes(content)


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
        patch("loaders.own.odd.build_territories", lambda catalog: read_small().copy()),
        patch("loaders.own.making.forget"),
    ):
        yield
