"""A file of entries that each belong to something in the catalogue."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TypeVar

from loaders.entries import Entry
from loaders.yaml_files import CatalogError, read_yaml

Read = TypeVar("Read", bound=Entry)


def read_entries(path: Path, model: type[Read], known: Container[str], unknown: str) -> dict[str, Read]:
    """The entries of a file by key. Raises CatalogError for keys that are not `known`, which `unknown` says."""
    entries = {key: model.model_validate(entry) for key, entry in read_yaml(path).items()}
    lost = [key for key in entries if key not in known]
    if lost:
        raise CatalogError(f"{path.name} : {unknown} du catalogue : {', '.join(lost)}.")
    return entries
