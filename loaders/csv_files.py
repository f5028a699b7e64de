"""The CSV files that importers write: whole or not at all, the same rows giving the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd


def format_csv(rows: pd.DataFrame) -> bytes:
    """Rows as CSV in UTF-8 with LF."""
    return str(rows.to_csv(index=False, lineterminator="\n")).encode("utf-8")


def read_text_csv(path: Path) -> pd.DataFrame:
    """The rows of such a file as text, what is empty as \"\"; no row where there is no file."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8") if path.exists() else pd.DataFrame()


def write_whole(content: bytes, path: Path) -> None:
    """Write bytes next to their place and on the disk, then move them there; a missing folder is made.

    A failure leaves what was there, and nothing beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """Write rows as CSV, whole or not at all."""
    write_whole(format_csv(rows), path)
