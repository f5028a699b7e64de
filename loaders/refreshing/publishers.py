"""The hosts that may be called, and where they are: themselves, or all of them below one address in a trial."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from loaders.catalog import CATALOG
from loaders.entries import Entry, Text, validate_entries
from loaders.refreshing.faults import FetchError
from loaders.settings import PUBLISHERS, read_setting

FILE = "publishers.yaml"
# « http://127.0.0.1:8621 »: data.ademe.fr is then http://127.0.0.1:8621/data.ademe.fr. Set by who starts the command.


class Publisher(Entry):
    """A host that may be called, and the seconds to leave between two requests to it.

    `regions` are the codes of those that it has data of, where it has not of all.
    """

    publisher: Text
    pause: Annotated[float, Field(ge=0)]
    regions: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The publishers by host, and the address that stands for all of them in a trial, "" where each is called."""

    publishers: Mapping[str, Publisher]
    elsewhere: str = ""

    def find(self, url: str) -> Publisher:
        """Who is at an address. Raises FetchError for a host that may not be called, or a way that is not secure."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" or parts.port not in (None, 443) or parts.username is not None:
            raise FetchError(f"{url[:200]} : une adresse https:// est attendue", "Rien n’y est demandé.")
        if host not in self.publishers:
            raise FetchError(
                f"« {host[:100]} » n’est pas l’un des éditeurs déclarés, et rien n’y est demandé",
                f"Si l’éditeur a changé d’adresse, déclarez-la dans data/catalog/{FILE}.",
            )
        return self.publishers[host]

    def covers(self, url: str, regions: Collection[str]) -> bool:
        """Whether who is at an address has data of one of some regions."""
        own = self.find(url).regions
        return not own or not set(own).isdisjoint(regions)

    def locate(self, url: str) -> str:
        """Where to ask for what a publisher has at an address."""
        self.find(url)
        if not self.elsewhere:
            return url
        parts = urlsplit(url)
        return f"{self.elsewhere.rstrip('/')}/{parts.hostname}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def read_directory(folder: Path = CATALOG) -> Directory:
    """The publishers of a catalogue; in a trial, where the environment says they are."""
    return Directory(validate_entries(folder / FILE, Publisher), read_setting(PUBLISHERS))
