"""What of the catalogue a person has put in: sources and indicators, which the files of the tables carry with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# The key under which the file of a table says it.
DECLARED = "terril.declared"
# The table whose file is looked at.
CARRIER = "observations.parquet"
Records = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Declared:
    """The records of sources and of indicators, by id, in the fields of the catalogue and in what JSON holds."""

    sources: Records = field(default_factory=dict)
    indicators: Records = field(default_factory=dict)

    def to_text(self) -> str:
        """The same as JSON, "" where there is nothing: equal texts are of equal things."""
        if not self.sources and not self.indicators:
            return ""
        return json.dumps({"sources": self.sources, "indicators": self.indicators}, ensure_ascii=False, sort_keys=True)


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
