"""The CSV files that importers write: whole or not at all, the same rows giving the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pandas as pd


def format_csv(rows: pd.DataFrame) -> bytes:
    """Rows as CSV in UTF-8 with LF."""
    return str(rows.to_csv(index=False, lineterminator="\n")).encode("utf-8")


def read_text_csv(path: Path) -> pd.DataFrame:
    """The rows of such a file as text, what is empty as \"\"; no row where there is no file."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8") if path.exists() else pd.DataFrame()


@contextmanager
def writing_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write next to its place, then on the disk and moved there.

    A failure leaves what was there, and nothing beside it.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_whole(content: bytes, path: Path) -> None:
    """Write bytes whole or not at all, as `writing_whole` does; a missing folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing_whole(path) as file:
        file.write(content)


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """Write rows as CSV, whole or not at all."""
    write_whole(format_csv(rows), path)
