"""What is composed of twelve communes and of two EPCIs, against sums that pandas makes of the tables themselves."""

import pandas as pd
import pytest

from geo.boundaries import FOLDER, VINTAGES
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import find_row
from loaders.reading.relative import compute_relative
from loaders.reading.series import load_series
from loaders.tables import DATA

TWELVE = ("62065", "62119", "62178", "62250", "62386", "62427", "62498", "62510", "62516", "62563", "62774", "62907")
TWO = ("246200299", "246200364")
BOTH = pytest.mark.parametrize(("members", "least"), [(TWELVE, 45), (TWO, 60)])


def compose(members: tuple[str, ...]) -> str:
    return ".".join(["compose", *members])


def read_counts(members: tuple[str, ...]) -> pd.DataFrame:
    """Of each indicator and year of which every member has a final value, the same whoever gives it: the sum."""
    rows = pd.read_parquet(DATA / "observations.parquet")
    plain = rows["is_current"] & rows["scope"].eq("") & rows["place"].eq("") & rows["territory"].isin(members)
    rows = rows[plain & rows["period"].eq(rows["year"].astype(str))]
    cells = rows.groupby(["indicator", "year", "territory"], observed=True).agg(
        value=("value", "first"), values=("value", "nunique"), is_final=("status", lambda found: {*found} == {"normal"})
    )
    cells = cells[cells["values"].eq(1) & cells["is_final"]]
    every = cells.groupby(["indicator", "year"], observed=True).agg(sum=("value", "sum"), known=("value", "size"))
    return every[every["known"].eq(len(members))].reset_index()


@BOTH
def test_each_sum_is_that_of_the_values_of_its_members(members: tuple[str, ...], least: int) -> None:
    catalog, counted = load_catalog(), 0
    for indicator, own in read_counts(members).groupby("indicator", observed=True):
        if not catalog.may(str(indicator), "sum"):
            continue
        found = load_series(str(indicator), territories=(compose(members),)).frame
        found = found[found["note"].astype(str).str.startswith(f"Somme de {len(members)} membres sur {len(members)}")]
        both = own.merge(found[["year", "value", "status"]], on="year", suffixes=("", "_found"))
        assert both["value"].tolist() == pytest.approx(both["sum"].tolist()), indicator
        assert set(own["year"]) == set(both["year"]), indicator
        counted += len(both)
    assert counted >= least


@pytest.mark.parametrize(("members", "name"), [(TWELVE, "communes"), (TWO, "epci")])
def test_inhabitants_and_area_are_those_of_its_members(members: tuple[str, ...], name: str) -> None:
    contours = pd.read_parquet(FOLDER / f"{name}.parquet", columns=["code", "vintage", "population", "area_km2"])
    own = contours[contours["code"].isin(members) & contours["vintage"].eq(VINTAGES[-1])]
    row = find_row(compose(members))
    assert row is not None and len(own) == len(members)
    assert row["population"] == own["population"].sum()
    people = load_series("population.municipal", territories=(compose(members),))
    dense = compute_relative(people, "km2").frame
    (value,) = dense.loc[dense["year"].eq(2021), "value"]
    (count,) = people.frame.loc[people.frame["year"].eq(2021), "value"]
    assert value == pytest.approx(count / own["area_km2"].sum())
