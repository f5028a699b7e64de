"""ADEME, SINOE: tonnes of household waste by département, type of waste and destination (SINOE04, odd years).

Traps: the decimal comma within quotes; 07B is rubble, which ADEME leaves out of the totals that it compares. A sum of
rows of which one is secret or not given is so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Asked
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "ademe-sinoe04"
STREAMS = {
    "07A": "residual", "07B": "rubble", "07C": "bulky", "07D": "hazardous", "07E": "recyclables", "07F": "green",
    "07Z": "other",
}  # fmt: skip
DESTINATIONS = {
    "02A": "recycling", "02B": "energy", "02C": "incineration", "02D": "landfill", "02E": "composting",
    "02F": "inert_landfill", "02Z": "unknown",
}  # fmt: skip
FORM = Form(["ANNEE", "C_DEPT", "C_TYP_REG_DECHET", "C_TYP_REG_SERVICE", "TONNAGE_DMA"])
FILE = "SINOE04_DestinationDmaParTypeTraitement.csv"
WITHOUT_RUBBLE = "waste.collected_excluding_rubble"
DATASET = "sinoe-(r)-destination-des-dma-collectes-par-type-de-traitement"


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """The file of all départements and years, as the ADEME put it there: what its interface makes of it differs."""
    return [Asked(f"https://data.ademe.fr/data-fair/api/v1/datasets/{DATASET}/data-files/{FILE}", FILE)]


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per year, département, type and destination: year, departement, waste, destination, printed, tonnes.

    `tonnes` is NaN where `status` is missing or confidential; beside a number it is "".
    """
    table = read_table(path, FORM, reading)
    frame = table.frame
    for column, known in (("C_TYP_REG_DECHET", STREAMS), ("C_TYP_REG_SERVICE", DESTINATIONS)):
        for row in frame.index[~frame[column].isin(list(known))]:
            table.fault(column, row, f"« {frame[column][row]} » n’est pas l’un des codes {', '.join(known)}")
    amounts = table.read_amounts("TONNAGE_DMA", what="tonnage")
    rows = pd.DataFrame({
        "year": table.read_years("ANNEE"),
        "departement": table.read_departements("C_DEPT"),
        "waste": frame["C_TYP_REG_DECHET"],
        "destination": frame["C_TYP_REG_SERVICE"],
        "printed": frame["TONNAGE_DMA"],
        "tonnes": amounts["value"],
        "status": amounts["status"],
    })  # fmt: skip
    table.stop_on_faults()
    for group in table.find_twice():
        table.remark(f"{table.name_rows(group)} identiques, comptées chacune : retirez celles qui sont de trop.")
    return rows


def sum_tonnes(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Tonnes by `keys`: value, status, published, note, and how many rows are `counted`, `secret` and `absent`.

    `rows` have `tonnes`, NaN where `status` is missing or confidential, and `printed`. A sum of several says so in its
    note, one row alone has what is printed. A sum is confidential where one of its rows is, else missing where one is.
    """
    sums = (
        rows.groupby(keys)
        .agg(
            value=("tonnes", "sum"),
            counted=("tonnes", "size"),
            printed=("printed", "first"),
            secret=("status", lambda statuses: statuses.eq("confidential").sum()),
            absent=("status", lambda statuses: statuses.eq("missing").sum()),
        )
        .reset_index()
    )
    alone, is_known = sums["counted"].eq(1), sums["secret"].add(sums["absent"]).eq(0)
    return sums.assign(
        value=sums["value"].round(2).where(is_known),
        status=is_known.map({True: "normal", False: "missing"}).mask(sums["secret"].gt(0), "confidential"),
        published=sums["printed"].where(alone & is_known, ""),
        note=("Somme de " + sums["counted"].astype(str) + " lignes").where(~alone, ""),
    )


def _sum_rows(rows: pd.DataFrame, keys: list[str], indicator: str) -> pd.DataFrame:
    """Tonnes by `keys`; the note of a sum says how many of its rows have no value too."""
    sums = sum_tonnes(rows, keys)
    lost = (", dont " + sums["secret"].astype(str) + " secrète(s)").where(sums["secret"].gt(0), "")
    lost += (", dont " + sums["absent"].astype(str) + " sans donnée").where(sums["absent"].gt(0), "")
    return sums.assign(note=sums["note"] + lost.where(sums["note"].ne(""), ""), indicator=indicator)


def sum_flows(rows: pd.DataFrame, around: pd.DataFrame | None = None) -> pd.DataFrame:
    """Tonnes by territory and year: total, without rubble, by stream, and by stream and destination.

    `rows` have what `sum_tonnes` reads, their `scope` (« stream=green;destination=composting »), and in `waste` and
    `destination` what their publisher calls both; `around` are those of wider territories, which have no destination.
    """
    wider = rows if around is None else pd.concat([rows, around])
    streams = wider.assign(scope=wider["scope"].str.split(";").str[0])
    figures = pd.concat(
        [
            _sum_rows(wider, ["territory", "year"], "waste.collected"),
            _sum_rows(streams[streams["scope"].ne("stream=rubble")], ["territory", "year"], WITHOUT_RUBBLE),
            _sum_rows(streams, ["territory", "year", "scope", "waste"], "waste.collected"),
            _sum_rows(rows, ["territory", "year", "scope", "waste", "destination"], "waste.collected"),
        ]
    )
    return figures.fillna({"scope": "", "waste": "", "destination": ""})


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Tonnes of the regions and their départements: total, without rubble, by stream, by stream and destination.

    A region has a sum in the years of which the file has all its départements.
    """
    rows = frame[frame["departement"].isin(area.regions)]
    scope = "stream=" + rows["waste"].map(STREAMS) + ";destination=" + rows["destination"].map(DESTINATIONS)
    rows = rows.assign(territory="D" + rows["departement"], scope=scope)
    figures = sum_flows(rows, area.gather_regions(rows, ["year"]))
    codes = (figures["waste"] + " " + figures["destination"]).str.strip()
    lines = figures["year"].astype(str) + ", " + figures["territory"].str[1:] + (", " + codes).where(codes.ne(""), "")
    return make_figures(figures, source=SOURCE, lines=lines, section="TONNAGE_DMA", unit="t")
