"""ADEME, SINOE: tonnes of household waste by département, type of waste and destination (SINOE04, odd years).

Traps: the decimal comma within quotes; 07B is rubble, which ADEME leaves out of the totals that it compares.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import SourceFormatError, parse_numbers, read_delimited
from loaders.territories.area import Area

SOURCE = "ademe-sinoe04"
STREAMS = {
    "07A": "residual", "07B": "rubble", "07C": "bulky", "07D": "hazardous", "07E": "recyclables", "07F": "green",
    "07Z": "other",
}  # fmt: skip
DESTINATIONS = {
    "02A": "recycling", "02B": "energy", "02C": "incineration", "02D": "landfill", "02E": "composting",
    "02F": "inert_landfill", "02Z": "unknown",
}  # fmt: skip
COLUMNS = ["ANNEE", "C_DEPT", "C_TYP_REG_DECHET", "C_TYP_REG_SERVICE", "TONNAGE_DMA"]


def read(path: Path) -> pd.DataFrame:
    """One row per year, département, type and destination: year, departement, waste, destination, printed, tonnes."""
    frame = read_delimited(path, COLUMNS, separator=",")
    for column, known in (("C_TYP_REG_DECHET", STREAMS), ("C_TYP_REG_SERVICE", DESTINATIONS)):
        unknown = sorted(set(frame[column]) - set(known))
        if unknown:
            raise SourceFormatError(
                f"{path.name}, colonne « {column} » : codes {', '.join(known)} attendus ; trouvés {unknown}."
            )
    return pd.DataFrame({
        "year": frame["ANNEE"].astype("int64"),
        "departement": frame["C_DEPT"].str.zfill(2),
        "waste": frame["C_TYP_REG_DECHET"],
        "destination": frame["C_TYP_REG_SERVICE"],
        "printed": frame["TONNAGE_DMA"],
        "tonnes": parse_numbers(frame["TONNAGE_DMA"], path.name),
    })  # fmt: skip


def _sum_rows(rows: pd.DataFrame, keys: list[str], indicator: str) -> pd.DataFrame:
    """Tonnes by `keys`, with the number of rows summed as a note, or the printed figure where there is only one."""
    sums = (
        rows.groupby(keys)
        .agg(value=("tonnes", "sum"), counted=("tonnes", "size"), printed=("printed", "first"))
        .reset_index()
    )
    alone = sums["counted"].eq(1)
    sums["note"] = ("Somme de " + sums["counted"].astype(str) + " lignes").where(~alone, "")
    return sums.assign(value=sums["value"].round(2), published=sums["printed"].where(alone, ""), indicator=indicator)


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Tonnes of the regions and their départements: total, without rubble, by stream, by stream and destination."""
    rows = frame[frame["departement"].isin(area.regions)]
    rows = rows.assign(territory="D" + rows["departement"], stream="stream=" + rows["waste"].map(STREAMS))
    detail = rows.assign(scope=rows["stream"] + ";destination=" + rows["destination"].map(DESTINATIONS))
    detail = _sum_rows(detail, ["territory", "year", "scope", "waste", "destination"], "waste.collected")
    rows = pd.concat([rows, rows.assign(territory=rows["departement"].map(area.regions))])
    without_rubble = rows[rows["waste"].ne("07B")]
    figures = pd.concat(
        [
            _sum_rows(rows, ["territory", "year"], "waste.collected"),
            _sum_rows(without_rubble, ["territory", "year"], "waste.collected_excluding_rubble"),
            _sum_rows(rows.assign(scope=rows["stream"]), ["territory", "year", "scope", "waste"], "waste.collected"),
            detail,
        ]
    ).fillna({"scope": "", "waste": "", "destination": ""})
    codes = (figures["waste"] + " " + figures["destination"]).str.strip()
    lines = figures["year"].astype(str) + ", " + figures["territory"].str[1:] + (", " + codes).where(codes.ne(""), "")
    return make_figures(figures, source=SOURCE, lines=lines, section="TONNAGE_DMA", unit="t")
