"""The territories of the service as readers find them: those to choose from, and the short address of each,
« service.abcdefghjk », which is the newest version of who is in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.own.database.named import OwnDatabaseError
from loaders.reading.composed.resolving import describe_members, find_row
from loaders.reading.surroundings import read_territories, split_codes
from pages.server.office.own import AWAY, open_own
from pages.words.french import NARROW
from pages.words.memory import write_moment
from pages.words.paths import BASE, TERRITORY

CHOICES = f"{BASE}/territoires/service"
SHORT = re.compile(r"service\.([a-z0-9]{4,16})")
LOST = "Cette adresse n’est pas celle d’un territoire du service : elle a pu être coupée."


class Opened(NamedTuple):
    """What a short address stands for: the code of the territory, "" for none, and what is said of it."""

    code: str
    said: str


def write_address(key: str) -> str:
    """Where any reader opens the territory of a key: its portrait, which every page has the choice of."""
    return f"{TERRITORY}?territoires=service.{key}"


def list_choices() -> list[list[str]]:
    """Those that can be chosen, by name, in the columns of `pages.views.picker.listing.list_territories`; none where
    there is no database. Raises OwnDatabaseError."""
    # Read here: who has no such territory does without what reads it.
    from loaders.own.shelf import TERRITORIES

    database, table = open_own(), read_territories()
    found = []
    for saved in TERRITORIES.list_newest(database) if database is not None else ():
        row = None if saved.deleted_by else find_row(saved.record)
        if row is not None:
            members = split_codes(row["members"])
            words = " ".join([*table.loc[members, "short"], *members])
            found.append([saved.record, saved.title, f"{describe_members(members)} · par {saved.author}", words])
    return sorted(found, key=lambda row: row[1].casefold())


def open_short(word: str) -> Opened | None:
    """What a word of an address stands for; None for one that is no short address."""
    found = SHORT.fullmatch(word)
    if found is None:
        return None
    # Read here: who has no such address does without what reads it.
    from loaders.own.shelf import TERRITORIES, ShelfError

    try:
        database = open_own()
        if database is None:
            return Opened("", LOST)
        saved = TERRITORIES.read(database, found[1])
    except ShelfError:
        return Opened("", LOST)
    except OwnDatabaseError:
        return Opened("", AWAY)
    named = f"Territoire du service «{NARROW}{saved.title}{NARROW}»"
    if saved.deleted_by:
        return Opened("", f"{named}{NARROW}: {saved.deleted_by} l’a supprimé.")
    return Opened(
        saved.record, f"{named}, version {saved.number}, enregistrée par {saved.author} le {write_moment(saved.at)}."
    )
