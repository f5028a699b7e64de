"""Figures of a view that somebody has said something of: which they are, and what is said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from loaders.pipeline.remarks import LEAD, split_note
from pages.views.selection import Selection
from pages.words.french import format_count

MOST = 12


def list_remarked(rows: pd.DataFrame) -> frozenset[str]:
    """The ids of the figures with a remark among rows of a view."""
    if "note" not in rows or "id" not in rows:
        return frozenset()
    has_one = rows["note"].astype(str).str.contains(LEAD, regex=False)
    return frozenset(rows.loc[has_one, "id"].astype(str))


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
