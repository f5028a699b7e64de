"""The official geographic code (COG): what became of a commune code of any year since 2010 in that of the contours."""

from __future__ import annotations

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from geo.boundaries import VINTAGES, read_attributes
from geo.kept import TABLES, keep
from loaders.catalog import CATALOG

MOVEMENTS = CATALOG / "movements.csv"
FIRST_YEAR = 2010
WORDS = {
    "merged": "{before} réunie dans {after} ({name_after}) le {day}",
    "split": "{before} ({name_before}) partagée le {day}",
    "recoded": "{before} devenue {after} ({name_after}) le {day}",
    "renamed": "{name_before} renommée {name_after} le {day}",
}


class Move(NamedTuple):
    """A commune before and after a movement, merged, split, recoded or renamed, on an ISO date."""

    date: str
    kind: str
    before: str
    after: str
    name_before: str
    name_after: str


class Share(NamedTuple):
    """The part of a former commune that is in a commune of the contours: 1 unless it was split."""

    code: str
    share: float = 1.0


@dataclass(frozen=True)
class Route:
    """What became of a code: its shares, and the note that says how, "" where its code and name are the same.

    Without shares, the reason. `is_estimated` tells that it was shared out by population.
    """

    shares: tuple[Share, ...]
    note: str = ""
    reason: str = ""

    @property
    def is_estimated(self) -> bool:
        """Whether the commune was split between several."""
        return len(self.shares) > 1


@dataclass(frozen=True)
class Cog:
    """The communes of 1 January of `vintage` and the moves that led to them.

    `moves` are by code before, `births` the dates on which a code appeared that was no commune's the day before, and
    `sources` the former codes that a code of the vintage may hold, its own included.
    """

    vintage: int
    populations: dict[str, int | None]
    moves: dict[str, tuple[Move, ...]]
    births: dict[str, tuple[str, ...]]
    sources: dict[str, frozenset[str]]
    former_populations: dict[str, int | None]

    def existed(self, code: str, year: int) -> bool:
        """Whether the code was a commune's on 1 January of the year."""
        left = _next((move.date for move in self.moves.get(code, ())), year)
        born = _next(self.births.get(code, ()), year)
        if born and (not left or born <= left):
            return False
        return bool(left) or code in self.populations

    def trace(self, code: str, year: int) -> Route:
        """The passage of a code from the COG of a year to the vintage.

        A split shares the commune out by the population of its parts, unless it undoes a merger: a commune then returns
        to its own code, and one that is not restored stays with the commune that goes on. A code that was no commune's
        that year is taken as of the last day it was, or where it is only later, as it is.
        """
        if not FIRST_YEAR <= year <= self.vintage:
            return Route((), reason=f"passage connu de {FIRST_YEAR} à {self.vintage}, {year} demandée")
        day = f"{year}-01-01"
        if not self.existed(code, year):
            dates = [move.date for move in self.moves.get(code, ())]
            if not dates and code not in self.populations:
                return Route((), reason=f"{code} n'est pas un code de commune depuis {FIRST_YEAR}")
            earlier = [date for date in dates if date <= day]
            day = _day_before(earlier[-1] if earlier else self.births[code][0])
        notes: list[str] = []
        shares = self._follow(code, day, code, False, notes)
        if shares is None:
            return Route((), note=_join(notes), reason="population des communes issues du partage inconnue")
        return Route(tuple(shares), _join(notes))

    def _follow(self, code: str, day: str, start: str, has_merged: bool, notes: list[str]) -> list[Share] | None:
        group = _next_group(self.moves.get(code, ()), day)
        if not group:
            return [Share(code)]
        first = group[0]
        if len(group) == 1:
            if first.kind in WORDS and (first.after != code or first.kind == "renamed"):
                notes.append(_tell(first))
            merged = has_merged or first.kind == "merged"
            return self._follow(first.after, self._leave(first), start, merged, notes)
        own = _find_own(group, start) if has_merged else None
        if own is not None:
            if own.after != code:
                notes.append(f"{own.after} ({own.name_after}) rétablie le {_spell(own.date)}")
            return self._follow(own.after, own.date, own.after, False, notes)
        people = [self.populations.get(m.after) or self.former_populations.get(m.after) for m in group]
        if not all(people):
            return None
        notes.append(f"{_tell(first)} entre {', '.join(m.after for m in group)}, au prorata des populations")
        total = sum(filter(None, people))
        shared: dict[str, float] = defaultdict(float)
        for move, count in zip(group, people, strict=True):
            parts = self._follow(move.after, move.date, move.after, False, notes)
            for part in parts or []:
                shared[part.code] += part.share * (count or 0) / total
        return [Share(part, shared[part]) for part in sorted(shared)]

    def _leave(self, move: Move) -> str:
        """The day after which a move is over: a commune that changed its code may have merged on the same day."""
        then = [m for m in self.moves.get(move.after, ()) if m.date == move.date]
        return _day_before(move.date) if move.kind == "recoded" and any(m.kind == "merged" for m in then) else move.date


def make_cog(
    moves: Iterable[Move],
    populations: dict[str, int | None],
    vintage: int,
    *,
    former_populations: dict[str, int | None] | None = None,
) -> Cog:
    """The COG of a vintage, whose codes are those of `populations`, from the moves until its 1 January, in any order.

    `former_populations` are those of earlier codes, for a part of a split that has changed again.
    """
    kept = sorted({m for m in moves if m.date <= f"{vintage}-01-01"})
    by_before: dict[str, list[Move]] = defaultdict(list)
    parents: dict[str, set[str]] = defaultdict(set)
    births: dict[str, set[str]] = defaultdict(set)
    left = {(m.date, m.before) for m in kept}
    for move in kept:
        by_before[move.before].append(move)
        parents[move.after].add(move.before)
        if move.kind == "recoded" or (move.date, move.after) not in left:
            births[move.after].add(move.date)
    return Cog(
        vintage,
        populations,
        {code: tuple(group) for code, group in by_before.items()},
        {code: tuple(sorted(dates)) for code, dates in births.items()},
        {code: _find_ancestors(code, parents) for code in parents if code in populations},
        former_populations or {},
    )


@keep(TABLES)
def read_cog(vintage: int, path: Path = MOVEMENTS) -> Cog:
    """The COG of a vintage of the contours: Insee's movements of the catalogue, then from vintage to vintage the links
    of the contours, each proven by population (`geo.lineage`). Raises ValueError for a vintage that has no contours."""
    frames = {v: read_attributes("commune", v).set_index("code") for v in VINTAGES if v <= vintage}
    if vintage not in frames:
        raise ValueError(f"COG {vintage} demandé ; millésimes des contours : {', '.join(map(str, VINTAGES))}.")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    moves = {Move(*row) for row in table[list(Move._fields)].itertuples(index=False)}
    for before, after in itertools.pairwise(VINTAGES):
        if after <= vintage:
            moves |= set(_link_vintages(frames[before], frames[after], after))
    people: dict[int, dict[str, int | None]] = {
        v: {str(code): None if pd.isna(count) else int(count) for code, count in frame["population"].items()}
        for v, frame in frames.items()
    }
    former = {code: count for v in sorted(people) if v < vintage for code, count in people[v].items()}
    return make_cog(moves, people[vintage], vintage, former_populations=former)


def _link_vintages(old: pd.DataFrame, new: pd.DataFrame, year: int) -> list[Move]:
    """The movements between two vintages, from the counterparts that the contours give each commune."""
    pairs = [(str(code), str(c)) for code, counterparts in old["counterparts"].items() for c in counterparts]
    changed = {after for before, after in pairs if before != after}
    parts = old["counterparts"].map(len)
    sources: dict[str, int] = defaultdict(int)
    for _, after in pairs:
        sources[after] += 1
    return [
        Move(
            f"{year}-01-01",
            "split" if parts[before] > 1 else "merged" if sources[after] > 1 else "recoded",
            before,
            after,
            str(old["name"][before]),
            str(new["name"][after]),
        )
        for before, after in pairs
        if after in changed or parts[before] > 1
    ]


def _find_ancestors(code: str, parents: dict[str, set[str]]) -> frozenset[str]:
    found, waiting = {code}, [code]
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


def _find_own(group: tuple[Move, ...], start: str) -> Move | None:
    """Where a commune goes that had merged into one that is split: to its own code, else with the one that goes on."""
    return next(
        (m for m in group if m.after == start),
        next(
            (m for m in group if _fold(m.name_after) == _fold(m.name_before)),
            next((m for m in group if m.after == m.before), None),
        ),
    )


def _next(dates: Iterable[str], year: int) -> str:
    """The first date after 1 January of a year; "" for none."""
    return min((date for date in dates if date > f"{year}-01-01"), default="")


def _next_group(moves: tuple[Move, ...], day: str) -> tuple[Move, ...]:
    """The moves of the first date after a day, one a code after."""
    date = min((move.date for move in moves if move.date > day), default="")
    return tuple({move.after: move for move in moves if move.date == date}.values())


def _day_before(date: str) -> str:
    return str((pd.Timestamp(date) - pd.Timedelta(days=1)).strftime("%Y-%m-%d"))


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalnum())


def _tell(move: Move) -> str:
    return WORDS[move.kind].format(**(move._asdict() | {"day": _spell(move.date)}))


def _spell(date: str) -> str:
    return f"{date[8:]}/{date[5:7]}/{date[:4]}"


def _join(notes: list[str]) -> str:
    return " ; ".join(notes)
