"""What a computed sum is made of: the projects of a publisher's list, or figures of smaller territories or flows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog, parse_scope
from loaders.territories.area import find_departement
from loaders.territories.perimeters import read_memberships

COLUMNS = ["id", "who", "territory", "commune", "object", "locator", "value"]
CHILDREN = {"epci": "commune", "departement": "commune", "region": "departement"}
COUNTING = {"commune": "territory", "grouping": "territory", "epci": "epci", "departement": "departement"}
PERIMETER = re.compile(r"périmètre de (\d{4})")
RECIPIENT = "recipient"
TOLERANCE = 0.005


def find_parts(row: pd.Series) -> pd.DataFrame | None:
    """The rows that the figure of `row` is the sum of, the largest first; None where they are not known.

    A row has `who` (a beneficiary; "" for a commune or a flow), the `territory` or `commune` it is of, an `object`, its
    place in the source, its value, and the `id` of the figure that it is, if any. They add up to the figure, or are not
    given: nothing stands for a sum that is not theirs. A zero of a complete list has no rows.
    """
    if row["published"] or pd.isna(row["value"]) or row["place"]:
        return None
    for rows in _list_candidates(row):
        if abs(float(rows["value"].sum()) - float(row["value"])) < TOLERANCE:
            return rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    return pd.DataFrame(columns=COLUMNS) if row["value"] == 0 else None


def _list_candidates(row: pd.Series) -> Iterator[pd.DataFrame]:
    """The rows that may be those of the sum: of a list of projects, of smaller territories, of finer flows."""
    listed, is_of_projects = _read_listed(row)
    if is_of_projects:
        yield listed
    for rows in (pd.concat([_read_smaller(row), listed], ignore_index=True), _read_finer(row)):
        if len(rows):
            yield rows


def _read_listed(row: pd.Series) -> tuple[pd.DataFrame, bool]:
    """The rows of the publisher's list that count in the figure, and whether there is such a list of projects."""
    scope = parse_scope(str(row["scope"]))
    recipient = scope.pop(RECIPIENT, None)
    base = ";".join(f"{name}={member}" for name, member in scope.items())
    rows = store.load_parts(str(row["source"]), str(row["indicator"]), int(row["year"]), base)
    column = COUNTING.get(str(row["level"]))
    kept = rows[rows[column].eq(str(row["territory"]))] if column else rows.head(0)
    if recipient is not None:
        kept = kept[kept[RECIPIENT].eq(recipient)]
    kept = kept.assign(id="", who=kept["name"], territory="")
    return kept[COLUMNS].reset_index(drop=True), bool(rows["name"].ne("").any())


def _read_smaller(row: pd.Series) -> pd.DataFrame:
    """The same thing in the communes of an EPCI or a département, or in the départements of a region, one source."""
    year, code = int(row["year"]), str(row["territory"])
    child = CHILDREN.get(str(row["level"]))
    if child is None:
        return pd.DataFrame(columns=COLUMNS)
    every = store.load_observations([str(row["indicator"])], levels=[child], years=(year, year), scopes=[row["scope"]])
    every = every[every["source"].eq(row["source"]) & every["value"].notna()]
    codes = every["territory"].astype(str)
    if row["level"] == "epci":
        found = PERIMETER.search(str(row["note"]))
        members = read_memberships(int(found[1])) if found else pd.DataFrame(columns=["epci", "commune"])
        every = every[codes.isin(members.loc[members["epci"].eq(code), "commune"])]
    elif row["level"] == "departement":
        every = every[("D" + find_departement(codes)).eq(code)]
    return _of_figures(every)


def _read_finer(row: pd.Series) -> pd.DataFrame:
    """The flows, by kind and destination, that a flow or the whole is made of, in the territory or the départements."""
    year, scope = int(row["year"]), parse_scope(str(row["scope"]))
    whole, left_out = _find_whole(str(row["indicator"]))
    territories = [str(row["territory"])] if row["level"] != "region" else None
    levels = [CHILDREN["region"]] if territories is None else None
    every = store.load_observations([whole], territories=territories, levels=levels, years=(year, year))
    every = every[every["source"].eq(row["source"]) & every["value"].notna()]
    scopes = every["scope"].map(parse_scope)
    finest = scopes.map(len).max() if len(scopes) else 0
    holds = scopes.map(
        lambda own: (
            len(own) == finest > len(scope)
            and scope.items() <= own.items()
            and not (left_out and left_out.items() <= own.items())
        )
    )
    return _of_figures(every[holds.astype(bool)], with_scope=True)


def _find_whole(indicator: str) -> tuple[str, dict[str, str]]:
    """The indicator that this one is, without the flow that is left out of it; itself where it is none such."""
    for key, entry in load_catalog().indicators.items():
        for partition in entry.partitions:
            if f"{indicator}@" in partition.parts:
                (other,) = (part for part in partition.parts if part != f"{indicator}@")
                return key, parse_scope(other)
    return indicator, {}


def _of_figures(rows: pd.DataFrame, *, with_scope: bool = False) -> pd.DataFrame:
    """Figures in COLUMNS; their `object` is the scope that tells one flow from another."""
    told = rows["scope"] if with_scope else ""
    rows = rows.assign(who="", territory=rows["territory"].astype(str), commune="", object=told)
    return rows[COLUMNS].reset_index(drop=True)
