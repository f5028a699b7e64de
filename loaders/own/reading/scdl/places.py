"""Where a grant goes: the commune and the EPCI of its beneficiary, where the number of the beneficiary tells them."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.own.reading.places import Places
from loaders.tabular.cells import has_key

OF_COMMUNE = re.compile(r"21(\d{2})0(\d{3})\d")
# What the département of a commune may have in the place of its zero, in Insee codes alone.
LETTERS = "AB"


class Place(NamedTuple):
    """The codes of a commune and of an EPCI, "" for what is not known."""

    commune: str = ""
    epci: str = ""


def find_place(number: str, places: Places) -> Place:
    """The place of a beneficiary by its SIRET or SIREN, empty unless that tells it for sure.

    An EPCI is known by its SIREN. A commune is known by the SIREN that its perimeters give; elsewhere by the rule of
    Insee for communes: 21, the two digits of the département, 0, the three of the commune, a key. Lens, 62498, has
    216204982. Corsica is 20 there, whether 2A or 2B: the commune is known if only one of the two has that number. A
    number whose key is wrong, an overseas commune (numbered in two ways), a new commune (whose SIREN does not begin by
    21), an association or a company have no place: nothing is guessed from an address or a name.
    """
    siren = number[:9]
    if len(siren) != 9 or not has_key(siren):
        return Place()
    code = places.aliases.get(siren, siren)
    level = places.levels.get(code)
    if level == "epci":
        return Place(epci=code)
    if level == "commune":
        return Place(code, places.epcis.get(code, ""))
    if not (found := OF_COMMUNE.fullmatch(siren)):
        return Place()
    code = f"{found[1]}{found[2]}"
    codes = [code, *(f"{code[0]}{letter}{found[2]}" for letter in LETTERS if code[1] == "0")]
    known = [code for code in codes if places.levels.get(code) == "commune"]
    return Place(known[0], places.epcis.get(known[0], "")) if len(known) == 1 else Place()
