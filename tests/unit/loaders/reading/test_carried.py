"""Counts of an EPCI before a merger of communes: those of the codes of the time, carried to its perimeter of today."""

import pytest

from loaders.reading.series import load_series, points_of
from loaders.statistics.changes import compute_change_between

CAPSO, OPALE, YEAR = "200069037", "200072478", 2013


def test_the_series_shows_503_dwellings_in_2013_and_says_of_what() -> None:
    frame = load_series("housing.authorised", territories=(CAPSO,)).frame
    row = frame[frame["year"] == YEAR].iloc[0]
    assert (row["value"], row["status"]) == (503, "normal")
    assert row["note"] == (
        "Somme de 57 communes, périmètre de 2025 ; dont, réunies à d'autres depuis : 62226, 62294, 62431, 62807"
    )


def test_the_years_after_the_mergers_name_none() -> None:
    frame = load_series("housing.authorised", territories=(CAPSO,)).frame
    assert frame.loc[frame["year"] == 2019, "note"].iloc[0] == "Somme de 53 communes, périmètre de 2025"


def test_no_population_is_compared_across_a_change_of_perimeter() -> None:
    """CC Pays d'Opale: 27 communes in the file of 2019, which is of the census of 2016, and 23 in all others."""
    frame = load_series("population.municipal", territories=(OPALE,)).frame.set_index("year", drop=False)
    assert frame.loc[2016, ["value", "break_before"]].tolist() == [27827, True]
    assert frame.loc[2016, "note"] == "Périmètre de 2019 : 27 communes, au lieu de 23 sur celui de 2025"
    assert compute_change_between(points_of(frame), 2016, 2022).reason == "rupture de série"


def test_counts_in_the_perimeter_of_today_are_divided_by_its_population() -> None:
    counts = load_series("housing.authorised", territories=(OPALE,)).frame.set_index("year")["value"]
    ratio = load_series("housing.authorised", territories=(OPALE,), per_inhabitant=True).frame.set_index("year")
    people = load_series("population.municipal", territories=(OPALE,)).frame.set_index("year")["value"]
    assert ratio.loc[2019, "denominator_year"] == 2019
    assert ratio.loc[2019, "value"] == pytest.approx(1000 * counts[2019] / people[2019])
    # The population of 2016 is of 27 communes: it divides nothing counted in 23.
    assert ratio.loc[2016, "denominator_year"] == 2015
    assert ratio.loc[2016, "value"] == pytest.approx(1000 * counts[2016] / people[2015])
