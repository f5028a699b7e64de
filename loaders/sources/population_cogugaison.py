"""COGugaison: the municipal populations of the censuses of 2006 to 2015, by commune in the geography of their year.

A package's tables COGAAAA_insee in one CSV, under ODbL: its figures stay in a file of their own. Traps: the year of a
table is that of its geography, two years after its census; the tables of 1968 to 1999 are of the census itself, those
after 2017 are read from the DGCL, and the last ones repeat a census.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.catalog import load_catalog
from loaders.sources.municipal_sums import make_populations, read_last_perimeters
from loaders.sources.publisher_files import parse_numbers, read_delimited
from loaders.territories.area import Area
from loaders.territories.cog import FIRST_YEAR, Cog, read_cog
from loaders.territories.passage import carry_counts

SOURCE = "cogugaison-population"
CENSUSES = (2006, 2015)
AFTER_CENSUS = 2


def read(path: Path) -> pd.DataFrame:
    """One row per commune of the time and census: territory, geography and year as integers, value, published, file."""
    frame = read_delimited(path, ["ANNEE_COG", "CODGEO", "POP"], separator=",")
    populations = pd.DataFrame({
        "territory": frame["CODGEO"],
        "geography": frame["ANNEE_COG"].astype("int64"),
        "value": parse_numbers(frame["POP"], path.name),
        "published": frame["POP"],
        "file": "COG" + frame["ANNEE_COG"] + "_insee",
    })  # fmt: skip
    populations["year"] = populations["geography"] - AFTER_CENSUS
    return populations[populations["year"].between(*CENSUSES)].reset_index(drop=True)


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, cog: Cog | None = None
) -> pd.DataFrame:
    """Municipal populations of the communes of today (those that merged are added), EPCIs, départements and regions.

    Every EPCI is on its last known perimeter, the same for all these years. The geographies before the first that the
    COG follows are taken as that one.
    """
    cog = read_cog(load_catalog().deployment.vintage) if cog is None else cog
    members = read_last_perimeters() if members is None else members
    rows = frame.assign(
        census=frame["year"], year=frame["geography"].clip(lower=FIRST_YEAR), status="normal", note="", section="POP"
    )
    lists = [carry_counts(rows[rows["census"].eq(census)], cog) for census in sorted(set(rows["census"]))]
    carried = pd.concat(lists, ignore_index=True)
    carried = carried[carried["territory"].isin(list(cog.populations))].assign(year=carried["census"])
    is_printed = carried["value"].eq(pd.to_numeric(carried["published"]))
    carried["published"] = carried["published"].where(is_printed, "")
    return make_populations(carried, area, members, cog, source=SOURCE)
