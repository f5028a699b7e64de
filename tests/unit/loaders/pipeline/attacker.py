"""A reader who looks for a withheld cell: equations and bounds of its own, by other means than what withholds.

It reads the catalogue and the territories by itself, solves by null space and by propagating intervals, and searches
the words for the number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from loaders.catalog import CATALOG, Catalog
from tests.unit.loaders.pipeline.sums import LARGEST, Sum, list_unknown, solve, turn_to_sum

Cell = tuple[str, str, str, str, str]
ROUNDS = 30


class Attacker:
    """What a reader can make of published cells: `names` in order, their values in arrays of the same order."""

    def __init__(self, names: list[Cell], years: dict[Cell, int], catalog: Catalog, territories: pd.DataFrame) -> None:
        self.number = {name: n for n, name in enumerate(names)}
        self.names, self.years, self.catalog = list(names), years, catalog
        self.sums: list[Sum] = []
        self.ratios: list[tuple[int, int, int | None, float]] = []
        self.changes: list[tuple[int, int, int, bool]] = []
        self.counts: list[tuple[int, int]] = []
        self._read_scopes(names)
        self._read_territories(names, territories)
        self._read_declared(names)
        self.of: dict[int, list[int]] = {}
        self.signed: set[int] = set()
        self.ties: list[tuple[Any, ...]] = []
        self.ties_of: dict[int, list[int]] = {}
        self._index()

    def _find(self, name: Cell) -> int:
        """The number of a cell, of one that nobody published too."""
        if name not in self.number:
            self.number[name] = len(self.names)
            self.names.append(name)
        return self.number[name]

    def _add(self, whole: Cell | None, parts: list[Cell], constant: float = 0.0) -> None:
        cells = [self._find(part) for part in parts] + ([self._find(whole)] if whole else [])
        weights = [1.0] * len(parts) + ([-1.0] if whole else [])
        self.sums.append(Sum(np.array(cells), np.array(weights), constant))

    def _read_scopes(self, names: list[Cell]) -> None:
        found: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
        for indicator, territory, place, scope, period in names:
            if "=" in scope and self.catalog.unit_of(indicator).additive:
                parts = scope.split(";")
                for n, part in enumerate(parts):
                    rest = ";".join(parts[:n] + parts[n + 1 :])
                    whole = (indicator, territory, place, rest, period)
                    found[whole, part.split("=")[0]].append((indicator, territory, place, scope, period))
        for (whole, _), children in found.items():
            if whole in self.number:
                self._add(whole, children)

    def _read_territories(self, names: list[Cell], territories: pd.DataFrame) -> None:
        members: dict[str, list[list[str]]] = defaultdict(list)
        for row in territories.to_dict("records"):
            if row["members"]:
                members[row["code"]].append(row["members"].split(";"))
        communes = territories[territories["level"] == "commune"]
        for column in ("epci", "departements"):
            for code, codes in communes.groupby(column)["code"]:
                members[code].append(list(codes))
        there: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        for indicator, territory, place, scope, period in names:
            if self.catalog.unit_of(indicator).additive:
                there[indicator, place, scope, period].add(territory)
        for (indicator, place, scope, period), codes in there.items():
            for code in codes & members.keys():
                for group in members[code]:
                    if codes & {*group}:
                        parts = [(indicator, part, place, scope, period) for part in group]
                        self._add((indicator, code, place, scope, period), parts)
        self._read_perimeters(there)

    def _read_perimeters(self, there: dict[tuple[str, str, str, str], set[str]]) -> None:
        """An EPCI is the sum of what it was made of, too, on the 1 January after the year."""
        groups: dict[tuple[int, str], set[str]] = defaultdict(set)
        for name in ("memberships.csv", "memberships_cogugaison.csv"):
            for row in pd.read_csv(CATALOG / name, dtype=str).to_dict("records"):
                groups[int(row["vintage"]), row["epci"]].add(row["commune"])
        for (indicator, place, scope, period), codes in there.items():
            year = self.years[indicator, next(iter(codes)), place, scope, period]
            vintage = max((v for v, _ in groups if v <= year + 1), default=min(groups)[0])
            own = {(code, frozenset(groups.get((vintage, code), ()))) for code in codes}
            for code, group in own:
                if codes & group:
                    parts = [(indicator, part, place, scope, period) for part in sorted(group)]
                    self._add((indicator, code, place, scope, period), parts)

    def _read_declared(self, names: list[Cell]) -> None:
        by_year = defaultdict(list)
        for name in names:
            by_year[*name[:4], self.years[name]].append(name)
        nearest: dict[tuple[str, str], list[tuple[int, Cell]]] = defaultdict(list)
        for name in names:
            if name[2] == "" and name[3] == "":
                nearest[name[0], name[1]].append((self.years[name], name))
        for name in names:
            indicator, territory, place, scope, period = name
            entry, year = self.catalog.indicators[indicator], self.years[name]
            if entry.components:
                self._add(name, [(part, *name[1:]) for part in entry.components])
            for partition in entry.partitions:
                if partition.by == "scope" and scope == partition.whole:
                    named = [part.split("@") if "@" in part else (indicator, part) for part in partition.parts]
                    self._add(name, [(whose, territory, place, part, period) for whose, part in named])
                if partition.by == "place" and place == partition.whole:
                    self._add(name, [(indicator, territory, part, scope, period) for part in partition.parts])
                is_first = partition.by == "scope" and scope == partition.parts[0]
                has_whole = (indicator, territory, place, partition.whole, period) in self.number
                if is_first and not has_whole and not partition.whole and entry.unit == "percent":
                    self._add(None, [(indicator, territory, place, part, period) for part in partition.parts], 100.0)
            for counted in ((other, *name[1:]) for other in entry.counts):
                if counted in self.number:
                    pair = self.number[name], self.number[counted]
                    self.counts += [pair, pair[::-1]]
            if entry.numerator:
                for above in by_year.get((entry.numerator, territory, place, scope, year), []):
                    served = by_year.get((entry.served or "", territory, place, "", year), [])
                    for divisor in served:
                        self.ratios.append((self.number[name], self.number[above], self.number[divisor], entry.factor))
                    if served:
                        continue
                    below = min(
                        nearest.get((entry.denominator or "", territory), [(0, name)]), key=lambda p: abs(p[0] - year)
                    )
                    is_plain = entry.denominator is None
                    if is_plain or below[1] != name:
                        divisor = None if is_plain else self.number[below[1]]
                        self.ratios.append((self.number[name], self.number[above], divisor, entry.factor))
            if entry.change_of:
                said = [int(y) for y in re.findall(r"\d{4}", period)]
                first, last = (min(said), max(said)) if len(said) > 1 else (year - 1, year)
                for before in by_year.get((entry.change_of, territory, place, scope, first), []):
                    for after in by_year.get((entry.change_of, territory, place, scope, last), []):
                        numbers = (self.number[name], self.number[before], self.number[after])
                        self.changes.append((*numbers, entry.unit == "percent"))

    def learn(self, values: dict[Cell, float]) -> None:
        """Know by how much each printed sum is off, without which sums that contradict each other mislead, and which
        lists lack so much that something unknown is left out."""
        for n, one in enumerate(self.sums):
            known = np.array([values.get(self.names[cell], np.nan) for cell in one.cells])
            whole = abs(known[one.weights < 0].sum()) or one.constant
            gap = float((one.weights * known).sum()) - one.constant
            if np.isnan(gap) and one.weights.min() < 0 and not np.isnan(whole):
                # A sum that those known make is of them alone.
                left = one.weights * np.nan_to_num(known)
                if abs(left.sum()) <= 1e-9 * whole and (one.weights > 0)[~np.isnan(known)].any():
                    self.sums[n] = Sum(one.cells[~np.isnan(known)], one.weights[~np.isnan(known)], one.constant)
            elif gap < -0.1 * whole:
                left_out = self._find(("left out", str(n), "", "", ""))
                self.sums[n] = Sum(np.append(one.cells, left_out), np.append(one.weights, 1.0), one.constant)
            elif not np.isnan(gap):
                self.sums[n] = Sum(one.cells, one.weights, one.constant + (gap if one.weights.min() < 0 else 0.0))
        self._index()

    def _index(self) -> None:
        self.of = defaultdict(list)
        for n, one in enumerate(self.sums):
            for cell in one.cells.tolist():
                self.of[cell].append(n)
        self.signed = {change for change, *_ in self.changes}
        self.ties = [*self.ratios, *self.changes, *self.counts]
        self.ties_of = defaultdict(list)
        for n, tie in enumerate(self.ties):
            for cell in {cell for cell in tie[: 2 if len(tie) == 2 else 3] if cell is not None}:
                self.ties_of[cell].append(n)

    def bound(self, secret: int, values: np.ndarray) -> tuple[float, float]:
        """The least and the most that the secret may be, given what is not NaN among the values."""
        reached = self._reach(secret, values)
        sums = self._keep_tied(secret, values, [*reached, *self._turn_to_sums(secret, values, reached)])
        low, high = self._propagate(secret, values, sums)
        exact = solve(secret, values, sums)
        return (exact, exact) if exact is not None else (low, high)

    def _reach(self, secret: int, values: np.ndarray) -> list[Sum]:
        """The sums that share an unknown with the secret, directly or not, few enough to go through."""
        seen, found, waiting = {secret}, dict[int, None](), [secret]
        while waiting and len(found) < LARGEST:
            for n in self.of.get(waiting.pop(0), ()):
                if n not in found:
                    found[n] = None
                    cells = self.sums[n].cells
                    new = set(cells[np.isnan(values[cells])].tolist()) - seen
                    seen |= new
                    waiting += sorted(new)
        return [self.sums[n] for n in found]

    def _turn_to_sums(self, secret: int, values: np.ndarray, sums: list[Sum]) -> list[Sum]:
        """The ratios, changes and counts that an unknown of some sums is tied by, as sums, and those that these tie."""
        waiting = {secret}.union(*(list_unknown(one, values) for one in sums))
        found: dict[int, Sum] = {}
        seen = set(waiting)
        while waiting:
            for n in self.ties_of.get(waiting.pop(), ()):
                one = None if n in found else turn_to_sum(self.ties[n], values)
                if one is not None and (unknown := list_unknown(one, values)):
                    found[n] = one
                    waiting |= unknown - seen
                    seen |= unknown
        return [found[n] for n in sorted(found)]

    def _keep_tied(self, secret: int, values: np.ndarray, sums: list[Sum]) -> list[Sum]:
        """Those of some sums whose unknowns are tied to the secret."""
        tied, kept, is_growing = {secret}, dict[int, Sum](), True
        unknowns = [list_unknown(one, values) for one in sums]
        while is_growing:
            new = {n: sums[n] for n, own in enumerate(unknowns) if n not in kept and own & tied}
            kept |= new
            tied = tied.union(*(unknowns[n] for n in new))
            is_growing = bool(new)
        return list(kept.values())

    def _propagate(self, secret: int, values: np.ndarray, sums: list[Sum]) -> tuple[float, float]:
        """Bounds passed from sum to sum until they no longer move; one that contradicts another is not believed."""
        low, high = np.where(np.isnan(values), 0.0, values), np.where(np.isnan(values), np.inf, values)
        unknown_of_all = set[int]().union(*(list_unknown(one, values) for one in sums))
        low[[cell for cell in unknown_of_all if cell in self.signed]] = -np.inf
        for _ in range(ROUNDS):
            has_moved = False
            for one in sums:
                unknown = np.flatnonzero(np.isnan(values[one.cells]))
                a, b = one.weights * low[one.cells], one.weights * high[one.cells]
                least, most = np.fmin(a, b), np.fmax(a, b)
                for n in unknown.tolist():
                    rest_least, rest_most = np.delete(least, n).sum(), np.delete(most, n).sum()
                    ends = (one.constant - rest_most) / one.weights[n], (one.constant - rest_least) / one.weights[n]
                    cell, (new_low, new_high) = one.cells[n], sorted(ends)
                    if new_low > high[cell] or new_high < low[cell]:
                        continue
                    has_moved |= bool(new_low > low[cell] + 1e-9 or new_high < high[cell] - 1e-9)
                    low[cell], high[cell] = max(low[cell], new_low), min(high[cell], new_high)
            if not has_moved:
                break
        return float(low[secret]), float(high[secret])


def find_numbers(words: str) -> set[float]:
    """The numbers of a text, read digit group by digit group."""
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", words)
    return {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)}


def is_near(bound: float, value: float, margin: float) -> bool:
    """Whether a bound lies within the margin of a value."""
    return abs(bound - value) < margin * (1 - 1e-5)
