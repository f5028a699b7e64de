"""Which database an installation has, told without what it takes to open it."""

from __future__ import annotations

import os
from pathlib import Path

from loaders.tables import DATA

NAMED = "TERRIL_DATABASE"
FILE = Path("own") / "terril.sqlite"


class OwnDatabaseError(ValueError):
    """The database cannot be read or written: the message says why, and what to do."""


def find_url(tables: Path = DATA) -> str:
    """The one that TERRIL_DATABASE names, else a file beside the tables."""
    return os.environ.get(NAMED, "") or f"sqlite:///{tables / FILE}"


def is_there(tables: Path = DATA) -> bool:
    """Whether there is one: it is named, or its file is there."""
    return bool(os.environ.get(NAMED, "")) or (tables / FILE).exists()
