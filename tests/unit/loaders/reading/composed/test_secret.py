"""A reader who composes territories to find a secret finds none: sums with a secret, sums of all but one."""

import pandas as pd
import pytest

from loaders import store
from loaders.reading.composed.code import spell
from loaders.reading.series import load_series
from loaders.reading.surroundings import read_territories
from tests.proof import sample

SECRET = ("housing.vacant_dwellings", "housing.private_dwellings", "housing.long_vacant_dwellings")
LENS = "62498"


def read_communes(indicator: str) -> pd.DataFrame:
    """What is published of the communes of one indicator, by year and territory."""
    rows = store.load_observations([indicator], levels=["commune"])
    return rows.assign(territory=rows["territory"].astype(str), status=rows["status"].astype(str))


@pytest.mark.parametrize("indicator", sample(SECRET, 1))
def test_no_sum_of_one_known_commune_and_a_secret_one_is_given(indicator: str) -> None:
    rows = read_communes(indicator)
    secret = sorted(rows.loc[rows["status"].eq("confidential"), "territory"].unique())
    codes = tuple(spell([LENS, code]) for code in secret)
    frame = load_series(indicator, territories=codes).frame
    assert len(secret) > 300
    assert set(frame["territory"]) == {*codes}
    assert set(frame["status"]) == {"confidential"}
    assert frame["value"].isna().all()


def test_no_share_of_a_secret_commune_and_another_is_given() -> None:
    rows = read_communes("housing.vacant_share")
    secret = rows.loc[rows["status"].eq("confidential"), "territory"].unique()
    frame = load_series("housing.vacant_share", territories=tuple(spell([LENS, code]) for code in secret)).frame
    assert len(frame) > 100
    assert frame["value"].isna().all()


@pytest.mark.parametrize("indicator", SECRET)
def test_an_epci_less_all_its_members_but_one_is_no_secret(indicator: str) -> None:
    rows, table = read_communes(indicator), read_territories()
    epcis = store.load_observations([indicator], levels=["epci"])
    tried = 0
    for epci, year, total in epcis.loc[epcis["value"].notna(), ["territory", "year", "value"]].itertuples(index=False):
        own = rows[rows["year"].eq(year) & rows["territory"].map(table["epci"]).eq(epci)]
        secret, known = own[own["status"].eq("confidential")], own[own["value"].notna()]
        if secret.empty or len(known) < 2:
            continue
        frame = load_series(indicator, territories=(spell(known["territory"]),)).frame
        (rest,) = frame.loc[frame["year"].eq(year), "value"]
        # All the rest of the EPCI is nothing of one secret: it is of two at least, or the EPCI does not count them.
        assert rest == pytest.approx(total) or len(secret) > 1
        tried += 1
    assert tried > 3
