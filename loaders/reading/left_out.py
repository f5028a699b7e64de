"""Figures that a document prints and Terril leaves out, each with its reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders import store
from loaders.catalog import CATALOG, load_catalog
from loaders.pipeline.figures import Fault, FiguresError, read_rows
from loaders.pipeline.reprinted import list_places, read_places

COLUMNS = ["source", "lines", "published", "reason"]


def read_left_out(path: Path = CATALOG / "left_out.csv") -> pd.DataFrame:
    """The list: source, lines, published, reason; empty where there is none. Raises FiguresError with every fault."""
    if not path.exists():
        return pd.DataFrame(columns=COLUMNS)
    rows, faults = [], []
    sources = load_catalog().sources
    for line, row in read_rows(path, COLUMNS):
        if row["source"] not in sources:
            faults.append(Fault(path.name, line, "source", "une source de sources.yaml", row["source"]))
        faults += [Fault(path.name, line, c, "un texte", "") for c in ("lines", "reason") if not row[c]]
        rows.append(row)
    if faults:
        raise FiguresError(faults)
    return pd.DataFrame(rows, columns=COLUMNS)


def list_left_out() -> pd.DataFrame:
    """The list as it is served: without what is said beside a withheld figure."""
    rows, hidden = read_left_out(), list_places(store.load_withheld())
    is_told = [hidden.isdisjoint(read_places(*place)) for place in zip(rows["lines"], rows["source"], strict=True)]
    return rows[is_told].reset_index(drop=True)
