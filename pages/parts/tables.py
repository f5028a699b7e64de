"""The table under each chart: the same rows in French, and its two downloads; made only once it is opened."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from pages.parts import cached
from pages.parts.downloads import write_french_csv, write_tidy_csv
from pages.parts.french import STATUS_LABELS, format_count, format_number
from pages.parts.markup import figure_link, indicator_link, table_region, tag, text
from pages.parts.names import plain_name
from pages.parts.notes import source_links, source_texts
from pages.parts.scope import Scope

MOST_ROWS = 1000
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


def describe_rows(observations: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Observations in words: names, labels and units of the catalogue in the place of ids; a `unit` given is kept.

    The ids that cells lead to are in `indicator_id` and `source_id`, which no file has.
    """
    catalog = cached.read_catalog()
    rows = observations.astype(dict.fromkeys(("indicator", "territory", "status", "source"), str))
    return rows.assign(
        indicator_id=rows["indicator"],
        source_id=rows["source"],
        name=rows["territory"].map({code: scope.name(code) for code in rows["territory"].unique()}),
        indicator=rows["indicator"].map(lambda i: catalog.indicators[i].short),
        unit=rows["indicator"].map(lambda i: catalog.unit_of(i).symbol) if "unit" not in rows else rows["unit"],
        scope=rows["scope"].map(catalog.scope_label),
        status=rows["status"].map(STATUS_LABELS),
        break_before=rows["break_before"].map({True: "rupture avant", False: ""}),
        source=rows["source"].map({s: " ; ".join(source_texts([s])) for s in rows["source"].unique()}),
    )


def sort_by_indicator(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows with the indicators in the order of the catalogue; the order within each is kept."""
    order = {key: n for n, key in enumerate(cached.read_catalog().indicators)}
    return observations.sort_values("indicator", key=lambda column: column.astype(str).map(order), kind="stable")


def table_markup(rows: pd.DataFrame, columns: list[str], *, by_indicator: bool = False) -> str:
    """A plain table: numbers aligned, the status in words, a missing value written as such.

    `by_indicator` writes each indicator once, over its rows, which stand together.
    """
    used = [
        c for c in columns if c in rows and (c in ("value", "name") or rows[c].astype(str).str.strip().ne("").any())
    ]
    if by_indicator:
        used.remove("indicator")
    numeric = {c for c in used if is_numeric_dtype(rows[c]) and c != "year"}
    head = "".join(
        text("th", LABELS.get(c, c), scope="col", **({"class_": "num"} if c in numeric else {})) for c in used
    )
    body, above = [], ""
    ids = [c for c in ("id", "indicator_id", "source_id") if c in rows]
    links = {s: source_links([s]) for s in rows["source_id"].unique()} if "source_id" in rows else {}
    for row in rows[[*used, *ids]].head(MOST_ROWS).to_dict("records"):
        if by_indicator and row["indicator_id"] != above:
            above = row["indicator_id"]
            body.append(_head_of(above, len(used)))
        cells = [
            tag("td", links[row["source_id"]]) if c == "source" and links else _cell(row, c, is_number=c in numeric)
            for c in used
        ]
        body.append(tag("tr", "".join(cells)))
    more = len(rows) - MOST_ROWS
    note = text("p", f"{format_count(more, 'ligne')} de plus dans le fichier.", class_="t-missing") if more > 0 else ""
    kind = "t-table tall" if by_indicator else "t-table"
    return table_region(head, body, label="Tableau des données", kind=kind, note=note)


def _head_of(indicator: str, width: int) -> str:
    """The line over the rows of an indicator, which leads to its page."""
    label = cached.read_catalog().indicators[indicator].label
    return tag(
        "tr", tag("th", indicator_link(label, indicator), colspan=str(width), scope="rowgroup"), class_="t-group"
    )


def _cell(row: dict[Hashable, Any], name: str, *, is_number: bool) -> str:
    """A cell; the value of a figure that has an id leads to its origin, and why there is none stands in its place."""
    if not is_number:
        return text("td", str(row[name]))
    is_lost = name == "value" and pd.isna(row[name]) and row.get("status")
    written = str(row["status"]) if is_lost else format_number(row[name], count_decimals(row[name]))
    return tag("td", figure_link(written, str(row.get("id", "")) if name == "value" else ""), class_="num")


def count_decimals(value: float) -> int:
    """How many decimals a number of a table is written with: none if whole, fewer if large."""
    return 0 if pd.isna(value) or float(value).is_integer() else 1 if abs(value) >= 100 else 2


def describe_filters(scope: Scope) -> str:
    """What the rows were kept by, in words."""
    names = ", ".join(scope.name(code) for code in scope.territories) or "tous"
    return f"territoires : {names} ; années : {scope.years[0]}-{scope.years[1]}"


def show_table(
    raw: pd.DataFrame,
    describe: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    *,
    title: str,
    unit: str,
    scope: Scope,
    key: str,
    filters: str = "",
    columns: list[str] | None = None,
    opened: bool = False,
    by_indicator: bool = False,
) -> None:
    """The table of a chart, folded until it is wanted; `describe` puts rows other than observations into words.

    `by_indicator` groups the rows, and those of the files, by indicator in the order of the catalogue.
    """
    label = f"Tableau des données ({format_count(len(raw), 'ligne')})"
    with st.expander(label, key=key, expanded=opened, on_change="rerun") as folded:
        if not folded.open:
            return
        if raw.empty:
            st.write("Aucune ligne pour ce choix.")
            return
        raw = sort_by_indicator(raw) if by_indicator else raw
        rows = describe(raw) if describe else describe_rows(raw, scope)
        st.html(table_markup(rows, columns or ["rank", *SHOWN, "break_before"], by_indicator=by_indicator))
        sources = " ; ".join(source_texts(raw["source"])) if "source" in raw else ""
        header = {"Indicateur": title, "Unité": unit, "Filtres": filters or describe_filters(scope), "Source": sources}
        listed = columns or [c for c in LABELS if c in rows]
        with st.container(horizontal=True):
            st.download_button(
                "CSV pour tableur",
                write_french_csv(rows[listed].rename(columns=LABELS), header),
                key=f"{key}-csv",
                file_name=f"terril-{plain_name(title)}.csv",
                mime="text/csv",
                on_click="ignore",
                help="Point-virgule, virgule décimale : s’ouvre dans Excel et LibreOffice.",
            )
            st.download_button(
                "CSV pour logiciel",
                write_tidy_csv(raw),
                key=f"{key}-tidy",
                file_name=f"terril-{plain_name(title)}-brut.csv",
                mime="text/csv",
                on_click="ignore",
                help="Virgule, point décimal, codes : pour R, Python ou une base de données.",
            )
