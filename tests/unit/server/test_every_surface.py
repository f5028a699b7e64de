"""Cells made confidential, then whatever a reader may be served about them: no answer, page, view or file tells one.

The sample has cells of several themes, levels and kinds of indicators, the greatest of their year first: they make
the ends of scales, of classes and of discs. With TERRIL_PROOF=1 there is one of each theme, level and kind.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.linked import POPULATION, Cell
from loaders.reading.relative import WORDINGS, load_relative
from loaders.statuses import are_results
from loaders.tables import Tables
from tests.proof import SEED, sample
from tests.unit.loaders.pipeline.attacker import find_numbers
from tests.unit.server.surfaces import SURFACES, Asked
from tests.withheld import make_secret, read_whole, read_whole_cells, serve

DRAWN, AT_ONCE = 1, 8
# The tonnage of the report, which everything that is served speaks of.
PLAIN = Asked(Cell("waste.collected", "246200364", "", "", "2021"), "epci", 2021)
# A rounding is as good as the value within so much of it, and tells it where it has so many digits.
NEAR, DIGITS = 5e-4, 4
SCALES = (1.0, 1e3, 1e6)


def round_all(value: float) -> set[float]:
    """A value in every rounding that tells it, as it is, in thousands or in millions."""
    found = {round(value / scale, decimals) for scale in SCALES for decimals in range(7)}
    return {n for n in found if any(abs(n * s - value) <= NEAR * value for s in SCALES) and count_digits(n) >= DIGITS}


def count_digits(number: float) -> int:
    """How many digits of a number mean something."""
    return len(f"{number:.6f}".replace(".", "").strip("0"))


def keep_telling(numbers: set[float], values: np.ndarray) -> set[float]:
    """Those that no other value is when it is rounded so."""
    return {n for n in numbers if not any(_is_rounding(n, values / scale).any() for scale in SCALES)}


def _is_rounding(number: float, values: np.ndarray) -> np.ndarray:
    decimals = len(f"{number:.6f}".rstrip("0").partition(".")[2])
    return np.asarray(np.abs(np.round(values, decimals) - number) < 1e-9)


@cache
def list_groups() -> dict[tuple[str, str, str], list[Asked]]:
    """The cells of the store whose value tells them, by theme, level and kind of indicator, the greatest first."""
    whole, catalog = read_whole().observations, load_catalog()
    rows = whole.assign(cell=read_whole_cells())[are_results(whole["status"]) & whole["value"].notna()]
    rows = rows[rows["is_current"] & rows["place"].eq("") & ~rows["indicator"].eq(POPULATION)]
    rows = rows.sort_values("value", ascending=False, kind="stable").drop_duplicates("cell")
    counts = rows["value"].round(6).value_counts()
    groups: dict[tuple[str, str, str], list[Asked]] = defaultdict(list)
    columns = rows[["cell", "level", "year", "value"]].itertuples(index=False, name=None)
    for cell, level, year, value in columns:
        if counts[round(value, 6)] == 1 and count_digits(value) >= DIGITS:
            kind = catalog.indicators[cell.indicator].kind
            groups[catalog.theme_of(cell.indicator), str(level), kind].append(Asked(cell, str(level), int(year)))
    return dict(sorted(groups.items()))


def draw_cells() -> list[Asked]:
    """One cell of each group, among the ten greatest, or of some groups drawn at random."""
    source, groups = random.Random(SEED), list_groups()
    drawn = [groups[key][:10] for key in sample(list(groups), DRAWN)]
    told = ([asked for asked in own if list_tellings(asked, read_whole())] for own in drawn)
    return [source.choice(own) for own in told if own]


def list_told(asked: Asked) -> set[float]:
    """The value of a cell, and what it makes per inhabitant, household, km² and tonne, and of its total, as served."""
    whole = read_whole()
    found = {abs(v) for v in whole.observations.loc[read_whole_cells().isin([asked.cell]), "value"].dropna()}
    cell = asked.cell
    for measure in WORDINGS:
        try:
            series = load_relative(cell.indicator, measure, territories=(cell.territory,), scopes=(cell.scope,))
        except ValueError:
            continue
        found |= {abs(v) for v in series.frame.loc[series.frame["year"].eq(asked.year), "value"].dropna()}
    return {float(value) for value in found}


def list_tellings(asked: Asked, safe: Tables) -> set[float]:
    """The numbers that would tell a cell, without those that other published values are."""
    is_other = ~read_whole_cells().isin([asked.cell])
    left = np.abs(safe.observations.loc[is_other.to_numpy(), "value"].dropna().to_numpy())
    return keep_telling(set[float]().union(*(round_all(value) for value in list_told(asked))), left)


def find_told(asked: Asked, numbers: set[float], names: tuple[str, ...]) -> Iterator[str]:
    """What the surfaces of some names print among some numbers."""
    for name in names:
        for words in SURFACES[name](asked):
            printed = {number for number in find_numbers(words) if number in numbers}
            if printed:
                yield f"{name}: {asked.cell} prints {sorted(printed)}: {_quote(words, printed)}"
                break


def _quote(words: str, printed: set[float]) -> str:
    line = next((one for one in words.splitlines() if find_numbers(one) & printed), words)
    return line[:300]


def test_no_surface_tells_a_confidential_cell(tmp_path: Path) -> None:
    """Some are kept together, so that tables are built and written less often."""
    cells, found = draw_cells(), list[str]()
    assert cells
    for n in range(0, len(cells), AT_ONCE):
        together = cells[n : n + AT_ONCE]
        safe = make_secret([asked.cell for asked in together])
        numbers = {asked: list_tellings(asked, safe) for asked in together}
        with serve(safe, tmp_path):
            found += [said for asked in together for said in find_told(asked, numbers[asked], tuple(SURFACES))]
    assert found == []


@pytest.mark.parametrize("name", sample(list(SURFACES), 5))
def test_each_surface_prints_a_cell_that_is_not_confidential(name: str) -> None:
    """The search for numbers is one: without a secret, every surface is found out."""
    numbers = set[float]().union(*(round_all(value) for value in list_told(PLAIN)))
    assert list(find_told(PLAIN, numbers, (name,)))
