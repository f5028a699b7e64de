"""Who is in a territory that a reader composes: what he wrote, as communes and EPCIs of today, each counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.kept import TERRITORIES, keep
from loaders.levels import NAMES
from loaders.reading.composed.code import MOST_LETTERS, is_composed, is_member, parse, spell, tidy_name
from loaders.reading.former import find_former
from loaders.reading.places import find_exactly, find_namesakes
from loaders.reading.search import split_words
from loaders.reading.surroundings import read_territories, split_codes
from loaders.vocabulary import join_words, list_words

MOST_SAID = 6
# Members that stand in a name, where none was given.
MOST_IN_NAME = 3
# Beyond as many words no code could hold them, and none is looked for.
MOST_WORDS = 600
_SEVERAL = re.compile(r"[\n\r\t,;]+")
_SIREN = re.compile(r"\d{3}\s\d{3}\s\d{3}")
# « France », « toute la France », « France métropolitaine ».
OF_FRANCE = frozenset({"france", "toute", "la", "entiere", "metropolitaine"})
WHOLE = "La France entière ne se compose pas : toutes ses communes sont sur la page « France »."
EMPTY = (
    "Aucun membre : collez des codes de communes ou d’EPCI, un par ligne, ou choisissez des territoires sur la carte."
)
SINGLE = "Un seul territoire n’en compose pas un autre : ajoutez une commune ou un EPCI à {name}."
UNKNOWN = (
    "Aucun territoire de ce code ou de ce nom : {names}. Un code de commune a 5 signes, le SIREN d’un EPCI "
    "9 chiffres ; corrigez ou retirez."
)
NOT_A_MEMBER = "{name} ({code}) n’est ni une commune ni un EPCI : donnez les communes ou les EPCI qui le composent."
TOO_MANY = (
    "{count} membres ne tiennent pas dans une adresse, qui porte le territoire entier : environ 240 communes ou "
    "145 EPCI au plus. Prenez les EPCI pour toutes leurs communes ; au-delà, un département ou une région a ses "
    "propres chiffres."
)


@dataclass(frozen=True)
class Resolved:
    """The members, communes and EPCIs of today in the order of their codes, none inside another, and the name given.

    `notes` say what was made of what was written; `faults` why nothing can be composed of it, none where it can.
    """

    members: tuple[str, ...]
    name: str
    notes: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the territory; "" where none can be composed."""
        return "" if self.faults else spell(self.members, self.name)


def split_written(text: str) -> list[str]:
    """What a reader wrote or pasted as one word a territory: « 62498 62427 » are two, « 246 200 364 » is one."""
    found: list[str] = []
    for part in (part.strip() for part in _SEVERAL.split(text)):
        word = part.rpartition("·")[2].strip()
        if _SIREN.fullmatch(word):
            found.append(re.sub(r"\s", "", word))
        elif word and all(is_member(one.upper()) for one in word.split()):
            found += word.split()
        elif word:
            found.append(word)
    return found


def resolve(words: Sequence[str], name: str = "") -> Resolved:
    """The territory of some codes or names, each one word, in any order."""
    faults: list[str] = []
    notes: list[str] = []
    try:
        name = tidy_name(name)
    except ValueError as error:
        faults.append(str(error))
    if len(words) > MOST_WORDS:
        return Resolved((), "", (), (TOO_MANY.format(count=len({*words})),))
    unknown: list[str] = []
    found: list[str] = []
    for word in words:
        codes = _find_each(word, notes, faults)
        if codes is None:
            unknown.append(word)
        else:
            found += codes
    if unknown:
        faults.insert(0, UNKNOWN.format(names=_shorten(f"« {word[:40]} »" for word in dict.fromkeys(unknown))))
    notes += _say_twice(found)
    members = _drop_inside(tuple(sorted({*found})), notes)
    if not faults:
        faults = _check(members, name)
    return Resolved(members, name, tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(faults)))


@keep(TERRITORIES)
def find_row(code: str) -> pd.Series | None:
    """A territory of France or of the catalogue, or one that a reader composed, in the columns of the table of
    territories; None for a code that is none of them.

    One that is composed is a grouping: its `name` is its own or those of its members, `departements` theirs together,
    `population` their sum.
    """
    table = read_territories()
    if code in table.index:
        return table.loc[code]
    spelled = parse(code)
    if spelled is None:
        return None
    resolved = resolve(spelled.members, spelled.name)
    if resolved.faults:
        return None
    own = table.loc[list(resolved.members)]
    named = resolved.name or name_members(resolved.members)
    said = {
        "code": code,
        "level": "grouping",
        "name": named,
        "short": named,
        "departements": ";".join(sorted({one for codes in own["departements"] for one in split_codes(codes)})),
        "epci": "",
        "population": own["population"].sum(),
        "legal_form": "",
        "members": ";".join(resolved.members),
        "successor": "",
        "note": f"Territoire composé par un lecteur : {describe_members(resolved.members)}.",
    }
    return pd.Series(said, name=code, dtype=object).reindex(table.columns)


def read_row(code: str) -> pd.Series:
    """The same of a territory that is known. Raises KeyError for any other."""
    row = find_row(code)
    if row is None:
        raise KeyError(code)
    return row


def find_rows(codes: Iterable[str]) -> list[pd.Series]:
    """Those of some territories that are known, in their order: see `find_row`."""
    return [row for row in map(find_row, codes) if row is not None]


def find_composed(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The members of those of some territories that a reader composed, by their codes."""
    rows = {code: find_row(code) for code in codes if is_composed(code)}
    return {code: tuple(split_codes(row["members"])) for code, row in rows.items() if row is not None}


def name_members(members: Sequence[str]) -> str:
    """« Lens-Liévin et Hénin-Carvin », « Arras et 11 autres communes »: the most people first, three named at most."""
    own = read_territories().loc[list(members)].sort_values("population", ascending=False, kind="stable")
    names = [str(short).replace("'", "’") for short in own["short"]]
    if len(names) <= MOST_IN_NAME:
        return join_words(names)
    levels = {*own["level"]}
    what = NAMES[levels.pop()].plural if len(levels) == 1 else "communes et EPCI"
    return f"{names[0]} et {len(names) - 1} autres {what}"


def describe_members(members: Sequence[str]) -> str:
    """« 2 EPCI et 1 commune »."""
    counts = Counter(read_territories().loc[list(members), "level"])
    said = [
        f"{counts[level]}\u00a0{NAMES[level].plural if counts[level] > 1 else NAMES[level].singular}"
        for level in ("epci", "commune")
        if counts[level]
    ]
    return " et ".join(said)


def _find_each(word: str, notes: list[str], faults: list[str]) -> list[str] | None:
    """The same of a name, or of several that « et » joins, all of them known: « Lens-Liévin et Hénin-Carvin »."""
    codes = _find(word, notes, faults)
    if codes is not None or " et " not in word:
        return codes
    said, wrong, found = list[str](), list[str](), list[str]()
    for part in word.split(" et "):
        own = _find(part.strip(), said, wrong)
        if own is None:
            return None
        found += own
    notes += said
    faults += wrong
    return found


def _find(word: str, notes: list[str], faults: list[str]) -> list[str] | None:
    """The communes and EPCIs that a code or a name stands for; None where nobody knows it."""
    table = read_territories()
    code = re.sub(r"\s", "", word).upper()
    if code not in table.index and (former := find_former(code)):
        names = _shorten(f"{table.at[one, 'short']} ({one})" for one in former.successors)
        notes.append(f"{former.name} ({code}) n’est plus une commune : {names} aujourd’hui. {former.note}.")
        return list(former.successors)
    if code not in table.index and is_composed(word) and (row := find_row(word)) is not None:
        return split_codes(row["members"])
    if code not in table.index:
        place = find_exactly(split_words(word)) if not is_member(code) else None
        code = place.code if place else ""
        notes += _tell_apart(word, code)
    if code not in table.index and {"france"} <= {*split_words(word)} <= OF_FRANCE:
        faults.append(WHOLE)
        return []
    if code not in table.index:
        return None
    row = table.loc[code]
    if row["successor"]:
        successor = str(row["successor"])
        notes.append(
            f"{row['short']} ({code}) n’existe plus : {table.at[successor, 'short']} ({successor}) en tient lieu."
        )
        return [successor]
    if row["level"] in ("commune", "epci"):
        return [code]
    if members := [one for one in split_codes(row["members"]) if is_member(one)]:
        notes.append(f"{row['short']} : ses {len(members)} membres.")
        return members
    faults.append(NOT_A_MEMBER.format(name=row["short"], code=code))
    return []


def _tell_apart(word: str, code: str) -> list[str]:
    """Which of the territories of one name a word was taken for."""
    table = read_territories()
    others = (
        [other for other in find_namesakes(code) if table.at[other, "level"] in ("commune", "epci")] if code else []
    )
    if list_words(word) == list_words(str(table.at[code, "name"]) if code else ""):
        # Its whole name, legal form and all: those alone that have the same.
        others = [other for other in others if list_words(str(table.at[other, "name"])) == list_words(word)]
    if not others:
        return []
    said = ", ".join(f"{table.at[other, 'name']} ({other})" for other in others[:MOST_SAID])
    return [f"« {word[:40]} » est lu {table.at[code, 'name']} ({code}) ; aussi de ce nom : {said}."]


def _say_twice(found: Sequence[str]) -> list[str]:
    twice = [code for code, count in Counter(found).items() if count > 1]
    if not twice:
        return []
    names = _shorten(f"{read_territories().at[code, 'short']} ({code})" for code in twice)
    return [f"Cité plusieurs fois, compté une fois : {names}."]


def _drop_inside(members: tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    """The members without the communes of an EPCI that is itself one."""
    inside = {code: str(epci) for code, epci in read_territories()["epci"].reindex(members).items() if epci in members}
    for epci in sorted({*inside.values()}):
        own = _shorten(f"{read_territories().at[code, 'short']} ({code})" for code in inside if inside[code] == epci)
        notes.append(f"Dans {read_territories().at[epci, 'short']}, qui les compte déjà : {own}.")
    return tuple(code for code in members if code not in inside)


def _check(members: tuple[str, ...], name: str) -> list[str]:
    if not members:
        return [EMPTY]
    if len(members) == 1:
        return [SINGLE.format(name=read_territories().at[members[0], "short"])]
    is_long = len(spell(members, name)) > MOST_LETTERS
    return [TOO_MANY.format(count=len(members))] if is_long else []


def _shorten(words: Iterable[str]) -> str:
    """« a, b et 3 autres »."""
    said = list(words)
    more = f" et {len(said) - MOST_SAID} autres" if len(said) > MOST_SAID else ""
    return ", ".join(said[:MOST_SAID]) + more
