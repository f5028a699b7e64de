"""`python -m loaders.own.past DAY FOLDER`: the tables as they stood at the end of a past day, made anew in a folder.

Made of the files that imports have replaced since, of the publications and remarks that stood then, and of today’s
catalogue. Of what is tied to a secret, of then or of now, the figures are those of today.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from loaders.catalog import CATALOG, read_catalog
from loaders.csv_files import read_text_csv
from loaders.own.database.named import is_there
from loaders.own.memory import archive, find_end, list_later, list_served_secrets, spread_secrets
from loaders.own.memory.archive import FIGURES, State
from loaders.pipeline.beside import read_said_in
from loaders.pipeline.build import CATEGORIES, PARTS, build_tables, write_tables
from loaders.pipeline.build import FIGURES as GIVEN
from loaders.pipeline.own import Own, make_empty
from loaders.rules.secrecy import CONFIDENTIAL
from loaders.tables import DATA, Tables

if TYPE_CHECKING:
    from loaders.own.database.opening import Database


class Reach(NamedTuple):
    """How far a past day is from today: the changes `since` its end, the `first` change that is kept at all (None where
    none is), and the year, where documents of later years are among those that are shown."""

    since: int
    first: dt.datetime | None
    year: int | None

    @property
    def is_today(self) -> bool:
        """Whether the tables of that day are those of today, as far as is known."""
        return self.since == 0 and self.year is None


def find_reach(day: dt.date, data: Path, database: Database | None) -> Reach:
    """How far the memory of the data in a folder goes towards a day."""
    moments = [one.since for own in archive.list_states(data).values() for one in own if one.since is not None]
    if database is not None:
        from loaders.own.memory.published import list_moments

        with database.reading() as connection:
            moments += list_moments(connection)
    end = find_end(day)
    since = len({moment for moment in moments if moment > end})
    return Reach(since, min(moments, default=None), day.year if list_later(day) else None)


def make_past(day: dt.date, data: Path, database: Database | None, folder: Path, *, tables: Path = DATA) -> None:
    """Make the tables of a day in a folder; `tables` are those of today.

    Raises FiguresError or CatalogError where they do not go with the catalogue of today, OwnDatabaseError.
    """
    end, states, own = find_end(day), archive.list_states(data), make_empty()
    secret = {*list_served_secrets(), *archive.list_secret(states)}
    if database is not None:
        from loaders.own.making import read_stood
        from loaders.own.memory.published import list_secret, list_standing

        with database.reading() as connection:
            own = read_stood(connection, list_standing(connection, end), end)
            secret |= list_secret(connection)
    with tempfile.TemporaryDirectory(prefix="terril-past-") as laid:
        lay_figures(Path(laid), data, states, day)
        made = build_tables(read_catalog(), Path(laid) / FIGURES, own)
    _write(made, own, spread_secrets(frozenset(secret)), tables, folder)


def lay_figures(laid: Path, data: Path, states: Mapping[str, Sequence[State]], day: dt.date) -> None:
    """Lay the files of figures as they stood on a day below a folder, with what lies beside them."""
    end, later = find_end(day), list_later(day)
    (laid / FIGURES).mkdir()
    for name in (CATALOG.name, PARTS.name):
        (laid / name).symlink_to((data / name).resolve())
    for name in sorted({f"{FIGURES}/{path.name}" for path in (data / FIGURES).iterdir()} | {*states}):
        stood = [one for one in states.get(name, ()) if one.since is None or one.since <= end]
        path = stood[-1].path if stood else None if name in states else data / name
        if path is None or not path.exists():
            continue
        is_known = bool(stood) and stood[-1].since is not None
        content = path.read_bytes()
        if not is_known and path.suffix == ".csv" and any(source.encode() in content for source in later):
            rows = read_text_csv(path)
            content = rows[~rows["source"].isin(later)].to_csv(index=False).encode()
            if rows["source"].isin(later).all():
                continue
        (laid / name).write_bytes(content)


def _write(made: Tables, own: Own, tied: frozenset[str], tables: Path, folder: Path) -> None:
    today = {name: pd.read_parquet(tables / f"{name}.parquet") for name in ("observations", "grants")}
    of_today = today["observations"]
    parts = [made.observations[~made.observations["indicator"].isin(tied)], of_today[of_today["indicator"].isin(tied)]]
    texts = [part.astype(dict.fromkeys(CATEGORIES, str)) for part in parts if len(part)] or [made.observations]
    observations = pd.concat(texts).sort_values("indicator", kind="stable", ignore_index=True)
    observations = observations.astype(dict.fromkeys(CATEGORIES, "category"))
    is_secret = any(grants["status"].astype(str).eq(CONFIDENTIAL).any() for grants in (made.grants, today["grants"]))
    grants = today["grants"] if is_secret else made.grants
    # Of then, what is shown today as well: it tells nothing that is withheld now.
    shown = read_said_in(tables).items() if tied else made.said.items()
    said = {figure: told for figure, told in made.said.items() if (figure, told) in shown}
    write_tables(replace(made, observations=observations, grants=grants, said=said), folder, own=own)


def main(day: dt.date, folder: Path) -> None:
    """Make the tables of a day in a folder, of the data and the database of this installation."""
    database = None
    if is_there():
        from loaders.own.database.opening import open_database

        database = open_database()
    make_past(day, GIVEN.parent, database, folder, tables=DATA)


if __name__ == "__main__":
    try:
        main(dt.date.fromisoformat(sys.argv[1]), Path(sys.argv[2]))
    except ValueError as error:
        sys.exit(str(error))
