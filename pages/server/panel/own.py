"""The database of the office, as what answers by address reads it: opened once, none where there is none."""

from __future__ import annotations

from pathlib import Path

from geo.kept import CODE, keep
from loaders.own.database.named import find_url, is_there
from loaders.own.database.opening import Database, open_database

AWAY = "La base du service ne répond pas pour l’instant : ce qu’elle garde revient avec elle."


def open_own() -> Database | None:
    """The database; None where nobody has put anything in. Raises OwnDatabaseError where it cannot be opened."""
    if not is_there():
        return None
    url = find_url()
    path = Path(url.removeprefix("sqlite:///"))
    # Another file in the same place, of a backup put back, is another database.
    return _open(url, path.stat().st_ino if path.exists() else 0)


@keep(CODE)
def _open(url: str, file: int) -> Database:
    return open_database(url)
