"""Remarks that a service makes of values: they stand in the note of each figure of the thing, after its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.statuses import BESIDE

# What a remark begins with in a note; the sign stands beside the mark of its figure too, and no remark holds another.
SIGN = "*"
LEAD = f"{SIGN} Remarque de "
# Neither words nor names hold a no-break space: see loaders.own.said.check_words.
COLON = "\u00a0: "
_DAY = re.compile(rf"({re.escape(LEAD)}[^\u00a0]*), le [^\u00a0]*{COLON}")
THING = ("indicator", "territory", "place", "year", "period", "scope", "is_beside")
Remark = Mapping[str, str]
# A figure that is computed stands in no table: in the place of its period are this and the measure that it is in. A
# grant is no figure: in the place of its indicator is this word, and in that of its place what names its line (see
# loaders.pipeline.grants.identify_lines).
COMPUTED, GRANT = "~", "grant"


def write_remark(author: str, day: str, words: str) -> str:
    """« * Remarque de Anne, le 3 mars 2026 : … »."""
    return f"{LEAD}{author}, le {day}{COLON}{words}"


def split_note(note: str) -> tuple[str, str]:
    """The note of a figure, and the remarks that stand in it."""
    own, lead, said = note.partition(LEAD)
    return own.rstrip(), f"{lead}{said}"


def find_measure(period: str) -> str:
    """The measure of a computed figure, by what stands in the place of its period; "" for another."""
    return period.removeprefix(COMPUTED) if period.startswith(COMPUTED) else ""


def name_computed(remark: Remark) -> str:
    """The id of the computed figure that a remark is on (see loaders.reading.series.computed_id), "" for another."""
    measure = find_measure(remark["period"])
    named = (remark[name] for name in ("indicator", "territory", "year", "scope"))
    return "~".join([*named, measure]) if measure else ""


def drop_days(note: str) -> str:
    """A note without the days of its remarks: what they say, and who says it."""
    return _DAY.sub(r"\1 ", note) if LEAD in note else note


def has_number(words: str) -> bool:
    """Whether words hold a figure: a digit, a fraction, a Roman or a circled number."""
    return any(letter.isnumeric() for letter in words)


@dataclass(frozen=True)
class Secrets:
    """What no remark may tell: the `things`, each an indicator and a territory, that something is withheld of, and the
    indicators `tied` to such.

    Nothing is looked at of what is withheld: who writes a number learns nothing by whether it is shown.
    """

    things: frozenset[tuple[str, str]] = frozenset()
    tied: frozenset[str] = frozenset()

    def find_fault(self, indicator: str, territory: str, words: str) -> str:
        """Why words may not be shown beside a figure, "" where they may.

        Of a thing that is withheld none are, of what is tied to one those without a number.
        """
        if (indicator, territory) in self.things:
            return "Un chiffre de cet indicateur et de ce territoire est confidentiel : aucune remarque n’y va."
        if indicator in self.tied and has_number(words):
            return "Cet indicateur est lié à des chiffres confidentiels : une remarque n’y porte pas de nombre."
        return ""


def attach_remarks(observations: pd.DataFrame, remarks: Iterable[Remark], secrets: Secrets = Secrets()) -> pd.DataFrame:
    """The observations with the remarks, in the columns THING as text and `told`, in the notes of their figures; the
    same where there is none to show."""
    told = defaultdict[tuple[str, ...], list[str]](list)
    for remark in remarks:
        if not secrets.find_fault(remark["indicator"], remark["territory"], drop_days(remark["told"])):
            told[tuple(remark[name] for name in THING)].append(remark["told"])
    if not told:
        return observations
    named = [observations[name].isin({thing[n] for thing in told}) for n, name in enumerate(THING[:2])]
    rows = observations[named[0] & named[1]]
    is_beside = rows["status"].isin(BESIDE).map({True: "1", False: ""})
    things = zip(*(rows[name].astype(str) for name in THING[:-1]), is_beside, strict=True)
    added = [" ".join(told.get(thing, ())) for thing in things]
    notes = observations["note"].copy()
    notes[rows.index] = [" ".join(filter(None, pair)) for pair in zip(rows["note"], added, strict=True)]
    return observations.assign(note=notes)
