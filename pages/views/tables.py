"""The rows of a table in words: names, labels and units of the catalogue in the place of ids."""

from __future__ import annotations

import pandas as pd

from loaders.catalog import load_catalog
from pages.views.selection import Selection
from pages.words.french import label_status
from pages.words.sources import source_texts

LABELS = {
    "territory": "Code",
    "name": "Territoire",
    "indicator": "Indicateur",
    "place": "Lieu",
    "year": "Année",
    "period": "Période",
    "value": "Valeur",
    "unit": "Unité",
    "status": "Statut",
    "scope": "Périmètre",
    "break_before": "Rupture",
    "source": "Source",
    "section": "Section",
    "locator": "Lignes ou adresse",
    "published": "Imprimé",
    "note": "Note",
    "rank": "Rang",
    "index": "Indice",
    "change": "Évolution",
    "change_unit": "Unité de l’évolution",
    "obstacle": "Sans évolution",
}
SHOWN = [
    "name",
    "indicator",
    "place",
    "scope",
    "period",
    "value",
    "unit",
    "status",
    "published",
    "source",
    "locator",
    "note",
]


def describe_rows(observations: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Observations in words: names, labels and units of the catalogue in the place of ids; a `unit` given is kept.

    The ids that cells lead to are in `indicator_id` and `source_id`, which no file has.
    """
    catalog = load_catalog()
    rows = observations.astype(dict.fromkeys(("indicator", "territory", "status", "source"), str))
    warnings = rows["warning"].fillna("").astype(str) if "warning" in rows else [""] * len(rows)
    return rows.assign(
        indicator_id=rows["indicator"],
        source_id=rows["source"],
        name=rows["territory"].map({code: selection.name(code) for code in rows["territory"].unique()}),
        indicator=rows["indicator"].map(lambda i: catalog.indicators[i].short),
        unit=rows["indicator"].map(lambda i: catalog.unit_of(i).symbol) if "unit" not in rows else rows["unit"],
        scope=rows["scope"].map(catalog.scope_label),
        status=[label_status(*said) for said in zip(rows["status"], warnings, strict=True)],
        break_before=rows["break_before"].map({True: "rupture avant", False: ""}),
        source=rows["source"].map({s: " ; ".join(source_texts([s])) for s in rows["source"].unique()}),
    )


def sort_by_indicator(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows with the indicators in the order of the catalogue; the order within each is kept."""
    order = {key: n for n, key in enumerate(load_catalog().indicators)}
    return observations.sort_values("indicator", key=lambda column: column.astype(str).map(order), kind="stable")


def count_decimals(value: float) -> int:
    """How many decimals a number of a table is written with: none if whole, fewer if large."""
    return 0 if pd.isna(value) or float(value).is_integer() else 1 if abs(value) >= 100 else 2


def describe_filters(selection: Selection) -> str:
    """What the rows were kept by, in words."""
    names = ", ".join(selection.name(code) for code in selection.territories) or "tous"
    return f"territoires : {names} ; années : {selection.years[0]}-{selection.years[1]}"
