"""What a reader asks in a few words: « déchets lens 2021 » is an indicator, a territory and a year.

A grammar of the names that the catalogue declares, and nothing else: no model, no guess. It says what it does not
understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.places import (
    Place,
    find_exactly,
    find_territories,
    read_ignored,
    read_names,
    strip_ignored,
    to_place,
)
from loaders.reading.search import FORMER
from loaders.vocabulary import list_words

Asked = Literal["figure", "trend", "ranking", "aim"]
PhraseOf = Literal["per_inhabitant", "trend", "ranking", "aim", "neighbours", "commune", "epci"]
LEVELS: tuple[Literal["commune", "epci"], ...] = ("commune", "epci")
FIRST_YEAR, LAST_YEAR = 1990, 2060
SPACED_CODE = re.compile(r"\b(\d{3})[ \u00a0\u202f](\d{3})[ \u00a0\u202f](\d{3})\b")
# Fewer letters are not yet the beginning of the name of a territory.
SHORTEST_BEGINNING = 3
# As many ways of understanding the words as are looked at, the ones that explain the most first.
MOST_TRIED, MOST_TERRITORIES = 12, 4
# Of names of one length: what readers are known to say, the short label, the label; an indicator without data last.
SAID, SHORT, LABEL, EMPTY = 3, 2, 1, -4


@dataclass(frozen=True)
class Question:
    """What was understood; `indicator` is "" where no indicator was named, `unknown` are the words not understood.

    `level` is that of the territories asked for where none is named: communes or EPCIs. `has_neighbours` asks for those
    that share a border too.
    """

    indicator: str = ""
    scope: str = ""
    territories: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    per_inhabitant: bool = False
    asked: Asked = "figure"
    level: str = ""
    has_neighbours: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether more is asked than an indicator or a territory, which a list of results answers."""
        is_put = self.per_inhabitant or self.asked != "figure" or self.has_neighbours
        return bool(self.territories or self.years or is_put or self.level)


@dataclass(frozen=True)
class Name:
    """A name of an indicator, restricted or not: its words without endings, and how good a name it is."""

    words: frozenset[str]
    indicator: str
    scope: str
    worth: int


def stem(word: str) -> str:
    """A word without the ending of its plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@keep(TABLES)
def list_names() -> tuple[Name, ...]:
    """All names of indicators: their synonyms, short labels and labels."""
    catalog = load_catalog()
    known = set(store.load_coverage()["indicator"].astype(str))
    named = [(key, text, SAID) for key, texts in catalog.vocabulary.indicators.items() for text in texts]
    named += [(key, entry.short, SHORT) for key, entry in catalog.indicators.items()]
    named += [(key, entry.label, LABEL) for key, entry in catalog.indicators.items()]
    names = []
    for headline, text, worth in named:
        indicator, _, scope = headline.partition("@")
        words = frozenset(stem(word) for word in list_words(text) if word not in read_ignored())
        if words:
            names.append(Name(words, indicator, scope, worth if indicator in known else worth + EMPTY))
    return tuple(names)


@keep(TABLES)
def _list_phrases(what: PhraseOf) -> tuple[tuple[str, ...], ...]:
    """The phrases that ask for a measure, for neighbours or for the territories of a level, the longest first."""
    vocabulary = load_catalog().vocabulary
    texts = {
        "per_inhabitant": vocabulary.per_inhabitant,
        "trend": vocabulary.trend,
        "ranking": vocabulary.ranking,
        "aim": vocabulary.aim,
        "neighbours": vocabulary.neighbours,
        **vocabulary.levels,
    }.get(what, ())
    return tuple(sorted({tuple(list_words(text)) for text in texts}, key=len, reverse=True))


class Reading:
    """The words of a question while it is read: those not yet `free` are explained by something."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.free = set(range(len(words)))

    def take(self, positions: Sequence[int]) -> None:
        """Hold some words for explained."""
        self.free -= set(positions)

    def take_years(self) -> tuple[int, ...]:
        """The years named, in their order."""
        found = [n for n, word in enumerate(self.words) if re.fullmatch(r"(19|20)\d\d", word)]
        found = [n for n in found if FIRST_YEAR <= int(self.words[n]) <= LAST_YEAR]
        self.take(found)
        return tuple(dict.fromkeys(int(self.words[n]) for n in found))

    def take_name(self, name: Name) -> None:
        """Hold the words of an indicator for explained, each once."""
        wanted = set(name.words)
        for n in sorted(self.free):
            if stem(self.words[n]) in wanted:
                wanted.discard(stem(self.words[n]))
                self.take([n])

    def take_phrase(self, phrases: Sequence[tuple[str, ...]]) -> bool:
        """Whether one of some phrases stands among the free words, which are then explained."""
        for phrase in phrases:
            for start in range(len(self.words) - len(phrase) + 1):
                positions = range(start, start + len(phrase))
                if self.words[start : start + len(phrase)] == phrase and self.free.issuperset(positions):
                    self.take(positions)
                    return True
        return False

    def has_phrase(self, phrases: Sequence[tuple[str, ...]]) -> bool:
        """Whether one of some phrases stands among the free words, which stay free."""
        kept = set(self.free)
        found = self.take_phrase(phrases)
        self.free = kept
        return found

    def list_runs(self) -> Iterator[list[int]]:
        """The free words that stand together, with what is ignored between them and not at either end."""
        run: list[int] = []
        for n in (*range(len(self.words)), -1):
            if n in self.free:
                run.append(n)
                continue
            if run := self._trim(run):
                yield run
            run = []

    def _trim(self, run: list[int]) -> list[int]:
        kept = [n for n in run if self.words[n] not in read_ignored()]
        return [n for n in run if kept[0] <= n <= kept[-1]] if kept else []

    def take_places(self) -> tuple[Place, ...]:
        """The territories named exactly."""
        found: list[Place] = []
        for run in self.list_runs():
            start = 0
            while start < len(run):
                for end in range(len(run), start, -1):
                    place = find_exactly([self.words[n] for n in run[start:end]])
                    if place is not None and self._trim(run[start:end]):
                        found.append(place)
                        self.take(run[start:end])
                        start = end - 1
                        break
                start += 1
        return tuple(found)

    def take_beginnings(self) -> tuple[Place, ...]:
        """The territories near here of whose names the free words are the beginning: « hénin », « touquet »."""
        entries = read_names().by_code
        found: list[Place] = []
        for run in self.list_runs():
            words = [self.words[n] for n in run]
            if max(len(word) for word in words) < SHORTEST_BEGINNING:
                continue
            near = [entries[place.code] for place in find_territories(" ".join(words)) if place.code]
            if near and near[0].weight >= FORMER and _begins(near[0].label, words):
                found.append(to_place(near[0]))
                self.take(run)
        return tuple(found)

    def list_unknown(self) -> tuple[str, ...]:
        """The words that nothing explains and that an answer would need."""
        return tuple(self.words[n] for run in self.list_runs() for n in run if self.words[n] not in read_ignored())


def _begins(label: str, words: Sequence[str]) -> bool:
    """Whether the first of the words begins a label, and each of the others a word of it."""
    own, asked = strip_ignored(list_words(label)), strip_ignored(words)
    return own[0].startswith(asked[0]) and all(any(each.startswith(word) for each in own) for word in asked)


def _list_candidates(words: Sequence[str]) -> list[Name | None]:
    """The names whose words are all in the question, the longest and best first; None where there is none."""
    stems = {stem(word) for word in words}
    found = [name for name in list_names() if name.words <= stems]
    found.sort(key=lambda name: (-len(name.words), -name.worth, bool(name.scope)))
    unlike = list({(name.words, name.indicator, name.scope): name for name in reversed(found)}.values())[::-1]
    return [*unlike[:MOST_TRIED]] or [None]


def _read_as(words: Sequence[str], name: Name | None) -> tuple[Question, Reading]:
    """The question where its indicator is the one of a name."""
    reading = Reading(words)
    if name:
        reading.take_name(name)
    years = reading.take_years()
    per_inhabitant = reading.take_phrase(_list_phrases("per_inhabitant"))
    is_aim = reading.take_phrase(_list_phrases("aim"))
    is_trend = not is_aim and reading.take_phrase(_list_phrases("trend"))
    level = next((each for each in LEVELS if reading.has_phrase(_list_phrases(each))), None)
    is_ranking = not is_aim and not is_trend and reading.take_phrase(_list_phrases("ranking"))
    has_neighbours = reading.take_phrase(_list_phrases("neighbours"))
    places = reading.take_places()
    if level and not places:
        reading.take_phrase(_list_phrases(level))
    asked: Asked = "aim" if is_aim else "trend" if is_trend else "ranking" if is_ranking else "figure"
    question = Question(
        name.indicator if name else "",
        name.scope if name else "",
        places,
        years,
        per_inhabitant,
        "trend" if asked == "figure" and len(years) > 1 else asked,
        "" if places else level or "",
        has_neighbours,
        reading.list_unknown(),
    )
    return question, reading


def understand(text: str) -> Question:
    """What a text asks, read in the way that leaves the fewest words unexplained, then by the longest name."""
    words = list_words(SPACED_CODE.sub(r"\1\2\3", text))
    read = [_read_as(words, name) for name in _list_candidates(words)]
    question, reading = min(read, key=lambda each: len(each[0].unknown))
    if question.unknown and len(question.territories) < MOST_TERRITORIES:
        places = (*question.territories, *reading.take_beginnings())
        question = replace(question, territories=places, unknown=reading.list_unknown())
    return _prefer_absolute(replace(question, territories=question.territories[:MOST_TERRITORIES]))


def _prefer_absolute(question: Question) -> Question:
    """A ratio per inhabitant is asked for as its indicator per inhabitant, which holds what is computed too."""
    for key, entry in load_catalog().indicators.items():
        if question.indicator and entry.per_inhabitant == question.indicator:
            return replace(question, indicator=key, per_inhabitant=True)
    return question
