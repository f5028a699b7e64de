"""Municipal populations of communes, and their sums by EPCI on its last known perimeter, département and region."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.population import IN_FORCE
from loaders.territories.area import Area, find_departement
from loaders.territories.cog import Cog
from loaders.territories.perimeters import MEMBERSHIPS, read_successors

SUMMED = ["year", "territory", "section", "told"]


def read_last_perimeters(path: Path = MEMBERSHIPS) -> pd.DataFrame:
    """The communes of today of each EPCI of the memberships, on its last 1 January: epci, commune, vintage, as text."""
    members = pd.read_csv(path, dtype=str)
    kept = members[members["vintage"].eq(members.groupby("epci")["vintage"].transform("max"))]
    today = kept.assign(commune=kept["commune"].replace(read_successors()))
    return today[["epci", "commune", "vintage"]].drop_duplicates(ignore_index=True)


def _list_groups(area: Area, members: pd.DataFrame, cog: Cog) -> pd.DataFrame:
    """Every territory of which a sum is made, with each of its communes, and what the note says of its limits."""
    epci = members.rename(columns={"epci": "territory"}).assign(told=", périmètre de " + members["vintage"])
    codes = pd.DataFrame({"commune": list(cog.populations), "told": f", dans leurs limites de {cog.vintage}"})
    numbers = find_departement(codes["commune"])
    inside = codes[numbers.isin(area.regions)].assign(number=numbers)
    return pd.concat(
        [
            epci,
            inside.assign(territory="D" + inside["number"]),
            inside.assign(territory=inside["number"].map(area.regions)),
        ]
    )[["territory", "commune", "told"]]


def make_populations(
    communes: pd.DataFrame, area: Area, members: pd.DataFrame, cog: Cog, *, source: str
) -> pd.DataFrame:
    """Figures of the communes of the area, of the EPCIs of `members`, of départements and regions.

    `communes` are of the COG's vintage: territory, year (of the census), value, status, published, note, section and
    file. A sum is made where every commune of the territory has a value, so that none looks like a fall.
    """
    joined = communes.rename(columns={"territory": "commune"})
    years = joined[["year", "section", "file"]].drop_duplicates()
    every = (
        _list_groups(area, members, cog)
        .merge(years, how="cross")
        .merge(joined[["commune", "year", "value"]], how="left", on=["commune", "year"])
    )
    sums = every.groupby([*SUMMED, "file"], as_index=False).agg(
        value=("value", lambda values: values.sum(skipna=False)), size=("commune", "size")
    )
    counted = ("Somme de " + sums["size"].astype(str) + " communes").mask(sums["size"].eq(1), "Une seule commune")
    sums["note"] = counted + sums["told"]
    sums = sums.dropna(subset="value").assign(published="", status="normal")
    figures = pd.concat([communes[area.holds(communes["territory"])], sums], ignore_index=True)
    in_force = (figures["year"] + IN_FORCE).astype(str)
    lines = figures["file"] + ", " + figures["territory"] + ", en vigueur au 1er janvier " + in_force
    return make_figures(figures, source=source, lines=lines, indicator="population.municipal", unit="hab")
