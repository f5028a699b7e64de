"""Insee: municipal populations by commune of the last census, before the DGCL gives them with the EPCIs.

The communes.json of the package @etalab/decoupage-administratif as one CSV. Traps: a package has codes newer than its
populations, so that for the census of 2022 a commune that merged on 1 January 2025 has the inhabitants of one of its
parts alone: what the DGCL gives is read from it.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.catalog import load_catalog
from loaders.sources.population_cogugaison import make_populations
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area
from loaders.territories.cog import Cog, read_cog
from loaders.territories.perimeters import read_last_perimeters

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "insee-population"
SINCE = 2023


FORM = Form(["annee_recensement", "version_paquet", "code", "population"])


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune and census: territory, year as an integer, value, published, file."""
    table = read_table(path, FORM, reading)
    populations = pd.DataFrame({
        "territory": table.read_communes("code"),
        "year": table.read_years("annee_recensement"),
        "value": table.read_numbers("population", is_required=True, what="nombre d’habitants"),
        "published": table.frame["population"],
        "file": "communes.json " + table.frame["version_paquet"],
    })  # fmt: skip
    table.refuse_twice("code", populations["territory"], populations["year"], what="commune et par recensement")
    table.stop_on_faults()
    return populations[populations["year"].ge(SINCE)].reset_index(drop=True)


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, cog: Cog | None = None
) -> pd.DataFrame:
    """Municipal populations of communes, of the EPCIs that still are on their last known perimeter, and of regions."""
    cog = read_cog(load_catalog().deployment.vintage) if cog is None else cog
    members = read_last_perimeters() if members is None else members
    members = members[members["vintage"].eq(members["vintage"].max())]
    communes = frame.assign(status="normal", note="", section="population")
    return make_populations(communes, area, members, cog, source=SOURCE)
