"""The tables built of the data as they would be, before they are written: what no table can be made of is refused."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from loaders.catalog import Catalog
from loaders.csv_files import write_whole
from loaders.pipeline.build import build_tables

FOLDERS = ("figures", "parts", "catalog")


def try_build(contents: Mapping[str, bytes | None], data: Path, catalog: Catalog) -> None:
    """Build the tables of a copy of the data with these files. Raises FiguresError or CatalogError as a build does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in FOLDERS:
            if (data / name).exists():
                shutil.copytree(data / name, copy / name)
        for path, content in contents.items():
            if content is not None:
                write_whole(content, copy / path)
        build_tables(catalog, copy / "figures")
