"""Figures of a view that somebody has said something of: which they are, and what is said."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from loaders.pipeline.remarks import LEAD, split_note
from pages.views.selection import Selection
from pages.words.french import format_count

MOST = 12


def keep_remarked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the figures with a remark; none of rows that have no notes."""
    if "note" not in rows:
        return rows.iloc[:0]
    return rows[rows["note"].astype(str).str.contains(LEAD, regex=False)]


def list_remarked(rows: pd.DataFrame) -> frozenset[str]:
    """The ids of the figures with a remark among rows of a view."""
    return frozenset(keep_remarked(rows)["id"].astype(str)) if "id" in rows else frozenset()


def sign_table(found: Iterable[tuple[str, int | str]]) -> dict[str, dict[str, list[int | str]]]:
    """The part of the table of a map that tells whose values have a remark: by territory, the years as the map names
    them, of pairs of both; without a word where none has."""
    said: dict[str, list[int | str]] = {}
    for territory, year in found:
        said.setdefault(territory, []).append(year)
    return {"remarked": said} if said else {}


def _name(row: Mapping[Hashable, Any], selection: Selection) -> str:
    """Whom a figure is of, or who is granted."""
    return selection.name(str(row["territory"])) if "territory" in row else str(row["nomBeneficiaire"])


def describe_remarks(rows: pd.DataFrame, selection: Selection) -> tuple[str, ...]:
    """« Lens-Liévin (2021) * Remarque de Anne, le 3 mars 2026 : … »: one a figure, as many as are read."""
    remarked = list_remarked(rows)
    if not remarked:
        return ()
    own = rows[rows["id"].astype(str).isin(remarked)].drop_duplicates("note")
    told = [
        f"{_name(row, selection)} ({row['period'] or row['year']}) {split_note(str(row['note']))[1]}"
        for row in own.head(MOST).to_dict("records")
    ]
    more = len(own) - MOST
    return (
        *told,
        *([f"{format_count(more, 'autre remarque', 'autres remarques')} dans le classeur."] if more > 0 else []),
    )
