"""A ratio of a partial sum is of one perimeter: it is divided by the inhabitants of the communes that are counted."""

from __future__ import annotations

import pandas as pd
import pytest

from loaders import store
from loaders.reading.covered import COVERED, read_covered
from loaders.reading.series import load_series
from loaders.territories.perimeters import read_last_perimeters
from tests.unit.loaders.reading.test_series import LENS, read_synthetic, row_of

PERIMETERS = read_last_perimeters()
COMMUNES = sorted(PERIMETERS.loc[PERIMETERS["epci"].eq(LENS), "commune"])
COUNTED = COMMUNES[:-1]


def read(monkeypatch: pytest.MonkeyPatch, status: str, people: list[str], *, listed: bool = False) -> dict[str, object]:
    """The synthetic dwellings of an EPCI per inhabitant in 2021; each commune of `people` has 1,000 inhabitants.

    The communes counted have a value of their own that year, or are `listed` by the publisher and have one of 2019.
    """
    year = 2019 if listed else 2021
    dwellings, inhabitants = {"indicator": "housing.authorised"}, {"indicator": "population.municipal"}
    read_synthetic(
        monkeypatch,
        [
            dwellings | {"territory": LENS, "value": 70.0, "status": status, "note": "synthétique"},
            inhabitants | {"territory": LENS, "value": 900_000.0},
            *(dwellings | {"territory": code, "level": "commune", "value": 2.0, "year": year} for code in COUNTED),
            *(inhabitants | {"territory": code, "level": "commune", "value": 1000.0} for code in people),
        ],
    )
    monkeypatch.setattr(store, "list_counted", lambda *_: COUNTED[1:] if listed else [])
    read_covered.cache_clear()
    found = row_of(load_series("housing.authorised", territories=(LENS,), per_inhabitant=True), LENS, 2021)
    read_covered.cache_clear()
    return found


def test_a_partial_sum_is_divided_by_the_inhabitants_of_its_communes(monkeypatch: pytest.MonkeyPatch) -> None:
    row = read(monkeypatch, "partial", COMMUNES)
    assert row["value"] == pytest.approx(1000 * 70 / (1000 * len(COUNTED)))
    assert (row["status"], row["note"]) == ("partial", f"synthétique ; {COVERED}")


def test_a_whole_sum_is_divided_by_the_inhabitants_of_its_territory(monkeypatch: pytest.MonkeyPatch) -> None:
    row = read(monkeypatch, "normal", COMMUNES)
    assert row["value"] == pytest.approx(1000 * 70 / 900_000)
    assert row["note"] == "synthétique"


def test_a_partial_sum_has_no_ratio_where_a_commune_counted_has_no_population(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pd.isna(read(monkeypatch, "partial", COMMUNES[1:])["value"])


def test_a_partial_sum_of_a_list_is_divided_by_the_communes_that_its_year_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = read(monkeypatch, "partial", COMMUNES, listed=True)
    assert row["value"] == pytest.approx(1000 * 70 / (1000 * (len(COUNTED) - 1)))
