"""What readers call things: months, synonyms of indicators, measures and territories, places that the contours lack."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from loaders.entries import Code, Entry, Text, validate_file
from loaders.yaml_files import CatalogError

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
Phrases = Annotated[tuple[Text, ...], Field(min_length=1)]


def name_day(day: dt.date) -> str:
    """« 1er novembre 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def join_words(words: Sequence[str]) -> str:
    """« a, b et c »."""
    return " et ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))


def list_words(text: str) -> list[str]:
    """The words of a text without accents, ligatures, case or punctuation: « St-Omer » is ['saint', 'omer']."""
    plain = text.casefold()
    # Most names are, and all names are read for a new version of the tables.
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain.translate(LIGATURES))
        plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [ABBREVIATIONS.get(word, word) for word in re.findall(r"[^\W_]+", plain)]


class Vocabulary(Entry):
    """The words of a question. Keys of `indicators` are ids, restricted or not (« waste.collected@stream=glass »),
    those of `territories` codes; each list holds what else readers call them.

    `per_inhabitant`, `trend`, `ranking` and `aim` are what asks for a measure; `neighbours` and `levels` what asks for
    the territories beside one, or of a level; `forms` how the legal forms of EPCIs are said; `ignored` what a question
    holds and no answer needs.
    """

    indicators: dict[str, Phrases] = Field(default_factory=dict)
    territories: dict[Code, Phrases] = Field(default_factory=dict)
    per_inhabitant: tuple[Text, ...] = ()
    trend: tuple[Text, ...] = ()
    ranking: tuple[Text, ...] = ()
    aim: tuple[Text, ...] = ()
    neighbours: tuple[Text, ...] = ()
    levels: dict[str, Phrases] = Field(default_factory=dict)
    forms: dict[str, Phrases] = Field(default_factory=dict)
    ignored: tuple[Text, ...] = ()


class OtherPlace(Entry):
    """What readers look for under a name or codes that no commune of the contours has.

    `codes` are the first and the last; `names` how it is called; `parts` how many numbered parts it has (« Lyon 3e »);
    `leads_to` the territory that it is a part of, None where Terril knows none; `reason` says so to a reader.
    """

    label: Text
    codes: Annotated[tuple[Code, Code], Field()]
    names: tuple[Text, ...] = ()
    parts: int = 0
    leads_to: Code | None = None
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> OtherPlace:
        if self.codes[0] > self.codes[1] or len(self.codes[0]) != len(self.codes[1]):
            raise ValueError(f"le premier code ({self.codes[0]}) vient après le dernier ({self.codes[1]})")
        return self

    def holds(self, code: str) -> bool:
        """Whether a code is one of its own."""
        return len(code) == len(self.codes[0]) and self.codes[0] <= code <= self.codes[1]


def _list_said_twice(vocabulary: Vocabulary) -> Iterator[str]:
    """A sentence for each name that two indicators or two territories have."""
    for what, named in (("indicateurs", vocabulary.indicators), ("territoires", vocabulary.territories)):
        owners: dict[tuple[str, ...], str] = {}
        for key, phrases in named.items():
            for phrase in phrases:
                first = owners.setdefault(tuple(list_words(phrase)), key)
                if first != key:
                    yield f"« {phrase} » nomme deux {what}, {first} et {key}"


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of a file, empty where there is none. Raises CatalogError with every fault found, one a line."""
    if not path.exists():
        return Vocabulary()
    vocabulary = validate_file(path, Vocabulary)
    if faults := [f"{path.name} : {said}." for said in _list_said_twice(vocabulary)]:
        raise CatalogError("\n".join(faults))
    return vocabulary
