"""How many indicators of each theme are known of a territory."""

from __future__ import annotations

import pandas as pd

from geo.kept import TERRITORIES, keep
from loaders.catalog import load_catalog
from pages.views.data import cached


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
