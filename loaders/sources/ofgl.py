"""OFGL: what an EPCI spends, receives, saves and owes each year, its main and annexed budgets together.

One row per EPCI, year and aggregate (« agregat »), of which some are asked for. Traps: an export that is cut looks
whole, so that its rows are held against the count that the host gives beside it; an amount below zero is one; a
territory may have several rows of an aggregate, which add up; a year is a date. Communes are in another set, whose
code of a commune nobody has written down: it is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Asked
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading, SourceFormatError
from loaders.tabular.json_files import load_json
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area
from loaders.territories.perimeters import read_last_perimeters

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "ofgl-gfp"
DATASET = "https://data.ofgl.fr/api/explore/v2.1/catalog/datasets/ofgl-base-gfp-consolidee"
INDICATORS = {
    "Dépenses de fonctionnement": "finance.operating_expenditure",
    "Recettes de fonctionnement": "finance.operating_revenue",
    "Dépenses d'investissement": "finance.capital_expenditure",
    "Epargne brute": "finance.gross_savings",
    "Encours de dette": "finance.debt",
}
COLUMNS = ("exer", "siren", "agregat", "montant")
ROWS, COUNT = "gfp.csv", "gfp.json"


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """The rows of every EPCI and year, of the aggregates that are read, and how many these are."""
    wanted = ",".join(f'"{name}"' for name in INDICATORS)
    where = {"where": f"agregat in ({wanted})"}
    rows = {"select": ",".join(COLUMNS), **where, "delimiter": ";", "use_labels": "false", "limit": "-1"}
    return [
        Asked(f"{DATASET}/exports/csv?{urlencode(rows, safe=',')}", f"gfp/{ROWS}"),
        Asked(f"{DATASET}/records?{urlencode({**where, 'limit': '1'}, safe=',')}", f"gfp/{COUNT}"),
    ]


def _read_count(path: Path) -> int:
    """How many rows the host says that there are."""
    content = load_json(path)
    count = content.get("total_count") if isinstance(content, dict) else None
    if not isinstance(count, int):
        raise SourceFormatError(f"{path.name} : le nombre de lignes, « total_count », est attendu, et n’y est pas.")
    return count


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per row of the export: year, siren, aggregate, printed, value (euros, NaN where blank), status.

    `path` is the export, or a folder that has it beside the count of its rows, which it then must have.
    """
    file = path / ROWS if path.is_dir() else path
    if not file.exists():
        raise SourceFormatError(f"{path.name} : {ROWS} est attendu dans ce dossier, et n’y est pas.")
    table = read_table(file, Form(COLUMNS), reading)
    years = table.frame["exer"].str.extract(re.compile(r"^(\d{4})-\d\d-\d\d"), expand=False)
    table = replace(table, frame=table.frame.assign(exer=years.fillna(table.frame["exer"])))
    amounts = table.read_amounts("montant", is_signed=True, what="montant")
    rows = amounts.assign(
        year=table.read_years("exer"),
        siren=table.read_sirens("siren"),
        aggregate=table.frame["agregat"].str.replace("’", "'"),
        printed=table.frame["montant"],
    )
    table.stop_on_faults()
    if path.is_dir() and (announced := _read_count(path / COUNT)) != len(rows):
        raise SourceFormatError(
            f"{ROWS} : {announced} lignes annoncées, {len(rows)} données : l’export est coupé. Relancez."
        )
    return rows


def observations(frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None) -> pd.DataFrame:
    """Euros of the EPCIs with a commune in the area, by aggregate and year; a sum lacks where one of its rows does."""
    members = read_last_perimeters() if members is None else members
    rows = frame[frame["siren"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    rows = rows.assign(indicator=rows["aggregate"].map(INDICATORS)).dropna(subset="indicator")
    sums = rows.groupby(["siren", "year", "aggregate", "indicator"], as_index=False).agg(
        value=("value", lambda values: values.sum(skipna=False)),
        status=("status", "max"),
        published=("printed", "first"),
        counted=("value", "size"),
    )
    is_sum = sums["counted"].gt(1)
    figures = sums.assign(
        published=sums["published"].mask(is_sum | sums["value"].isna(), ""),
        status=sums["status"].replace("", "normal"),
        note=("Somme de " + sums["counted"].astype(str) + " lignes").where(is_sum, ""),
    ).rename(columns={"siren": "territory", "aggregate": "section"})
    lines = figures["year"].astype(str) + ", " + figures["territory"] + ", " + figures["section"]
    return make_figures(figures, source=SOURCE, lines=lines, unit="EUR")
