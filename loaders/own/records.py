"""What the rows of the database stand for: a publication, its key, its entry among the sources."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from loaders.declared import PREFIX
from loaders.vocabulary import name_day

if TYPE_CHECKING:
    # Who only names publications does without what reads them.
    from sqlalchemy import Row

State = Literal["published", "replaced", "withdrawn"]
PUBLISHED: State = "published"
REPLACED: State = "replaced"
WITHDRAWN: State = "withdrawn"
STATES: dict[str, str] = {PUBLISHED: "publiée", REPLACED: "remplacée", WITHDRAWN: "retirée"}
PUBLISHER = "Données du service"
LICENCE = "Donnée du service, à demander à qui l’a fournie"
# What a publication holds, where it is no figures, is said in the record of how its file was read.
KIND, GRANTS = "kind", "grants"
NOUNS = {False: ("valeur", "valeurs"), True: ("subvention", "subventions")}
# As much of a hash as one compares by eye.
SHOWN_OF_HASH = 12


class PublicationError(ValueError):
    """What is asked of the publications cannot be done: the message says why, and what to do."""


@dataclass(frozen=True)
class Publication:
    """Figures that somebody put in, together: who, when, from which file (by its name and hash), and what became of it.

    `replaces` is the key of the publication that it took the place of, "" for none; `are_grants` where its rows are
    grants and no figures.
    """

    key: str
    title: str
    author: str
    at: dt.datetime
    file_name: str
    sha256: str
    rows: int
    state: State
    replaces: str = ""
    are_grants: bool = False

    @property
    def nouns(self) -> tuple[str, str]:
        """What its rows are called, one and several."""
        return NOUNS[self.are_grants]

    @property
    def told_state(self) -> str:
        """Its state in words."""
        return STATES[self.state]


def make_key(number: int) -> str:
    """The key of a publication among the sources: « own-12 »."""
    return f"{PREFIX}{number}"


def read_key(key: str) -> int:
    """The number of a publication. Raises PublicationError for what is no key."""
    number = key.removeprefix(PREFIX)
    if not key.startswith(PREFIX) or not number.isdigit():
        raise PublicationError(f"« {key} » n’est pas une publication : {PREFIX}12 est attendu.")
    return int(number)


def read_publication(row: Row[Any]) -> Publication:
    """A row of the table of publications."""
    replaces = make_key(row.replaces) if row.replaces is not None else ""
    at = dt.datetime.fromisoformat(row.at)
    return Publication(
        make_key(row.number), row.title, row.author, at, row.file_name, row.file, row.rows, row.state, replaces,
        _are_grants(row),
    )  # fmt: skip


def _are_grants(row: Row[Any]) -> bool:
    return bool(read_json(row.mapping).get(KIND) == GRANTS)


def write_day(at: dt.datetime) -> str:
    """« 26 novembre 2026 », where the reader is."""
    return name_day(at.astimezone())


def make_source(row: Row[Any]) -> dict[str, str]:
    """The entry of a publication among the sources of the catalogue, as JSON holds it.

    Of two publications it is never the same: it says the second and the hash of the file.
    """
    at = dt.datetime.fromisoformat(row.at)
    told = f"reçu le {at:%d/%m/%Y à %H:%M:%S} (UTC), empreinte {row.file[:SHOWN_OF_HASH]}"
    return {
        "title": f"fourni par {row.author}, le {write_day(at)}, fichier {row.file_name}",
        "publisher": PUBLISHER,
        "nature": "office",
        "date": at.date().isoformat(),
        "licence": LICENCE,
        "covers": f"{row.title} : {row.rows} {NOUNS[_are_grants(row)][row.rows > 1]}, {told}",
    }


def read_json(text: str) -> Any:
    """What `write_json` wrote."""
    return json.loads(text)


def write_json(record: Mapping[str, object]) -> str:
    """A record as text, equal records as equal texts."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)


def tell_now() -> str:
    """The present moment, as the database keeps it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
