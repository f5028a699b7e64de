"""Figures that a document prints and Terril leaves out, each with its reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.catalog import CATALOG, load_catalog
from loaders.pipeline.figures import Fault, FiguresError, read_rows

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
