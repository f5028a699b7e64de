"""A remark on or near a withheld figure tells nothing, whatever it says, and has nothing withheld nor shown."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.build import find_version
from loaders.pipeline.ground import Ground, finish_tables, lay_ground
from loaders.pipeline.remarks import LEAD, write_remark
from loaders.statuses import are_results
from tests.withheld import read_whole

LENS, BETHUNE = "246200364", "200072460"
WASTE, RATIO, WATER = "waste.collected", "waste.collected_per_inhabitant", "water.distributed"
YEARS = {LENS: "2021", BETHUNE: "2022"}
# What is withheld, as printed, within a tenth of it, and nothing like it.
RIGHT, NEAR, WRONG = "156 402", "150 000", "3"


def remark_on(indicator: str, territory: str, words: str, *, year: str = "", author: str = "Anne") -> dict[str, str]:
    year = year or YEARS.get(territory, "2021")
    return {
        "indicator": indicator, "territory": territory, "place": "", "year": year, "period": year, "scope": "",
        "is_beside": "", "told": write_remark(author, "3 mars 2026", words),
    }  # fmt: skip


@pytest.fixture(scope="module")
def ground() -> Ground:
    """The tonnes of Lens-Liévin of 2021 are secret, every figure of them."""
    whole = read_whole()
    rows = whole.observations.astype({"status": str})
    own = rows["indicator"].astype(str).eq(WASTE) & rows["territory"].astype(str).eq(LENS) & rows["period"].eq("2021")
    rows.loc[own & rows["scope"].eq("") & are_results(rows["status"]), "status"] = "confidential"
    return lay_ground(replace(whole, observations=rows), load_catalog())


@pytest.fixture(scope="module")
def plain(ground: Ground) -> str:
    """The word for the tables of which nothing is said."""
    return find_version(finish_tables(ground))


def say(ground: Ground, *remarks: dict[str, str]) -> pd.DataFrame:
    return finish_tables(ground, remarks).observations


def tell(ground: Ground, *remarks: dict[str, str]) -> str:
    """The word for the tables of which that is said."""
    return find_version(finish_tables(ground, remarks))


@pytest.mark.parametrize("words", [RIGHT, NEAR, WRONG, "comme l’an dernier"])
@pytest.mark.parametrize(("indicator", "year"), [(WASTE, "2021"), (WASTE, "2020"), (RATIO, "2021")])
def test_beside_what_is_withheld_no_remark_is_shown(
    words: str, indicator: str, year: str, ground: Ground, plain: str
) -> None:
    assert tell(ground, remark_on(indicator, LENS, words, year=year)) == plain


@pytest.mark.parametrize("words", [RIGHT, NEAR, WRONG, "½", "douze ou ⅻ"])
def test_of_what_is_tied_to_it_no_number_is_shown_right_or_wrong(words: str, ground: Ground, plain: str) -> None:
    assert tell(ground, remark_on(WASTE, BETHUNE, words)) == plain
    assert tell(ground, remark_on(WASTE, BETHUNE, "vu", author=f"Anne {words}")) == plain


def test_of_what_is_tied_to_it_plain_words_are_shown(ground: Ground) -> None:
    told = say(ground, remark_on(WASTE, BETHUNE, "Le quai a brûlé."))
    own = told[told["note"].str.contains(LEAD, regex=False)]
    assert set(own["territory"].astype(str)) == {BETHUNE} and own["note"].str.endswith("Le quai a brûlé.").all()


def test_the_day_of_a_remark_is_no_number_that_it_says(ground: Ground) -> None:
    """Else a secret of 2 026 would take every remark of that year away."""
    hidden = ground.hidden.assign(truth=ground.hidden["truth"].mask(ground.hidden["is_hidden"], 2026.0))
    told = say(replace(ground, hidden=hidden), remark_on(WATER, LENS, "Une fuite."), remark_on(WATER, LENS, "Vu."))
    assert told["note"].str.endswith(write_remark("Anne", "3 mars 2026", "Vu.")).any()
    told = say(replace(ground, hidden=hidden), remark_on(WATER, LENS, "Vu en 2026."))
    assert not told["note"].str.contains(LEAD, regex=False).any()


def test_a_number_is_said_of_what_nothing_ties_to_it_but_for_that_which_is_withheld(ground: Ground) -> None:
    told = say(ground, remark_on(WATER, LENS, f"Dont {WRONG} fuites."))
    assert told["note"].str.contains(f"Dont {WRONG} fuites.", regex=False).any()
    told = say(ground, remark_on(WATER, LENS, f"Soit {RIGHT} tonnes."))
    assert not told["note"].str.contains(RIGHT, regex=False).any()


def test_no_remark_has_a_figure_withheld_or_shown(ground: Ground) -> None:
    every = [
        remark_on(indicator, territory, words)
        for indicator in (WASTE, RATIO, WATER)
        for territory in (LENS, BETHUNE, "PMA")
        for words in (RIGHT, NEAR, WRONG, "vu")
    ]
    said, silent = say(ground, *every), finish_tables(ground).observations
    assert not said["note"].equals(silent["note"])
    for name in silent.columns.difference(["note"]):
        assert said[name].equals(silent[name]), name
