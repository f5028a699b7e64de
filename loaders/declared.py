"""What a person has put in beside figures: sources, indicators and remarks, which the files of the tables carry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# The key under which the file of a table says it.
DECLARED = "terril.declared"
# The table whose file is looked at.
CARRIER = "observations.parquet"
# What the key of a publication begins with, among the sources.
PREFIX = "own-"
Records = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Declared:
    """The records of sources and of indicators, by id, in the fields of the catalogue and in what JSON holds, and those
    of remarks (see loaders.pipeline.remarks)."""

    sources: Records = field(default_factory=dict)
    indicators: Records = field(default_factory=dict)
    remarks: Sequence[Mapping[str, str]] = ()

    def to_text(self) -> str:
        """The same as JSON, "" where there is nothing: equal texts are of equal things."""
        told: dict[str, object] = {"sources": self.sources, "indicators": self.indicators}
        told |= {"remarks": list(self.remarks)} if self.remarks else {}
        return json.dumps(told, ensure_ascii=False, sort_keys=True) if any(told.values()) else ""


NOTHING = Declared()


def read_text(text: str) -> Declared:
    """What `to_text` wrote."""
    return Declared(**json.loads(text)) if text else NOTHING


def read_declared(path: Path) -> Declared:
    """What the file of a table carries; nothing where there is no such file, or where it cannot be read."""
    try:
        carried = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return NOTHING
    return read_text(carried.get(DECLARED.encode(), b"").decode())
