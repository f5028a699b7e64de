"""ADEME, SINOE: tonnes that déchèteries take in, by département and type of waste (odd years).

Traps: a part of the household waste of `sinoe`, never added to it; codes 02A… are types of waste here and destinations
there; rubble is in it; waste of electronics (02F) is dangerous waste there and apart here; furniture (02G) is apart
since 2015 alone. 2017 is out of line in the Pas-de-Calais, and given as it is.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.sources.sinoe import sum_tonnes
from loaders.tabular.faults import Reading
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "ademe-decheteries"
INDICATOR = "waste.drop_off_collected"
STREAMS = {
    "02A": "hazardous", "02B": "recyclables", "02C": "green", "02D": "bulky", "02E": "rubble", "02F": "hazardous",
    "02G": "furniture", "02Z": "other",
}  # fmt: skip
FORM = Form(["ANNEE", "C_DEPT", "C_TYP_REG_DECHET", "TONNAGE_T"])


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per year, département and type: year, departement, waste, printed, tonnes, status ("" beside a number).

    `tonnes` is NaN where `status` is missing or confidential.
    """
    table = read_table(path, FORM, reading)
    frame = table.frame
    for row in frame.index[~frame["C_TYP_REG_DECHET"].isin(list(STREAMS))]:
        found = frame["C_TYP_REG_DECHET"][row]
        table.fault("C_TYP_REG_DECHET", row, f"« {found} » n’est pas l’un des codes {', '.join(STREAMS)}")
    amounts = table.read_amounts("TONNAGE_T", what="tonnage")
    rows = pd.DataFrame({
        "year": table.read_years("ANNEE"),
        "departement": table.read_departements("C_DEPT"),
        "waste": frame["C_TYP_REG_DECHET"],
        "printed": frame["TONNAGE_T"],
        "tonnes": amounts["value"],
        "status": amounts["status"],
    })  # fmt: skip
    keys = rows["departement"] + ", " + rows["waste"]
    table.refuse_twice("C_TYP_REG_DECHET", keys, rows["year"], what="département, type et année")
    table.stop_on_faults()
    return rows


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Tonnes of the départements of the area's regions, all types and by type; of a region whose départements are all
    there."""
    inside = frame[frame["departement"].isin(list(area.regions))]
    inside = inside.assign(scope="stream=" + inside["waste"].map(STREAMS), territory="D" + inside["departement"])
    rows = pd.concat([inside, area.gather_regions(inside, ["year"])], ignore_index=True)
    keys = ["territory", "year", "scope"]
    figures = pd.concat([sum_tonnes(rows.assign(scope=""), keys), sum_tonnes(rows, keys)])
    lines = figures["territory"] + ", " + figures["year"].astype(str)
    return make_figures(figures, source=SOURCE, lines=lines, section="TONNAGE_T", indicator=INDICATOR, unit="t")
