"""Remarks that a service makes of values: they stand in the note of each figure of the thing, after its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from loaders.statuses import BESIDE

# What a remark begins with in a note; the sign stands beside the mark of its figure too, and no remark holds another.
SIGN = "*"
LEAD = f"{SIGN} Remarque de "
THING = ("indicator", "territory", "place", "year", "period", "scope", "is_beside")
Remark = Mapping[str, str]


def write_remark(author: str, day: str, words: str) -> str:
    """« * Remarque de Anne, le 3 mars 2026 : … »."""
    return f"{LEAD}{author}, le {day}\u00a0: {words}"


def split_note(note: str) -> tuple[str, str]:
    """The note of a figure, and the remarks that stand in it."""
    own, lead, said = note.partition(LEAD)
    return own.rstrip(), f"{lead}{said}"


def attach_remarks(observations: pd.DataFrame, remarks: Iterable[Remark]) -> pd.DataFrame:
    """The observations with the remarks, in the columns THING as text and `told`, in the notes of their figures."""
    told = defaultdict[tuple[str, ...], list[str]](list)
    for remark in remarks:
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
