"""The code of a territory that a reader composes, its whole record: « compose.246200299.246200364.Artois Est ».

It needs no memory of a server: whoever opens an address that holds it finds the same territory. No letter of it means
anything in markup, in a formula or in a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

PREFIX = "compose"
# With a few of these an address stays under the 8 kB that a server takes.
MOST_LETTERS = 1500
MOST_NAMED = 40
COMMUNE, EPCI = r"\d[\dAB]\d{3}", r"\d{9}"
LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ÿŒœ"
NAME = rf"[{LETTERS}][{LETTERS} ()’-]{{0,{MOST_NAMED - 1}}}"
PATTERN = rf"{PREFIX}(\.({COMMUNE}|{EPCI}))+(\.{NAME})?"
_CODE = re.compile(PATTERN)
_MEMBER = re.compile(rf"{COMMUNE}|{EPCI}")
_NAME = re.compile(NAME)


class Spelled(NamedTuple):
    """What a code says: the codes of the members as they stand in it, and the name, "" for none."""

    members: tuple[str, ...]
    name: str = ""


def is_composed(code: str) -> bool:
    """Whether a code is that of a territory that a reader has composed, whoever its members are."""
    return code.startswith(f"{PREFIX}.") and len(code) <= MOST_LETTERS and _CODE.fullmatch(code) is not None


def may_be_code(text: str) -> bool:
    """Whether some text has the form of the code of a territory, of one that a reader composed too."""
    return text.isalnum() or is_composed(text)


def is_member(code: str) -> bool:
    """Whether a code has the form of that of a commune or of an EPCI."""
    return _MEMBER.fullmatch(code) is not None


def spell(members: Iterable[str], name: str = "") -> str:
    """The one code of some members, in the order of their codes, and a name that `tidy_name` gave."""
    return ".".join(filter(None, [PREFIX, *sorted({*members}), name]))


def parse(code: str) -> Spelled | None:
    """What a code says; None for that of another territory, or for one that cannot be read."""
    if not is_composed(code):
        return None
    _, *words = code.split(".")
    name = "" if is_member(words[-1]) else words.pop()
    return Spelled(tuple(words), name)


def tidy_name(text: str) -> str:
    """A name as a code may bear it: one space between words, the right apostrophe. Raises ValueError, in French."""
    name = " ".join(text.replace("'", "’").split())
    if name and not _NAME.fullmatch(name):
        raise ValueError(
            f"Le nom « {name[:MOST_NAMED]} » ne convient pas : {MOST_NAMED} signes au plus, une lettre ou un chiffre "
            "d’abord, puis des lettres, des chiffres, des espaces, des tirets, des apostrophes et des parenthèses."
        )
    if is_member(name):
        raise ValueError(f"Le nom « {name} » est un code : donnez-lui au moins un mot.")
    return name
