"""ODEMA: tonnes landfilled by site and year (isdnd_tonnage_annee.json).

Traps: years to come carry a capacity and no tonnage; a past year without tonnage is missing, not zero; the site's
number has lost its leading zeros where it was read as a number; the tonnes come from anywhere: a site is no EPCI.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import require_columns
from loaders.territories.area import Area

SOURCE = "odema-isdnd"
COLUMNS = ["annee", "tonnage", "aiot", "name", "departement", "lng", "lat"]


def read(path: Path) -> pd.DataFrame:
    """One row per site and year: year, site ('S' and ten digits), name, departement, tonnes (NaN where not given)."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    frame = pd.DataFrame(entries, dtype=object)
    require_columns(list(frame.columns), COLUMNS, path.name)
    return pd.DataFrame({
        "year": frame["annee"].astype("float64").astype("int64"),
        "site": "S" + frame["aiot"].astype(str).str.zfill(10),
        "name": frame["name"].astype(str),
        "departement": frame["departement"].astype(str).str.zfill(2),
        "tonnes": frame["tonnage"].astype("float64"),
    })  # fmt: skip


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Tonnes landfilled by site of the area, up to the last year any site declares; years without are missing."""
    last = frame.loc[frame["tonnes"].notna(), "year"].max()
    rows = frame[frame["departement"].isin(area.departements) & frame["year"].le(last)]
    rows = rows.rename(columns={"site": "territory", "tonnes": "value"})
    printed = rows["value"].map(lambda tonnes: "" if pd.isna(tonnes) else f"{tonnes:.0f}")
    return make_figures(
        rows.assign(published=printed, lines=rows["territory"].str[1:]),
        source=SOURCE, section=rows["name"], indicator="waste.landfilled", unit="t",
    )  # fmt: skip
