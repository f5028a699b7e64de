"""Lists of subsidised projects as figures: sums, their notes, and the zeros of whom a complete list does not name."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

MEASURES = {
    "subsidies.received_amount": "EUR",
    "subsidies.received_cost": "EUR",
    "subsidies.received_projects": "projects",
}
ZERO_MEASURES = {name: MEASURES[name] for name in ("subsidies.received_amount", "subsidies.received_projects")}


def sum_projects(projects: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Amount, cost and number of `projects` by `keys`, one row per measure: indicator, value, unit, projects."""
    sums = projects.groupby(keys).agg(**{
        "subsidies.received_amount": ("amount", "sum"),
        "subsidies.received_cost": ("cost", "sum"),
        "subsidies.received_projects": ("amount", "size"),
    })  # fmt: skip
    sums = sums.round(2).assign(projects=sums["subsidies.received_projects"])
    long = sums.reset_index().melt([*keys, "projects"], list(MEASURES), var_name="indicator", value_name="value")
    return long.assign(unit=long["indicator"].map(MEASURES))


def describe_sum(counts: pd.Series) -> pd.Series:
    """The note of a sum: « Somme de 5 projets »."""
    return ("Somme de " + counts.astype(str) + " projets").where(counts > 1, "Un seul projet")


def add_zeros(
    sums: pd.DataFrame, projects: pd.DataFrame, *, territories: Iterable[str], measures: dict[str, str], note: str
) -> pd.DataFrame:
    """`sums`, and zeros of `measures` (indicator: unit) for the `territories` that a complete list does not name.

    One zero for each territory, each scope that `projects` has in a year, and each measure that `sums` has not.
    """
    keys = ["territory", "year", "scope", "indicator"]
    every = pd.DataFrame({"territory": sorted(territories)}).astype({"territory": "str"})
    every = every.merge(projects[["year", "scope"]].drop_duplicates(), how="cross")
    every = every.merge(pd.DataFrame({"indicator": list(measures)}), how="cross")
    named = pd.MultiIndex.from_frame(sums[keys])
    zeros = every[~pd.MultiIndex.from_frame(every[keys]).isin(named)].assign(value=0.0, note=note)
    return pd.concat([sums, zeros.assign(unit=zeros["indicator"].map(measures))], ignore_index=True)
