"""Ratios, sums and statuses that an audit found wrong, in the real figures: each stands on what it should."""

import re
from itertools import pairwise

import pandas as pd
import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.series import list_points, load_series
from loaders.statistics.changes import compute_change_between
from loaders.statistics.points import find_obstacle

COURCELLES, LENS, TERNOIS = "62249", "246200364", "200069672"
COVERED = re.compile(r"Au moins : somme de (\d+) communes sur (\d+), ([\d,]+) % des habitants")
LEVELS = ("epci", "departement", "region")


def read_per_inhabitant(indicator: str, territory: str) -> pd.DataFrame:
    return load_series(indicator, territories=(territory,), per_inhabitant=True).frame.set_index("year", drop=False)


def test_dwellings_of_a_commune_are_divided_by_the_people_of_their_year() -> None:
    ratio = read_per_inhabitant("housing.authorised", COURCELLES)
    # 61 dwellings and 6 604 inhabitants in 2013, 38 and 6 994 in 2014.
    assert ratio.loc[2013, "value"] == pytest.approx(61_000 / 6604) and ratio.loc[2013, "denominator_year"] == 2013
    assert ratio.loc[2014, "value"] == pytest.approx(38_000 / 6994) and ratio.loc[2014, "denominator_year"] == 2014
    change = compute_change_between(list_points(ratio.to_dict("records")), 2013, 2014)
    assert change.value == pytest.approx((38 / 6994) / (61 / 6604) - 1)


@pytest.mark.parametrize("territory", ["D02", "D59", "D60", "D62", "D80", "R32"])
def test_waste_of_each_year_stands_on_the_people_of_that_year(territory: str) -> None:
    ratio = read_per_inhabitant("waste.collected", territory)
    own = ratio[ratio["denominator_year"].notna()]
    assert own["denominator_year"].tolist() == own["year"].tolist() == [2009, 2011, 2013, 2015, 2017, 2019, 2021]


def test_a_line_that_a_change_does_not_cross_is_parted_there() -> None:
    rows = read_per_inhabitant("waste.collected", LENS)
    assert rows.loc[[2020, 2021], "break_before"].tolist() == [False, True]
    tonnes = load_series("waste.collected", territories=(LENS,)).frame
    assert not tonnes["break_before"].any()
    assert compute_change_between(list_points(tonnes.to_dict("records")), 2020, 2021).value == pytest.approx(
        12_365 / 144_037
    )


def list_ratios() -> list[pd.DataFrame]:
    """The ratios by inhabitant of all that may be divided so, by indicator and level."""
    ids = [key for key, entry in load_catalog().indicators.items() if entry.uses]
    every = (load_series(key, levels=(level,), per_inhabitant=True) for key in ids for level in LEVELS)
    return [series.frame for series in every if series.per_inhabitant and len(series.frame)]


def test_no_ratio_stands_on_people_of_another_era_nor_changes_with_them() -> None:
    seen = 0
    for frame in list_ratios():
        known = frame[frame["value"].notna() & frame["denominator_year"].notna()]
        seen += len(known)
        assert (known["denominator_year"] - known["year"]).abs().le(2).all()
        for _, own in known.groupby("territory", observed=True):
            points = list_points(own.sort_values("year").to_dict("records"))
            for before, after in pairwise(points):
                if not find_obstacle(points, before, after):
                    assert before.denominator == after.denominator or (before.is_of_its_year and after.is_of_its_year)
    assert seen > 1_000


def test_a_sum_of_a_part_of_the_communes_says_so_and_under_three_quarters_is_none() -> None:
    rows = store.load_observations(None, levels=["epci"], place=None)
    told = [
        (str(row["status"]), int(part), int(whole), float(share.replace(",", ".")))
        for row in rows.to_dict("records")
        for part, whole, share in COVERED.findall(str(row["note"]))
    ]
    assert len(told) > 50 and all(part < whole for _, part, whole, _ in told)
    assert all((status == "partial") is (share >= 75) for status, _, _, share in told)
    assert {status for status, *_ in told} == {"partial", "missing"}


def test_dwellings_of_an_epci_are_those_of_all_of_its_communes() -> None:
    rows = store.load_observations(["housing.authorised"], territories=[TERNOIS])
    assert set(rows["note"].astype(str)) == {"Somme de 103 communes, périmètre de 2025"}


@pytest.mark.parametrize(("indicator", "last"), [("housing.authorised", 2025), ("housing.started", 2024)])
def test_the_last_year_of_permits_is_provisional_at_every_level(indicator: str, last: int) -> None:
    rows = store.load_observations([indicator], levels=["commune", "epci", "departement"])
    known = rows[rows["value"].notna() & rows["source"].eq("sdes-sitadel")]
    assert known["year"].max() == last
    statuses = known.assign(is_last=known["year"].eq(last)).groupby("is_last")["status"].agg(lambda s: {*s.astype(str)})
    assert statuses.to_dict() == {False: {"normal"}, True: {"provisional"}}
