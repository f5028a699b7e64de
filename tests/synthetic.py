"""Synthetic data for the tests: a small catalogue and rows that no publisher printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from loaders.catalog import Catalog, load_catalog
from loaders.pipeline.figures import COLUMNS
from loaders.reading.series import Series

CATALOG = {
    "themes.yaml": "waste: {label: Déchets, description: Thème synthétique.}\n",
    "units.yaml": (
        "t: {symbol: t, label: tonnes, per_inhabitant: true}\n"
        "kg: {symbol: kg/hab., label: kilogrammes, additive: false}\n"
    ),
    "dimensions.yaml": "stream:\n  label: Flux\n  members: {glass: Verre, green: Déchets verts}\n",
    "warnings.yaml": "rounded: Valeur synthétique arrondie.\n",
    "rules.yaml": "Règle synthétique: Un trou reste un trou.\n",
    "sources.yaml": "report: {title: Rapport, publisher: Éditeur synthétique, nature: report, date: 2021, "
    "licence: Ouverte}\n",
    "territories.yaml": "AB: {name: Groupement synthétique, level: grouping, members: ['62498', '62041']}\n",
    "deployment.yaml": "departements: [D62]\nhome: AB\n",
    "indicators/waste.yaml": (
        "waste.collected: {label: Collecte synthétique, short: Collecte, unit: t, kind: flow, polarity: down, "
        "decimals: 0, uses: [compare, rank, map, sum], definition: Tonnage synthétique., warnings: [rounded]}\n"
        "waste.balance: {label: Solde synthétique, short: Solde, unit: kg, kind: ratio, polarity: neutral, "
        "decimals: 1, uses: [compare], definition: Écart synthétique.}\n"
    ),
}
FIGURE = {
    "source": "report",
    "lines": "12",
    "section": "Section synthétique",
    "indicator": "waste.collected",
    "territory": "62498",
    "year": "2021",
    "period": "2021",
    "published": "1 200",
    "value": "1200",
    "unit": "t",
    "status": "normal",
}


def write_catalog(folder: Path, **changes: str) -> Path:
    """Write the synthetic catalogue; `changes` replace whole files, a double underscore stands for the slash."""
    named = {name.replace("__", "/") + ".yaml": text for name, text in changes.items()}
    for name, text in (CATALOG | named).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read_catalog(folder: Path, **changes: str) -> Catalog:
    """The synthetic catalogue, read as the real one is."""
    return load_catalog(write_catalog(folder, **changes))


def write_rows(path: Path, rows: list[dict[str, str]], columns: list[str] = COLUMNS) -> Path:
    """Write rows as a figures file; a column that a row leaves out is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def make_observations(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Synthetic observations in the columns that pages read; a row says only what matters to its test."""
    usual = {
        "indicator": "waste.collected",
        "territory": "A",
        "level": "epci",
        "place": "",
        "year": 2021,
        "value": 1.0,
        "status": "normal",
        "break_before": False,
        "scope": "",
        "source": "terril",
        "locator": "synthétique",
        "section": "",
        "published": "",
        "note": "",
        "warning": "",
        "id": "0123456789",
    }
    filled = [{**usual, **row} for row in rows]
    frame = pd.DataFrame([{"period": str(row["year"]), **row} for row in filled], columns=[*usual, "period"])
    return frame.astype({"value": "float64"})


def make_series(rows: list[dict[str, object]], *, unit: str = "t", decimals: int = 0) -> Series:
    """A synthetic series of tonnes collected."""
    return Series(
        "waste.collected", "Collecte synthétique", "Collecte", unit, "tonnes", decimals, False, make_observations(rows)
    )
