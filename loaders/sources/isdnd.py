"""ODEMA: tonnes landfilled by site and year (isdnd_tonnage_annee.json, or a GeoJSON of the same).

Traps: years to come carry a capacity and no tonnage; a past year without tonnage is missing, not zero; the site's
number has lost its leading zeros where it was read as a number; the tonnes come from anywhere: a site is no EPCI.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Asked
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading
from loaders.tabular.json_files import read_entries
from loaders.tabular.reader import Form
from loaders.territories.area import Area

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "odema-isdnd"
FORM = Form(["annee", "tonnage", "aiot", "name", "departement", "lng", "lat"])
URL = "https://raw.githubusercontent.com/geo2france/odema-dashboard/HEAD/data/isdnd_tonnage_annee.json"


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """The file of all sites and years, as the observatory's own pages read it."""
    return [Asked(URL, "isdnd_tonnage_annee.json")]


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per site and year: year, site ('S' and ten digits), name, departement, tonnes (NaN where not given).

    `status` is missing or confidential where there are no tonnes, "" beside a number.
    """
    table = read_entries(path, FORM, reading)
    frame = table.frame
    for row in frame.index[~frame["aiot"].str.fullmatch(r"\d{1,10}")]:
        table.fault("aiot", row, f"« {frame['aiot'][row]} » n’est pas un numéro de site de dix chiffres au plus")
    amounts = table.read_amounts("tonnage", what="tonnage")
    rows = pd.DataFrame({
        "year": table.read_years("annee"),
        "site": "S" + frame["aiot"].str.zfill(10),
        "name": frame["name"],
        "departement": table.read_departements("departement"),
        "tonnes": amounts["value"],
        "status": amounts["status"],
    })  # fmt: skip
    table.refuse_twice("aiot", frame["aiot"], rows["year"], what="site et par année")
    table.stop_on_faults()
    return rows


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Tonnes landfilled by site of the area, up to the last year any site declares; years without are missing."""
    last = frame.loc[frame["tonnes"].notna(), "year"].max()
    rows = frame[frame["departement"].isin(area.departements) & frame["year"].le(last)]
    rows = rows.rename(columns={"site": "territory", "tonnes": "value"})
    printed = rows["value"].map(lambda tonnes: "" if pd.isna(tonnes) else f"{tonnes:.0f}")
    status = rows["status"].where(rows["status"].ne(""), "normal")
    return make_figures(
        rows.assign(published=printed, lines=rows["territory"].str[1:], status=status),
        source=SOURCE, section=rows["name"], indicator="waste.landfilled", unit="t",
    )  # fmt: skip
