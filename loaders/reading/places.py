"""Territories found by what readers call them: a name, a code, « CA d’Arras », « Lyon 3e »; see also reading.search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.kept import TABLES, keep
from loaders.catalog import load_catalog
from loaders.levels import FORMS
from loaders.reading.search import FORMER, Entry, build_index, find, split_words
from loaders.reading.surroundings import read_territories
from loaders.vocabulary import OtherPlace, list_words

# Any legal form: « agglo », « intercommunalité ».
ANY_FORM = "EPCI"
# One word as short as that is rather a word of the question than a commune at the other end of France.
SHORTEST_NAME = 3
ORDINAL = re.compile(r"(\d{1,2})(?:er|e|eme|ere|nd|nde)?")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A territory found: `detail` tells it from its namesakes, `remark` says where it is not quite what was asked.

    `code` is "" for a place of which Terril knows nothing; `remark` then says why.
    """

    code: str
    label: str
    detail: str
    remark: str = ""


@dataclass(frozen=True)
class Names:
    """The territories by the words of their names and codes, the heaviest first, and the legal forms by their words."""

    by_words: dict[Words, tuple[Entry, ...]]
    by_code: dict[str, Entry]
    forms: dict[Words, str]


def strip_ignored(words: Sequence[str]) -> Words:
    """The words that tell one name from another: without articles and the like."""
    ignored = read_ignored()
    return tuple(word for word in words if word not in ignored)


@keep(TABLES)
def read_ignored() -> frozenset[str]:
    """The words that a question holds and no answer needs."""
    return frozenset(word for text in load_catalog().vocabulary.ignored for word in list_words(text))


@keep(TABLES)
def read_names() -> Names:
    """All names of territories, made once."""
    vocabulary, table = load_catalog().vocabulary, read_territories()
    found: dict[Words, list[Entry]] = {}
    entries = {entry.id: entry for entry in build_index().entries if entry.kind == "territory"}
    names = dict(zip(table["code"], table["name"], strict=True))
    for code, entry in entries.items():
        texts = (entry.label, names[code], *vocabulary.territories.get(code, ()), *entry.codes.split())
        for words in {strip_ignored(split_words(text)) for text in texts} - {()}:
            found.setdefault(words, []).append(entry)
    forms = {strip_ignored(list_words(text)): form for form, texts in vocabulary.forms.items() for text in texts}
    by_words = {words: tuple(sorted(own, key=lambda entry: -entry.weight)) for words, own in found.items()}
    return Names(by_words, entries, forms)


def to_place(entry: Entry, remark: str = "") -> Place:
    """The territory of an entry of the search."""
    return Place(entry.id, entry.label, entry.detail, remark)


def _split_form(words: Words) -> tuple[str, Words]:
    """The legal form that a name begins or ends with, and the rest: « ca arras » is ('CA', ('arras',))."""
    forms = read_names().forms
    for size in (2, 1):
        if len(words) > size and words[:size] in forms:
            return forms[words[:size]], words[size:]
        if len(words) > size and words[-size:] in forms:
            return forms[words[-size:]], words[:-size]
    return "", words


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _find_formed(form: str, name: Words) -> Place | None:
    """The EPCI of a name, or of the commune of that name, whatever its legal form; the remark says where it differs."""
    table, names = read_territories(), read_names()
    found = names.by_words.get(name, ())
    for entry in found:
        if table.at[entry.id, "level"] == "epci" and not table.at[entry.id, "successor"]:
            own = str(table.at[entry.id, "legal_form"])
            is_other = form not in (own, ANY_FORM) and own in FORMS and form in FORMS
            said = f"{table.at[entry.id, 'name']} : {_lower(FORMS.get(own, ''))}, et non {_lower(FORMS.get(form, ''))}"
            return to_place(entry, said if is_other else "")
    for entry in found:
        epci = str(table.at[entry.id, "epci"])
        if table.at[entry.id, "level"] == "commune" and epci:
            remark = f"EPCI de la commune {entry.label} : {table.at[epci, 'name']}"
            return to_place(names.by_code[epci], remark)
    return None


def find_exactly(words: Sequence[str]) -> Place | None:
    """The heaviest territory of exactly these words, of its name, code or synonym, or legal form and name."""
    name, names = strip_ignored(words), read_names()
    if not name:
        return None
    if other := _find_other(words):
        return other
    for entry in names.by_words.get(name, ()):
        if entry.weight >= FORMER or len(name) > 1 or len(name[0]) >= SHORTEST_NAME:
            return to_place(entry)
    form, rest = _split_form(name)
    return _find_formed(form, rest) if form else None


def _find_other(words: Sequence[str]) -> Place | None:
    """A place that no commune of the contours is: led to the one that it is a part of, or told why it is unknown."""
    for place in load_catalog().other_places.values():
        if (len(words) == 1 and place.holds(words[0])) or _names_a_part(place, words):
            known = read_names().by_code.get(place.leads_to or "")
            return to_place(known, place.reason) if known else Place("", place.label, place.reason, place.reason)
    return None


def _names_a_part(place: OtherPlace, words: Sequence[str]) -> bool:
    """Whether words are « Lyon 3e », « 3e arrondissement de Lyon » or, of a place without parts, its name."""
    named = {strip_ignored(list_words(name)) for name in place.names}
    if not place.parts:
        return strip_ignored(words) in named
    numbers = [found for word in words if (found := ORDINAL.fullmatch(word))]
    name = tuple(word for word in strip_ignored(words) if not ORDINAL.fullmatch(word) and word[:8] != "arrondis")
    return name in named and len(numbers) == 1 and 1 <= int(numbers[0][1]) <= place.parts


def find_territories(text: str, limit: int = 12) -> list[Place]:
    """The territories that a reader may mean by a name, a code or a legal form and a name, the likeliest first.

    Accents, ligatures, capitals and abbreviations do not count. « CA d’Arras » finds the CU, and says so.
    """
    words = split_words(text)
    exact = find_exactly(words)
    unlike: dict[str, Place] = {}
    for place in [*filter(None, [exact]), *map(to_place, find(text, limit, kind="territory"))]:
        unlike.setdefault(place.code or place.label, place)
    return list(unlike.values())[:limit]


def find_namesakes(code: str) -> list[str]:
    """The other territories of the same short name, the heaviest first: the commune Arras of the CU."""
    names = read_names()
    words = strip_ignored(split_words(names.by_code[code].label))
    return [entry.id for entry in names.by_words.get(words, ()) if entry.id != code]
