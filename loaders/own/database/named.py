"""Which database an installation has, told without what it takes to open it."""

from __future__ import annotations

from pathlib import Path

from loaders.settings import DATABASE, read_setting
from loaders.tables import DATA

FILE = Path("own") / "terril.sqlite"


class OwnDatabaseError(ValueError):
    """The database cannot be read or written: the message says why, and what to do."""


def find_url(tables: Path = DATA) -> str:
    """The one that TERRIL_DATABASE names, else a file beside the tables."""
    return read_setting(DATABASE) or f"sqlite:///{tables / FILE}"


def is_there(tables: Path = DATA) -> bool:
    """Whether there is one: it is named, or its file is there."""
    return bool(read_setting(DATABASE)) or (tables / FILE).exists()
