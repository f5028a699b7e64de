"""Territories as offices write them: codes of several kinds, damaged or not, and names, which are only proposed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from geo.kept import TABLES, keep_by_frame
from loaders.catalog import Catalog
from loaders.levels import FORMS, NAMES
from loaders.own.reading import messages
from loaders.own.reading.understood import Proposal
from loaders.pipeline.former_codes import list_former
from loaders.pipeline.territories import build_territories
from loaders.tabular import cells
from loaders.territories.cog import Cog, read_cog
from loaders.territories.perimeters import read_every_perimeter
from loaders.vocabulary import list_words

FORMER = "former"
MOST_PROPOSALS = 3
# A name as near as that to one of the installation is rather mistyped than another's.
NEARNESS = 0.84
# A part of a name that is as long as that tells it.
SHORTEST = 5
# Words before a name that do not tell one territory from another.
_BEFORE = frozenset({
    "ville", "commune", "mairie", "ca", "cc", "cu", "communaute", "agglomeration", "agglo", "urbaine", "communes",
    "metropole", "departement", "region", "de", "d", "du", "des", "la", "le", "les", "l", "pole", "metropolitain",
})  # fmt: skip
# Words before a name that tell of which level it is.
_LEVELS = dict.fromkeys(
    ("ca", "cc", "cu", "communaute", "agglomeration", "agglo", "metropole"), ("epci",)
) | dict.fromkeys(("ville", "commune", "mairie"), ("commune",))
_CODE_IN = re.compile(r"(?<![\w])(\d{9}|\d{5}|2[AB]\d{3})(?![\w])", re.IGNORECASE)


class Found(NamedTuple):
    """A territory by what a cell says: its code, or what is wrong. `was` says how it was mended, "" for nothing."""

    code: str
    was: str = ""
    wrong: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Places:
    """The territories that figures may be of; `labels` and `levels` by code, `aliases` other codes of them, `epcis` by
    commune."""

    labels: dict[str, str]
    levels: dict[str, str]
    details: dict[str, str]
    weights: dict[str, float]
    aliases: dict[str, str]
    former: frozenset[str]
    cog: Cog
    others: Catalog
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    epcis: dict[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every code that a figure may have."""
        return frozenset(self.labels) | self.former

    def read_code(self, text: str, *, are_departements: bool = False) -> Found:
        """The territory of a code, Insee, SIREN, SIRET or of a département, without its first zeros or with a .0."""
        plain = _squeeze(text)
        if plain in self.labels:
            return Found(plain)
        if are_departements and (number := cells.read_departement(plain)) and f"D{number.code}" in self.labels:
            return Found(f"D{number.code}", "zéro de tête remis" if number.was_mended else "")
        if plain in self.former:
            return Found(plain, FORMER)
        if plain in self.aliases:
            return Found(self.aliases[plain])
        if cells.is_damaged(text):
            return Found("", "", "un code entier est attendu, celui-ci est arrondi", messages.ROUNDED)
        commune = cells.read_commune(text)
        if commune and commune.code in self.known:
            return Found(commune.code, "zéro de tête remis" if commune.was_mended else "")
        siren = cells.read_siren(text)
        if siren and siren.code and (code := self.aliases.get(siren.code, siren.code)) in self.labels:
            return Found(code, "zéros de tête remis" if siren.was_mended else "")
        if (number := cells.read_departement(plain)) and f"D{number.code}" in self.labels and len(plain) <= 3:
            return Found(f"D{number.code}")
        inside = {code.upper() for code in _CODE_IN.findall(text)} - {plain}
        if len(inside) == 1:
            return self.read_code(inside.pop(), are_departements=are_departements)
        for place in self.others.other_places.values():
            if place.holds(plain):
                return Found("", "", f"un territoire connu est attendu ({place.reason})", messages.IN_ANOTHER)
        return Found("", "", *messages.UNKNOWN_CODE)

    def is_code(self, text: str) -> bool:
        """Whether a cell looks like the code of a territory, known or not."""
        plain = _squeeze(text)
        found = plain in self.labels or plain in self.aliases or cells.is_damaged(text)
        return found or bool(cells.read_commune(text)) or (plain.isdigit() and len(plain) in (9, 14))

    def is_whole_code(self, text: str) -> bool:
        """Whether a cell is the code of a territory as it is published, Insee or SIREN, and nothing else."""
        return _CODE_IN.fullmatch(text) is not None and text in self.labels

    def find_code_in(self, text: str) -> str:
        """The code of a territory in a header, « 62498 » or « Lens (62498) »; "" for none, « 2021 » and « 62 » too."""
        codes = {code.upper() for code in _CODE_IN.findall(text)}
        known = {self.aliases.get(code, code) for code in codes} & self.known
        return known.pop() if len(known) == 1 else ""

    def find_names(self, text: str) -> tuple[str, ...]:
        """The codes of the territories of exactly this name, the likeliest first, whatever its accents."""
        words = list_words(text)
        return self.names.get(" ".join(words)) or self.names.get(" ".join(_strip(words)), ())

    def propose(self, text: str, levels: Iterable[str] = ()) -> list[Proposal]:
        """The territories that a name may be of, the likeliest first; those of some levels alone where any is.

        Where no level is asked for, a word before the name may tell it: « CA de Béthune » is no commune.
        """
        before = list_words(text)
        found, wanted = self.find_names(text), set(levels) or set(_LEVELS.get(before[0] if before else "", ()))
        if not found or (wanted and not any(self.levels[code] in wanted for code in found)):
            words = " ".join(_strip(before))
            among = [
                name
                for name in self.near_names
                if not wanted or any(self.levels[code] in wanted for code in self.names[name])
            ]
            near = difflib.get_close_matches(words, among, MOST_PROPOSALS, NEARNESS) if words else []
            near = near or [name for name in among if len(words) >= SHORTEST and f" {words} " in f" {name} "]
            found = tuple(dict.fromkeys((*(code for name in near for code in self.names[name]), *found)))
        own = [code for code in found if self.levels[code] in wanted] or list(found)
        return [Proposal(text, code, self.labels[code], self.details[code]) for code in own[:MOST_PROPOSALS]]

    @cached_property
    def near_names(self) -> list[str]:
        """The names of the installation's own territories, which alone are looked for mistyped."""
        return [name for name, codes in self.names.items() if self.weights[codes[0]] >= 1]


def _squeeze(text: str) -> str:
    plain = re.sub(r"[\s\u200b\ufeff'’`]+", "", text).upper()
    return re.sub(r"(?<=\d)[.,]0+$", "", plain)


def _strip(words: list[str]) -> list[str]:
    rest = list(words)
    while len(rest) > 1 and rest[0] in _BEFORE:
        rest = rest[1:]
    return rest


@keep_by_frame(TABLES)
def read_places(catalog: Catalog) -> Places:
    """Every territory of a catalogue, found by its codes and names."""
    table, cog = build_territories(catalog), read_cog(catalog.deployment.vintage)
    inside = frozenset(catalog.deployment.departements)
    people = table["population"].fillna(0).astype("float64") / 1e9
    is_own = table["departements"].map(lambda codes: bool(inside & set(codes.split(";"))))
    is_own |= table["code"].isin({*catalog.territories, *inside})
    codes = table["code"]
    weights = dict(zip(codes, people + is_own.astype(float) - table["successor"].ne("").astype(float) / 2, strict=True))
    names: dict[str, list[str]] = {}
    for code, *texts in zip(codes, table["name"], table["short"], strict=True):
        for text in (*texts, *catalog.vocabulary.territories.get(code, ())):
            words = list_words(text)
            for key in {" ".join(words), " ".join(_strip(words))}:
                names.setdefault(key, []).append(code)
    own = table[["code", "legal_form", "level", "departements"]].itertuples(index=False, name=None)
    details = {
        code: f"{FORMS.get(form, NAMES[level].title)}, {departements.replace('D', '') or code}"
        for code, form, level, departements in own
    }
    return Places(
        labels=dict(zip(codes, table["name"], strict=True)),
        levels=dict(zip(codes, table["level"], strict=True)),
        details=details,
        weights=weights,
        aliases=_list_aliases(catalog, frozenset(codes)),
        former=list_former(cog),
        cog=cog,
        others=catalog,
        epcis=dict(zip(codes, table["epci"], strict=True)),
        names={key: tuple(sorted(set(codes), key=lambda code: -weights[code])) for key, codes in names.items()},
    )


def _list_aliases(catalog: Catalog, known: frozenset[str]) -> dict[str, str]:
    """The SIREN of groupings and former EPCIs, and those of communes where the perimeters give them."""
    found = {entry.siren: code for code, entry in catalog.territories.items() if entry.siren}
    members = read_every_perimeter().dropna(subset=["siren", "commune"]).sort_values("vintage")
    found |= {siren: code for siren, code in zip(members["siren"], members["commune"], strict=True) if code in known}
    return {siren: code for siren, code in found.items() if siren not in known}
