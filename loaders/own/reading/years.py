"""Years as offices write them: 2021, a date, a school year « 2022/2023 »; the year shown and the period printed."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from loaders.tabular.cells import FIRST_YEAR, LAST_YEAR, read_year
from loaders.vocabulary import MONTHS, list_words

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?|(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
_SPAN = re.compile(r"((?:19|20)\d{2})\s*[/–-]\s*((?:19|20)?\d{2})")
_IN_TEXT = re.compile(
    r"(?<![\d/])(?:\d{1,2}/\d{1,2}/(?:19|20)\d{2}|(?:19|20)\d{2}\s*[/–-]\s*(?:(?:19|20)\d{2}|\d{2})(?!\d)|(?:19|20)\d{2})(?![\d/])"
)
_MONTH = re.compile(
    r"(?:0?[1-9]|1[0-2])[/-](?:19|20)\d{2}|(?:19|20)\d{2}[/-](?:0[1-9]|1[0-2])|t[1-4]\s*(?:19|20)\d{2}", re.IGNORECASE
)


class Period(NamedTuple):
    """The year that a figure is shown at and the period that is printed; `wrong` says what is no year, "" for one."""

    year: int
    period: str
    wrong: str = ""
    advice: str = ""


EXPECTED = f"une année entre {FIRST_YEAR} et {LAST_YEAR} est attendue"
ADVICE = "Écrivez l’année en quatre chiffres."


def read_period(text: str) -> Period:
    """The year and the period of a cell: « 31/12/2021 » is of 2021, « 2022/2023 » of its last year, 2023.

    A year that has not begun is no fault here: an objective may be of it. « 2021-06 » is a month.
    """
    plain = re.sub(r"\s+", " ", text).strip()
    if (year := read_year(plain)) is not None:
        return Period(year, str(year))
    if found := _DATE.fullmatch(plain):
        day, month, year = (int(part) for part in (found.group(1, 2, 3) if found[3] else found.group(6, 5, 4)))
        try:
            date = dt.date(year, month, day)
        except ValueError:
            return Period(0, "", "une date qui existe est attendue", "Écrivez-la comme 31/12/2021, ou l’année seule.")
        return Period(year, f"{date:%d/%m/%Y}") if FIRST_YEAR <= year <= LAST_YEAR else Period(0, "", EXPECTED, ADVICE)
    if (found := _SPAN.fullmatch(plain)) and not _MONTH.fullmatch(plain):
        first, last = int(found[1]), int(found[2] if len(found[2]) == 4 else found[1][:2] + found[2])
        if first < last <= first + 10 and first >= FIRST_YEAR and last <= LAST_YEAR:
            return Period(last, f"{first}-{last}")
    words = list_words(plain)
    if _MONTH.fullmatch(plain) or (words and words[0] in _PLAIN_MONTHS):
        return Period(
            0, "", "une année est attendue, un mois ou un trimestre est donné",
            "Terril compte par année : donnez le cumul de l’année, au statut « partiel » si elle n’est pas finie.",
        )  # fmt: skip
    if re.fullmatch(r"[3-4]\d{4}", plain):
        return Period(
            0,
            "",
            EXPECTED,
            "Un tableur a fait un nombre de cette date : donnez à la colonne le format « année » ou « texte ».",
        )
    return Period(0, "", EXPECTED, ADVICE)


def is_month(text: str) -> bool:
    """Whether a text is of a month: « janvier », « mars 2024 »."""
    words = list_words(text)
    return bool(words) and words[0] in _PLAIN_MONTHS and len(words) <= 2


def find_years(text: str) -> list[tuple[str, int, int]]:
    """The years and periods in a text, each with where it begins and ends."""
    return [(found[0], found.start(), found.end()) for found in _IN_TEXT.finditer(text)]


def has_begun(period: str, year: int, today: dt.date) -> bool:
    """Whether a year, or the first of a period of several, has begun."""
    first = re.match(r"(\d{4})-\d{4}$", period)
    return (int(first[1]) if first else year) <= today.year


_PLAIN_MONTHS = frozenset(list_words(month)[0] for month in MONTHS)
