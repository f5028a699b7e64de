"""Each cell of the store made confidential in turn: no reader finds it, nor bounds it nearer than the rule says.

The sample has every cell that a ratio, a change or an estimate ties, some that count projects, and others drawn at
random; with TERRIL_PROOF=1, all cells of the store are gone through.
"""

import random
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.linked import Cell, list_relations
from loaders.pipeline.reprinted import Words
from loaders.pipeline.withheld import drop_idle, find_partial, read_cells, read_values, settle
from loaders.rules.bounds import Web
from loaders.rules.relations import Total
from loaders.rules.secrecy import Keeper
from loaders.statuses import BESIDE, are_results
from loaders.tables import DATA
from tests.proof import IS_PROOF, count, sample
from tests.unit.loaders.pipeline.attacker import Attacker, find_numbers, is_near

SEED, DRAWN, FEW, TIED = 13, 40, 10, 60
AFTER = "Fonds d'innovation territorial, après la délibération du 25 mars 2024"
# A number this large is not printed twice by chance.
TELLING = 1000
# The store is gone through in parts, which several processes share.
PARTS = range(count(60, sampled=1))


@dataclass(frozen=True)
class Whole:
    """The store, ready for a secret: what withholds on one side, the reader on the other."""

    web: Web
    values: dict[Cell, float]
    words: Words
    attacker: Attacker
    published: np.ndarray
    rows_of: dict[Cell, list[int]]
    printing: dict[float, list[tuple[int, str]]]
    tied: tuple[Cell, ...]
    counted: tuple[Cell, ...]
    # The values that a keeper takes from, whole again after each.
    left: dict[Hashable, float]

    def withhold(self, cell: Cell, *, given: bool = True) -> Keeper:
        """What is withheld when a cell is confidential, its value having been published before or not."""
        own = self.left.pop(cell)
        keeper = Keeper(self.web, self.left, {cell: own if given else None})
        keeper.keep()
        # Put back what went: a copy for each cell would take longer than all else.
        self.left.update({other: self.values[other] for other in keeper.reasons if other in self.values})
        return keeper

    def attack(self, cell: Cell, hidden: set[Cell]) -> tuple[float, float]:
        """What the reader makes of the rest."""
        values = self.published.copy()
        values[[self.attacker.number[other] for other in hidden if other in self.attacker.number]] = np.nan
        return self.attacker.bound(self.attacker.number[cell], values)

    def read_words(self, cell: Cell, hidden: set[Cell]) -> set[tuple[int, str]]:
        """Where the words that stay print the value of a cell: in any figure where it is large, else in those of the
        same thing."""
        value = self.values[cell]
        gone = {number for other in hidden for number in self.rows_of[other]}
        told = {place for n in gone for place in self.words.find_printing(n, _numbers(self.words.rows[n][4]))}
        told |= {place for n in self.rows_of[cell] for place in self.words.find_printing(n, {value})}
        left = [p for p in self.printing.get(abs(value), []) if p not in told and p[0] not in gone]
        same = {n for n in left if self.words.rows[n[0]][:2] == cell[:2]}
        return set(left) if abs(value) >= TELLING else same


def _numbers(value: float) -> set[float]:
    return set() if pd.isna(value) else {value}


@cache
def read_whole() -> Whole:
    catalog = load_catalog()
    observations = pd.read_parquet(DATA / "observations.parquet")
    territories = pd.read_parquet(DATA / "territories.parquet")
    observations = observations.assign(cell=read_cells(observations))
    rows = observations[are_results(observations["status"])]
    values = read_values(rows)
    relations = list_relations(rows, catalog, territories)
    relations = settle(drop_idle(relations, {*rows["cell"]}, find_partial(rows)), values)
    attacker = Attacker(list(values), dict(zip(rows["cell"], rows["year"], strict=True)), catalog, territories)
    attacker.learn(values)
    published = np.array([values.get(name, np.nan) for name in (Cell(*n) for n in attacker.names)])
    rows_of: dict[Cell, list[int]] = defaultdict(list)
    printing: dict[float, list[tuple[int, str]]] = defaultdict(list)
    columns = observations[["cell", "status", "value", "note", "published"]].itertuples(index=False, name=None)
    for number, (cell, status, own, note, quoted) in enumerate(columns):
        if str(status) not in BESIDE:
            rows_of[cell].append(number)
        for column, said in (("note", note), ("published", quoted)):
            for found in find_numbers(said):
                if found != abs(own):
                    printing[found].append((number, column))
    tied = [c for relation in relations if not isinstance(relation, Total) for c in relation.cells if c in values]
    counts = {name for key, entry in catalog.indicators.items() if entry.counts for name in (key, *entry.counts)}
    of_counts = tuple(sorted({c for c in tied if c.indicator in counts}))
    others = tuple(dict.fromkeys(c for c in tied if c.indicator not in counts))
    return Whole(
        Web(relations),
        values,
        Words(observations),
        attacker,
        published,
        rows_of,
        printing,
        others,
        of_counts,
        dict(values),
    )


def list_secrets() -> list[Cell]:
    """The cells to make confidential: those tied by more than sums, and some at random, or all."""
    whole = read_whole()
    if IS_PROOF:
        return sorted(whole.values)
    source = random.Random(SEED)
    drawn = [*source.sample(sorted(whole.values), DRAWN), *source.sample(whole.counted, FEW)]
    return [*sample(whole.tied, TIED), *drawn]


def find_margin(value: float) -> float:
    """A tenth of a value, and one of what is counted whole."""
    return max(0.1 * abs(value), 1.0 if value == int(value) else 0.0)


def find_leaks(cells: list[Cell], *, given: bool) -> Iterator[str]:
    """What a reader finds of each, withheld as the build does."""
    whole = read_whole()
    for cell in cells:
        value, margin = whole.values[cell], find_margin(whole.values[cell])
        keeper = whole.withhold(cell, given=given)
        low, high = whole.attack(cell, set(keeper.reasons))
        below, above = is_near(low, value, margin), is_near(high, value, margin)
        # That nothing is less than zero tells nobody anything; bounds that leave the value out come of printed sums
        # that do not hold, and mislead.
        is_told = (below and abs(low) > 1e-6) or above if keeper.truths[cell] is not None else below and above
        spare = max(0.5, value / 1000)
        if is_told and low - spare <= value <= high + spare:
            yield f"{cell} = {value} : entre {low} et {high}"
        if given and (places := whole.read_words(cell, set(keeper.reasons))):
            yield f"{cell} = {value} : imprimé en {sorted(places)[:3]}"


@pytest.mark.parametrize("part", PARTS)
def test_no_cell_of_the_store_can_be_found_or_bounded_once_it_is_confidential(part: int) -> None:
    assert list(find_leaks(list_secrets()[part :: len(PARTS)], given=True)) == []


@pytest.mark.parametrize("part", PARTS)
def test_nor_one_whose_value_was_never_given(part: int) -> None:
    assert list(find_leaks(list_secrets()[part :: len(PARTS)], given=False)) == []


def test_the_reader_would_find_many_if_the_cell_alone_were_withheld() -> None:
    """The attack is one: where nothing else is withheld, it finds cells of sums, ratios and changes."""
    whole = read_whole()
    found = defaultdict(int)
    for cell in [*whole.tied, *random.Random(SEED).sample(sorted(whole.values), DRAWN)]:
        low, high = whole.attack(cell, {cell})
        margin = find_margin(whole.values[cell])
        found[cell.indicator] += is_near(low, whole.values[cell], margin) and is_near(high, whole.values[cell], margin)
    assert {"waste.collected", "housing.authorised", "subsidies.received_amount"} <= {k for k, n in found.items() if n}
    assert sum(found.values()) > DRAWN / 3


@pytest.mark.parametrize("name", ["waste.collected_per_inhabitant_day", "waste.collected_change"])
def test_the_tonnage_of_the_report_takes_its_ratios_changes_and_estimate_along(name: str) -> None:
    whole = read_whole()
    secret = Cell("waste.collected", "246200364", "", "", "2021")
    hidden = whole.withhold(secret).reasons
    assert {cell.indicator for cell in hidden} >= {name, "waste.collected_per_inhabitant"}
    assert secret._replace(period="2020") in hidden


@pytest.mark.parametrize(
    ("secret", "told_by"),
    [
        (Cell("waste.collected", "D62", "", "", "2019"), "waste.collected_excluding_rubble"),
        (Cell("waste.collected_excluding_rubble", "D59", "", "", "2021"), "waste.collected"),
        (Cell("waste.served_population", "200093201", "", "", "2018"), "waste.collected_per_inhabitant"),
        (
            Cell("subsidies.received_amount", "200018083", "", "fund=detr;recipient=epci", "2018"),
            "subsidies.received_projects",
        ),
        (Cell("housing.maprimerenov_files", "D02", "", "", "2022"), "housing.maprimerenov_files"),
        (Cell("subsidies.fund_available", "D62", "", AFTER, "25/03/2024"), "subsidies.department_aid"),
        (
            Cell("subsidies.programme_funding", "246201149", "", "Agence de l'eau Artois-Picardie", "2017"),
            "subsidies.programme_funding",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.indicator,
)
def test_figures_that_make_others_without_their_name_are_tied_too(secret: Cell, told_by: str) -> None:
    """All found by looking for numbers of one territory and year that make each other."""
    whole = read_whole()
    low, high = whole.attack(secret, {secret})
    margin = find_margin(whole.values[secret])
    assert is_near(low, whole.values[secret], margin) and is_near(high, whole.values[secret], margin)
    hidden = whole.withhold(secret).reasons
    assert told_by in {cell.indicator for cell in hidden if cell != secret}
    assert list(find_leaks([secret], given=True)) == []


def test_a_stock_said_of_a_year_and_of_its_last_day_is_one_thing() -> None:
    of_year = Cell("staff.headcount", "246200364", "", "", "2021")
    assert of_year._replace(period="31/12/2021") in read_whole().withhold(of_year).reasons
