"""Sources that an import brings the first figures of: how they are declared, which the catalogue holds beforehand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from loaders.catalog import Catalog, Source
from loaders.yaml_files import read_yaml

AWAITED = "awaited.yaml"
FILES = {"source": "sources.yaml", "calendar": "calendar.yaml"}


def read_awaited(keys: Collection[str], catalog: Catalog, folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of the sources among `keys` that the catalogue does not have and awaits, by key."""
    awaited = _read(folder)
    return {key: awaited[key] for key in sorted(keys) if key not in catalog.sources and key in awaited}


def find_awaited(folder: Path) -> dict[str, Source]:
    """The source that is awaited of each indicator that no other has figures of."""
    entries = _read(folder).values()
    return {name: Source(**entry["source"]) for entry in entries for name in entry.get("indicators", ())}


def _read(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / AWAITED
    return read_yaml(path) if path.exists() else {}


def add_sources(catalog: Catalog, entries: dict[str, dict[str, Any]]) -> Catalog:
    """The catalogue with these sources."""
    return replace(catalog, sources=catalog.sources | {key: Source(**e["source"]) for key, e in entries.items()})


def declare(entries: dict[str, dict[str, Any]], folder: Path) -> dict[str, bytes]:
    """The files of the catalogue with these sources at their end, by path below the data; none where none is new."""
    if not entries:
        return {}
    contents = {}
    for kind, file in FILES.items():
        added = {key: entry[kind] for key, entry in entries.items()}
        text = yaml.safe_dump(added, allow_unicode=True, sort_keys=False, width=200)
        contents[f"{folder.name}/{file}"] = (folder / file).read_bytes() + text.encode("utf-8")
    return contents
