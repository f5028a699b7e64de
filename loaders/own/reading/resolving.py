"""What the words of records are: indicators, years, statuses, units, territories; faults are said by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loaders.own.reading import messages
from loaders.own.reading.asking import Asker
from loaders.own.reading.coded import Report
from loaders.own.reading.header_words import Words, read_status
from loaders.own.reading.messages import Told
from loaders.own.reading.naming import read_territories
from loaders.own.reading.records import Records
from loaders.own.reading.restrictions import read_scopes
from loaders.own.reading.understood import Mapping, Proposal
from loaders.own.reading.units import find_units
from loaders.own.reading.years import read_period


@dataclass
class Resolved:
    """By record, what it is of; `is_wrong` where a word could not be read. Units are those written, "" for none."""

    territory: np.ndarray
    year: np.ndarray
    period: np.ndarray
    indicator: np.ndarray
    scope: np.ndarray
    status: np.ndarray
    unit: np.ndarray
    is_wrong: np.ndarray
    proposals: tuple[Proposal, ...] = ()


def resolve(records: Records, words: Words, mapping: Mapping, is_blank: np.ndarray, report: Report) -> Resolved:
    """What each record is of; those that are blank have no fault."""
    asker = Asker(records, ~is_blank, report)
    headlines = {word: words.find_indicator(word) or "" for word in asker.find("indicator").words}
    is_unknown = asker.map("indicator", lambda word: not headlines[word]).astype(bool)
    asker.say("indicator_unknown", is_unknown, "indicator", lambda word: _tell_indicator(word, words))
    periods = {word: read_period(word) for word in asker.find("year").words}
    is_unreadable = asker.map("year", lambda word: bool(periods[word].wrong)).astype(bool)
    asker.say("year_unreadable", is_unreadable, "year", lambda word: Told(periods[word].wrong, periods[word].advice))
    restricted = asker.map("indicator", lambda word: headlines[word].partition("@")[2])
    territory, proposals = read_territories(asker, words.places, mapping)
    return Resolved(
        territory=territory,
        year=asker.map("year", lambda word: periods[word].year).astype("int64"),
        period=asker.map("year", lambda word: periods[word].period),
        indicator=asker.map("indicator", lambda word: headlines[word].partition("@")[0]),
        scope=read_scopes(asker, restricted, words.catalog),
        status=_read_statuses(asker),
        unit=_read_units(asker, words),
        is_wrong=asker.is_wrong,
        proposals=proposals,
    )


def _tell_indicator(word: str, words: Words) -> Told:
    near = words.suggest_indicators(word) if word else []
    advice = f"Voulez-vous dire {', '.join(near)} ?" if near else messages.NO_INDICATOR
    return Told("un indicateur du catalogue est attendu", advice)


def _read_statuses(asker: Asker) -> np.ndarray:
    found = asker.map("status", lambda word: read_status(word) or "" if word else "")
    asker.say("status", (found == "") & ~asker.find("status").is_blank, "status", messages.STATUS)
    return found


def _read_units(asker: Asker, words: Words) -> np.ndarray:
    """The unit as written; one that the catalogue does not know is a fault of its cell."""
    is_unknown = asker.map("unit", lambda word: bool(word) and not find_units(word, words.catalog))
    asker.say("unit", is_unknown.astype(bool), "unit", messages.UNIT)
    return asker.find("unit").texts
