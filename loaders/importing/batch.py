"""Deliveries taken one after the other into a copy of the data, then put in place with the tables made of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from geo.kept import forget
from loaders.catalog import CATALOG, Catalog, read_catalog
from loaders.csv_files import write_whole
from loaders.importing.keeping import replace_together
from loaders.pipeline.build import build, write_tables
from loaders.placing import BEFORE
from loaders.tables import Tables

FOLDERS = ("figures", "parts", "catalog", "deliveries")
# There while the figures are newer than the tables: whoever comes next makes them.
STALE = "tables-to-make"


@dataclass
class Batch:
    """`folder` is the copy, `catalog` knows the sources declared so far, `contents` are the files changed by import."""

    data: Path
    folder: Path
    catalog: Catalog
    contents: dict[str, dict[str, bytes | None]] = field(default_factory=dict)

    def add(self, name: str, contents: Mapping[str, bytes | None], catalog: Catalog) -> None:
        """Take the files that a delivery changes, by path below the data."""
        for path, content in contents.items():
            if content is None:
                (self.folder / path).unlink(missing_ok=True)
            else:
                write_whole(content, self.folder / path)
        self.contents.setdefault(name, {}).update(contents)
        self.catalog = catalog

    def publish(self, made: Tables | None, tables: Path | None) -> dict[str, Path]:
        """Put all in place; the folder that keeps what was there, by import.

        `made` are the tables of the copy, None where they are still to be made; `tables` is their folder, None where
        nobody serves them.
        """
        if self.contents and tables is not None:
            write_whole(b"", self.data / BEFORE / STALE)
        kept = {name: replace_together(self.data, name, contents) for name, contents in self.contents.items()}
        if tables is not None:
            make_tables(self.data, tables, None if self._is_read_elsewhere else made)
        return kept

    @property
    def _is_read_elsewhere(self) -> bool:
        """Whether a table of the catalogue changes, which is read where it lies: the tables are to be made again."""
        paths = [path for contents in self.contents.values() for path in contents]
        return any(path.startswith(f"{CATALOG.name}/") and path.endswith(".csv") for path in paths)


@contextmanager
def open_batch(data: Path) -> Iterator[Batch]:
    """A copy of the data to take deliveries into, thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="terril-") as name:
        folder = Path(name)
        for part in FOLDERS:
            if (data / part).exists():
                shutil.copytree(data / part, folder / part)
        yield Batch(data, folder, read_catalog(data / "catalog"))


def is_stale(data: Path) -> bool:
    """Whether a command was cut between the figures and their tables."""
    return (data / BEFORE / STALE).exists()


def make_tables(data: Path, tables: Path, made: Tables | None = None) -> dict[str, int]:
    """Write the tables, made of the figures where they are not given; the number of rows of each."""
    if made is None:
        forget()
        rows = build(tables)
    else:
        rows = write_tables(made, tables)
    (data / BEFORE / STALE).unlink(missing_ok=True)
    return rows
