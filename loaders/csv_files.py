"""The CSV files that importers write: whole or not at all, the same rows giving the same bytes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """Write rows in UTF-8 with LF next to their place, then move them there; a missing folder is made."""
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".partial")
    rows.to_csv(partial, index=False, lineterminator="\n", encoding="utf-8")
    partial.replace(path)
