"""What a cell says: a number, a year, a code, that it is secret or not given; and what is damaged in it."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1990, 2100
_BLANK = {"", ".", "null", "nc", "n.c.", "n.c", "nd", "n.d.", "n.d", "n/d", "na", "n/a", "#n/a", "nan", "none", "nr"}
_SECRET = re.compile(r"s|secret|<\s*\d+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?")
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_ENGLISH_GROUPS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_POWER = re.compile(r"[+-]?\d+([.,]\d+)?e[+-]?\d+")
_DEPARTEMENT = re.compile(r"\d{2}|2[AB]|9[78]\d")
_COMMUNE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
NUMBER, NOT_GIVEN, CONFIDENTIAL = "", "missing", "confidential"


class Amount(NamedTuple):
    """A number, NaN where there is none; `status` says why (missing, confidential), or is "" beside a number."""

    value: float
    status: str = NUMBER


class Code(NamedTuple):
    """A code as it should be, "" for none; `was_mended` where it had lost its first zeros."""

    code: str
    was_mended: bool = False


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing is given: empty, « nd », « NC », « NULL », « . »."""
    return _squeeze(text) in _BLANK


def read_amount(text: str) -> Amount | None:
    """A French or English number, with or without its €; None for what is none.

    « 98575,13 », « 15 156 », « 1.234,56 », « 9,85751E+04 », « −5 000,00 € » are numbers; « s » and « <5 » are secret.
    """
    plain = _squeeze(text)
    if plain in _BLANK:
        return Amount(math.nan, NOT_GIVEN)
    if _SECRET.fullmatch(plain):
        return Amount(math.nan, CONFIDENTIAL)
    plain = plain.removesuffix("€").removeprefix("€").replace("\u2212", "-")
    if _GROUPS.fullmatch(plain):
        plain = plain.replace(".", "")
    elif _ENGLISH_GROUPS.fullmatch(plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain) or math.isinf(number := float(plain)):
        return None
    return Amount(number)


def read_year(text: str) -> int | None:
    """A year from 1990 to 2100, also where a spreadsheet has made it 2021.0; None for anything else, a date too."""
    found = re.fullmatch(r"(\d{4})(?:[.,]0+)?", _squeeze(text))
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def is_damaged(text: str) -> bool:
    """Whether a code has been made a rounded number by a spreadsheet: 2,46E+08 has lost its last digits for good."""
    return bool(_POWER.fullmatch(_squeeze(text)))


def read_departement(text: str) -> Code | None:
    """The number of a département: '62' of '62', '062' or '62.0', '01' of '1', '2A', '974'; None for no number."""
    plain = _strip_float(text)
    code = plain.removeprefix("0") if len(plain) == 3 else plain.zfill(2)
    return Code(code, len(plain) == 1) if _DEPARTEMENT.fullmatch(code) else None


def read_commune(text: str) -> Code | None:
    """An Insee code of five characters; a fourth digit less is a first zero that was lost. None for no code."""
    plain = _strip_float(text)
    code = plain.zfill(5) if re.fullmatch(r"\d{4}", plain) else plain
    return Code(code, code != plain) if _COMMUNE.fullmatch(code) else None


def read_siren(text: str) -> Code | None:
    """A SIREN, also that of a SIRET; first zeros that were lost are put back where the key of control proves it.

    "" for a cell that gives none, None for what is no SIREN. The key is Luhn's: see Insee, « Système Sirene ».
    """
    if is_blank(text):
        return Code("")
    plain = _strip_float(text)
    if not re.fullmatch(r"\d{6,14}", plain):
        return None
    if len(plain) in (9, 14):
        return Code(plain[:9])
    whole = plain.zfill(9 if len(plain) < 9 else 14)
    return Code(whole[:9], was_mended=True) if len(plain) != 10 and has_key(whole) else None


def has_key(number: str) -> bool:
    """Whether the digits of a SIREN or SIRET have Luhn's key."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _strip_float(text: str) -> str:
    """A code without its spaces, and without the .0 of a spreadsheet."""
    return re.sub(r"(?<=\d)[.,]0+$", "", re.sub(r"\s+", "", text)).upper()
