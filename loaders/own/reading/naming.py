"""The territory of each record: by its code, or by a name that somebody confirmed; a name alone is only proposed."""

from __future__ import annotations

import numpy as np

from loaders.own.reading import messages
from loaders.own.reading.asking import Asker
from loaders.own.reading.coded import Coded
from loaders.own.reading.messages import Told
from loaders.own.reading.places import FORMER, Found, Places
from loaders.own.reading.understood import Mapping, Proposal

LEVELS_BY_WORD = {
    "commune": ("commune",), "communes": ("commune",), "ville": ("commune",), "epci": ("epci", "grouping"),
    "intercommunalite": ("epci", "grouping"), "agglomeration": ("epci",), "departement": ("departement",),
}  # fmt: skip
APART = " et "


def read_territories(asker: Asker, places: Places, mapping: Mapping) -> tuple[np.ndarray, tuple[Proposal, ...]]:
    """The code of the territory of each record, "" where none can be said, and what names may be."""
    codes, names = asker.find("territory"), asker.find("territory_name")
    are_departements = "dep" in asker.name_header("territory")
    found = {word: places.read_code(word, are_departements=are_departements) for word in codes.words if word}
    by_code = codes.map(lambda word: found[word].code if word else "")
    has_no_code = codes.is_blank
    asker.say("territory_unknown", (by_code == "") & ~has_no_code, "territory", lambda word: _tell(word, found, places))
    by_name = names.map(lambda word: _confirm(word, mapping, places))
    is_named = has_no_code & ~names.is_blank
    proposals = _propose(asker, names, is_named & (by_name == ""), places)
    asker.say("territory_missing", has_no_code & names.is_blank, "territory", messages.NO_TERRITORY)
    is_mended = codes.map(lambda word: bool(word) and found[word].was not in ("", FORMER)).astype(bool)
    asker.say(
        "territory_mended", is_mended, "territory",
        lambda word: Told(f"lu {found[word].code}, {found[word].was}", messages.AS_TEXT), is_error=False,
    )  # fmt: skip
    if not (names.is_nothing or codes.is_nothing):
        _compare(asker, codes, names, found, places)
    return np.asarray(np.where(is_named, by_name, by_code)), proposals


def _confirm(name: str, mapping: Mapping, places: Places) -> str:
    """The code that a person gave a name, or that stands in its place; "" for none that is known."""
    code = mapping.names.get(name) or (name if places.is_whole_code(name) else "")
    return code if code in places.labels else ""


def _tell(word: str, found: dict[str, Found], places: Places) -> Told:
    near = [] if any(sign.isdigit() for sign in word) else places.propose(word)
    if near:
        said = f"{near[0].label} a le code {near[0].code} : écrivez-le dans la cellule si c’est ce territoire."
        return Told(found[word].wrong, said)
    return Told(found[word].wrong, found[word].advice)


def _propose(asker: Asker, names: Coded, mask: np.ndarray, places: Places) -> tuple[Proposal, ...]:
    """Names without code: what they may be is proposed, and nothing is taken before somebody says so."""
    header = asker.name_header("territory_name").split()
    levels = next((own for word, own in LEVELS_BY_WORD.items() if word in header), ())
    asked = np.unique(names.codes[mask & asker.is_asked]).tolist()
    proposed = {names.words[code]: places.propose(names.words[code], levels) for code in asked}

    def tell(word: str) -> Told:
        if not proposed[word]:
            return messages.NO_PROPOSAL
        first, *others = proposed[word]
        also = f" ; ou {', '.join(f'{one.label} ({one.code})' for one in others)}" if others else ""
        said = f"{first.label} ({first.code}, {first.detail}) est proposé{also} : confirmez-le, ou donnez le code."
        return Told("un code est attendu, un nom seul est donné", said)

    asker.say("territory_name", mask, "territory_name", tell)
    return tuple(one for own in proposed.values() for one in own)


def _compare(asker: Asker, codes: Coded, names: Coded, found: dict[str, Found], places: Places) -> None:
    """A row whose code is one territory and whose name is exactly another's is of neither."""
    pairs, each = np.unique(codes.codes.astype("int64") * len(names.words) + names.codes, return_inverse=True)
    said = [""] * len(pairs)
    for place, pair in enumerate(pairs.tolist()):
        word, name = codes.words[pair // len(names.words)], names.words[pair % len(names.words)]
        code = found[word].code if word else ""
        exact = places.find_names(name) if name and code and code not in places.former else ()
        if exact and code not in exact and places.levels[exact[0]] == places.levels.get(code):
            said[place] = f"{word}{APART}{name}"

    def tell(word: str) -> Told:
        code, _, name = word.partition(APART)
        own, named = found[code].code, places.find_names(name)[0]
        expected = (
            f"le code et le nom d’un même territoire sont attendus ; {own} est {places.labels[own]}, {name} est {named}"
        )
        return Told(expected, messages.UNLIKE)

    texts = np.array(said, dtype=object)[each]
    asker.say("territory_mismatch", texts != "", "territory", tell, words=texts)
