"""The database of the office, opened once for all who read it; none where nobody has put anything in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.kept import CODE, keep
from loaders.own.database.named import find_url, is_there

if TYPE_CHECKING:
    from loaders.own.database.opening import Database

AWAY = "La base du service ne répond pas pour l’instant : ce qu’elle garde revient avec elle."


def open_own() -> Database | None:
    """The database; None where there is none. Raises OwnDatabaseError where it cannot be opened."""
    return make_own() if is_there() else None


def make_own() -> Database:
    """The database, made where it is not there. Raises OwnDatabaseError."""
    url = find_url()
    path = Path(url.removeprefix("sqlite:///"))
    if not is_there():
        _open_now(url).engine.dispose()
    # Another file in the same place, of a backup put back, is another database.
    return _open(url, path.stat().st_ino if path.exists() else 0)


@keep(CODE)
def _open(url: str, file: int) -> Database:
    return _open_now(url)


def _open_now(url: str) -> Database:
    # Read here: where there is none, nothing needs what reads it.
    from loaders.own.database.opening import open_database

    return open_database(url)
