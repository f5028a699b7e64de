"""How many indicators of each theme are known of a territory, and whether any is round some."""

from __future__ import annotations

import pandas as pd

from geo.kept import CHOICES, TERRITORIES, keep
from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.views.data.geography import find_departements, read_codes


@keep(TERRITORIES)
def count_known(territory: str, members: tuple[str, ...], years: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """By theme, how many indicators a territory has, of its own or as the sum of all its members; the latest year."""
    catalog = load_catalog()
    rows = cached.read_known(years)
    known = rows[rows["territory"] == territory]
    if members:
        parts = rows[rows["territory"].isin(members) & rows["is_whole"]]
        parts = parts[parts["indicator"].map(lambda indicator: catalog.unit_of(indicator).additive).astype(bool)]
        count = parts.groupby(["indicator", "scope", "year"])["territory"].transform("nunique")
        known = pd.concat([known, parts[count == len(members)]])
    return {
        theme: (found["indicator"].nunique(), int(found["year"].max()))
        for theme, found in known.groupby(known["indicator"].map(catalog.theme_of))
    }


@keep(CHOICES)
def has_figures(themes: tuple[str, ...], territories: tuple[str, ...]) -> bool:
    """Whether a page of some themes has anything to show: in the deployment always, which says itself what is missing;
    elsewhere where a figure is known of a territory chosen, of their départements or of an EPCI there."""
    departements = find_departements(territories)
    if departements == find_departements():
        return True
    known, near = cached.read_known(cached.EVER), {*territories, *departements, *read_codes("epci", departements)}
    found = known.loc[known["territory"].isin(near), "indicator"]
    return bool(found.map(load_catalog().theme_of).isin(themes).any())
