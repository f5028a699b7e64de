"""The table of the rows of a chart, as markup."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from loaders.catalog import load_catalog
from pages.views.tables import LABELS, count_decimals
from pages.words.french import format_count, format_number
from pages.words.markup import figure_link, indicator_link, table_region, tag, text
from pages.words.sources import source_links

MOST_ROWS = 1000


def table_markup(rows: pd.DataFrame, columns: list[str], *, title: str, by_indicator: bool = False) -> str:
    """A plain table: numbers aligned, the status in words, a missing value written as such; the first words of a row
    are its head.

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
    first = next((c for c in used if c not in numeric and c != "source"), "")
    ids = [c for c in ("id", "indicator_id", "source_id") if c in rows]
    links = {s: source_links([s]) for s in rows["source_id"].unique()} if "source_id" in rows else {}
    for row in rows[[*used, *ids]].head(MOST_ROWS).to_dict("records"):
        if by_indicator and row["indicator_id"] != above:
            above = row["indicator_id"]
            body.append(_head_of(above, len(used)))
        cells = [
            text("th", str(row[c]), scope="row")
            if c == first
            else tag("td", links[row["source_id"]])
            if c == "source" and links
            else _cell(row, c, is_number=c in numeric)
            for c in used
        ]
        body.append(tag("tr", "".join(cells)))
    more = len(rows) - MOST_ROWS
    note = text("p", f"{format_count(more, 'ligne')} de plus dans le fichier.", class_="t-missing") if more > 0 else ""
    kind = "t-table tall" if by_indicator else "t-table"
    label = f"{title} : tableau des données" + (", les lignes groupées par indicateur" if by_indicator else "")
    return table_region(head, body, label=label, kind=kind, note=note)


def _head_of(indicator: str, width: int) -> str:
    """The line over the rows of an indicator, which leads to its page."""
    label = load_catalog().indicators[indicator].label
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
