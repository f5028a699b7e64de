"""A dossier of the service that a reader has taken up: which version, and what becomes of it when it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pages.views.dossier import Dossier, clean_line, parse_dossier, write_dossier
from pages.words.paths import DOSSIER

ADDRESS = "partage"
MOST_TITLE = 160


class Version(Protocol):
    """A version as the database has it: see loaders.own.shelf.Saved."""

    key: str
    number: int
    title: str
    record: str
    author: str


@dataclass(frozen=True)
class Taken:
    """What was taken up: the key and the version, and the dossier as it was."""

    key: str
    number: int
    dossier: Dossier

    @property
    def address(self) -> str:
        """Where any reader opens it."""
        return f"{DOSSIER}?{ADDRESS}={self.key}"


def write_record(dossier: Dossier) -> str:
    """The text that is kept of a dossier: its file."""
    return write_dossier(dossier).decode()


def read_record(record: str) -> Dossier:
    """The dossier of a text that was kept. Raises DossierError for one of another version of Terril."""
    return parse_dossier(record.encode())


def name_copy(dossier: Dossier, author: str) -> Dossier:
    """The same under a title of its own: « Bureau (copie par Anne) »."""
    end = f" (copie par {author})"
    return dossier.model_copy(update={"title": clean_line(dossier.title[: MOST_TITLE - len(end)] + end)})
