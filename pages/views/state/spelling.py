"""The state as an address spells it: written in one way, read in those of all versions of Terril."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from pages.views.state.fields import FIELDS, FORMER_NAMES

Words = tuple[str, ...]
Query = list[tuple[str, str]]
_BASE = re.compile(r"Indice 100 en (\d{4})")
# Labels of territories ended with their code: « Lens · 62498 ».
_CODED = frozenset({"territoires", "reference"})


def read_address(query: Mapping[str, Sequence[str]]) -> dict[str, Words]:
    """The fields that an address names, each with its words; a field without words was left empty by the reader.

    A name or a word that an earlier version wrote comes back as today's; a name that nobody knows is left out.
    """
    found: dict[str, Words] = {}
    for said, values in query.items():
        name = FORMER_NAMES.get(said, said)
        if name in FIELDS and (name not in found or said == name):
            found[name] = _read_words(name, [value for value in values if value])
    return found


def _read_words(name: str, values: Sequence[str]) -> Words:
    words = [FIELDS[name].former.get(value, value) for value in values]
    if name in _CODED:
        words = [word.rpartition("·")[2].strip() for word in words]
    if name == "liste":
        words = [word.strip() for one in words for word in one.split(",")]
    if name == "base":
        words = [_BASE.sub(r"\1", word) for word in words]
    if name == "annees" and len(words) == 2:
        words = ["-".join(words)]
    return tuple(dict.fromkeys(filter(None, words)))


def write_query(words: Mapping[str, Iterable[object]]) -> dict[str, list[str]]:
    """The parameters of an address, in their order; a field at its default is left out (see fields)."""
    found = {}
    for name, field in FIELDS.items():
        if name in words:
            said = [str(word) for word in words[name]]
            if said != [field.default] and (said or field.default != ""):
                found[name] = said or [""]
    return found


def write_address(path: str, words: Mapping[str, Iterable[object]]) -> str:
    """The address of a page that shows these words."""
    query = write_query(words)
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
