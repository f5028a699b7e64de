"""Real figures made confidential, the tables built without them, and these served in the place of the real ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from geo.kept import forget
from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.build import write_table
from loaders.pipeline.ground import finish_tables, lay_ground
from loaders.pipeline.linked import Cell
from loaders.pipeline.remarks import attach_remarks
from loaders.pipeline.withheld import read_cells
from loaders.statuses import are_results
from loaders.tables import SERVED, Tables


@cache
def read_whole() -> Tables:
    """The tables of the store."""
    return Tables(*(pd.read_parquet(store.DATA / f"{name}.parquet") for name in SERVED))


@cache
def read_whole_cells() -> pd.Series:
    """The cell of each observation of the store."""
    return read_cells(read_whole().observations)


def make_secret(cells: Collection[Cell]) -> Tables:
    """The tables that the build makes where some cells are confidential, every delivery of them; not to be changed."""
    return _withhold(tuple(sorted(cells)))


def withhold(tables: Tables) -> Tables:
    """The tables without what is confidential, nor what would let it be found or nearly."""
    return finish_tables(lay_ground(tables, load_catalog()))


@lru_cache(maxsize=2)
def _withhold(cells: tuple[Cell, ...]) -> Tables:
    whole = read_whole()
    rows = whole.observations.astype({"status": str})
    is_it = read_whole_cells().isin(list(cells)) & are_results(rows["status"])
    missing = {*cells} - {*read_whole_cells()[is_it]}
    if missing:
        raise LookupError(f"no such cell: {sorted(missing)}")
    rows.loc[is_it, "status"] = "confidential"
    return withhold(replace(whole, observations=rows))


@contextmanager
def serve(tables: Tables, folder: Path) -> Iterator[None]:
    """Serve some tables, written to a folder, and nothing that was kept of others."""
    for name, frame in tables.frames.items():
        write_table(frame, folder / f"{name}.parquet")
    real = store._query
    with patch.object(store, "_query", lambda sql, parameters: real(sql, parameters, folder)):
        forget()
        yield
    forget()


@contextmanager
def serve_remarked(remarks: Sequence[Mapping[str, str]], folder: Path) -> Iterator[None]:
    """Serve all the tables with remarks on some figures."""
    whole = read_whole()
    with serve(replace(whole, observations=attach_remarks(whole.observations, remarks)), folder):
        yield
