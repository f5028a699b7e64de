"""The rows of a view in words for paper: the columns that say something, numbers with the decimals of the view."""

from __future__ import annotations

import pandas as pd

from pages.views.content import Content
from pages.views.tables import LABELS, count_decimals
from pages.words.french import (
    STAGES,
    STATUS_LABELS,
    format_change,
    format_number,
    format_points,
    format_value,
    write_sign,
)

COLUMNS = (
    "rank", "name", "indicator", "place", "scope", "period", "value", "unit", "status",
    "index", "change", "break_before", "note",
)  # fmt: skip
GRANTS = {
    "projet": "Projet",
    "nomBeneficiaire": "Bénéficiaire",
    "nomAttribuant": "Financeur",
    "dispositifAide": "Dispositif",
    "montant": "Montant",
    "stage": "Stade",
    "period": "Période",
}
NUMBERS = frozenset({"Valeur", "Montant", "Rang", "Habitants"})


def write_rows(content: Content) -> pd.DataFrame:
    """Every row of the view as text under French headings; a value that is not there has its status in its place."""
    if content.is_of_grants:
        return write_grants(content.rows)
    if content.parts:
        return _write_flows(content, content.parts)
    described = content.describe()
    decimals = content.decimals
    is_table = content.form == "table"
    given = content.rows["indicator"].astype(str).map(decimals)
    written = [
        _write_value(value, None if is_table or pd.isna(places) else int(places), status)
        for value, places, status in zip(described["value"], given, described["status"], strict=True)
    ]
    whole = described.assign(value=written)
    if "index" in whole:
        whole["index"] = [_write_value(value, 1, "") for value in whole["index"]]
    if "change" in whole:
        whole["change"] = [
            said if pd.isna(amount) else format_points(amount) if unit == "points" else format_change(amount / 100)
            for amount, unit, said in zip(whole["change"], whole["change_unit"], whole["obstacle"], strict=True)
        ]
    if "rank" in whole:
        whole["rank"] = [
            "" if pd.isna(rank) else f"{rank:g}" if not isinstance(rank, str) else rank for rank in whole["rank"]
        ]
    kept = [c for c in COLUMNS if c in whole and _is_said(whole, c)]
    return whole[kept].fillna("").astype(str).rename(columns=LABELS)


def _is_said(rows: pd.DataFrame, column: str) -> bool:
    """Whether a column says something; that of the indicator only where there are several."""
    if column in ("name", "period", "value", "status", "unit"):
        return True
    if column == "indicator":
        return bool(rows[column].nunique() > 1)
    return bool(rows[column].fillna("").astype(str).str.strip().ne("").any())


def _write_value(value: float, decimals: int | None, status: str) -> str:
    if pd.isna(value):
        return status
    return format_number(float(value), count_decimals(value) if decimals is None else decimals)


def _write_flows(content: Content, heads: tuple[str, str]) -> pd.DataFrame:
    decimals = content.charts[0].decimals
    rows = content.rows
    statuses = rows["status"].astype(str) if "status" in rows else pd.Series("normal", rows.index)
    labels = statuses.map(STATUS_LABELS)
    first, second = heads
    return pd.DataFrame(
        {
            first: rows["bar"].astype(str),
            second: rows["part"].astype(str),
            "Année": rows["year"].astype(str),
            "Valeur": [_write_value(v, decimals, s) for v, s in zip(rows["value"], labels, strict=True)],
            "Unité": rows["unit"].astype(str),
            "Statut": labels,
        }
    )


def write_grants(rows: pd.DataFrame) -> pd.DataFrame:
    """Lines of grants or of plans as text under French headings."""
    kept = [column for column in GRANTS if column in rows]
    named = rows[kept].copy()
    published = rows["published"].astype(str) if "published" in rows else pd.Series("", rows.index)
    notes = rows["note"].astype(str) if "note" in rows else pd.Series("", rows.index)
    named["montant"] = [
        format_value(None if pd.isna(v) else float(v), "€", published=p) + write_sign(note)
        for v, p, note in zip(rows["montant"], published, notes, strict=True)
    ]
    if "objet" in rows and "projet" in named:
        named["projet"] = named["projet"].astype(str).where(named["projet"].astype(str).ne(""), rows["objet"])
    named["stage"] = named["stage"].astype(str).map(STAGES)
    return named.fillna("").astype(str).rename(columns=GRANTS)
