"""The ranks of the territories of one year, and who has none."""

from __future__ import annotations

import pandas as pd

from loaders.statistics.ranks import rank_values
from pages.views.selection import Selection
from pages.words.french import STATUS_LABELS, format_count, shorten_list


def rank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The known values of one year, the highest first, with `rank`: ties share the better place."""
    known = frame[frame["value"].notna()].copy()
    known["rank"] = rank_values(known["value"])
    return known.sort_values(["rank", "territory"], ignore_index=True)


def add_ranks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one indicator with their rank, the highest first; those without a value stand last."""
    ranked = rank_rows(rows)
    return rows.merge(ranked[["territory", "rank"]], on="territory", how="left").sort_values("rank")


def describe_known(known: int, total: int) -> str:
    """« 19 territoires connus sur 20 »."""
    return f"{format_count(known, 'territoire connu', 'territoires connus')} sur {total}"


def describe_unknown(frame: pd.DataFrame, selection: Selection, total: int) -> str:
    """« Sans donnée : 4 territoires. Confidentiel : Arras. »: who of `total` has no place in a ranking, and why."""
    statuses = frame["status"].astype(str)
    lost = frame["value"].isna() & ~statuses.eq("missing")
    said = [
        f"{STATUS_LABELS[status].capitalize()} : {shorten_list([selection.name(str(code)) for code in codes], 6)}."
        for status, codes in frame.loc[lost, "territory"].groupby(statuses[lost])
    ]
    missing = total - int((frame["value"].notna() | lost).sum())
    if missing > 0:
        said.insert(0, f"{STATUS_LABELS['missing'].capitalize()} : {format_count(missing, 'territoire')}.")
    return " ".join(said)
