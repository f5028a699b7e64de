"""Contradictions that were read in the documents and that no rule finds: each with its places and their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from loaders.catalog import CATALOG, Catalog
from loaders.entries import Entry, Text, validate_entries
from loaders.rules.printed import Finding, Term, set_spaces
from loaders.yaml_files import CatalogError

FILE = "read_by_hand.yaml"
Kind = Literal["date", "part", "place", "ordinal", "list", "name", "nature", "reference", "unit"]


class Place(Entry):
    """Where a document says something: its lines, or the address of a page, and the words that are printed there."""

    source: Text
    lines: Annotated[str, Field(pattern=r"^(\d{1,5}(-\d{1,5})?|https?://\S+)$")]
    said: Text


class Reading(Entry):
    """Statements that cannot all be true as printed: what contradicts what, in a sentence, and when it was read.

    `explained` says how both came to be printed, where that can be seen.
    """

    kind: Kind
    theme: Text
    places: Annotated[tuple[Place, ...], Field(min_length=2)]
    sentence: Text
    explained: str = ""
    date: dt.date


def load_readings(folder: Path = CATALOG) -> dict[str, Reading]:
    """The readings of the catalogue by id; none where it has no such file. Raises CatalogError with every fault."""
    path = folder / FILE
    return validate_entries(path, Reading) if path.exists() else {}


def read_by_hand(catalog: Catalog, folder: Path = CATALOG) -> list[Finding]:
    """The readings as findings. Raises CatalogError where one names a theme or a source that does not exist."""
    readings = load_readings(folder)
    named: list[tuple[str, str, Collection[str]]] = [(key, r.theme, catalog.themes) for key, r in readings.items()]
    named += [(key, place.source, catalog.sources) for key, r in readings.items() for place in r.places]
    faults = [
        f"{FILE}, {key} : « {name} » n'existe pas dans le catalogue." for key, name, known in named if name not in known
    ]
    if faults:
        raise CatalogError("\n".join(faults))
    return [_make_finding(key, reading) for key, reading in readings.items()]


def _make_finding(key: str, reading: Reading) -> Finding:
    terms = tuple(Term("", 0.0, place.said, place.source, place.lines, "") for place in reading.places)
    return Finding(
        reading.kind,
        key,
        indicator="",
        territory="",
        where="",
        year=0,
        sentence=set_spaces(reading.sentence),
        gap="",
        terms=terms,
        explained=set_spaces(reading.explained),
        theme=reading.theme,
        read=reading.date,
    )
