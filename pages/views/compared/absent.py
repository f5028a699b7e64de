"""Who is not on a chart, and why: without data, confidential and not applicable are three different things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from loaders.statuses import BESIDE, VALUELESS
from pages.words.french import STATUS_LABELS, join_words


def absence_of(frame: pd.DataFrame, territory: str, year: int | None = None) -> str:
    """The status that says why a territory has no value in a year, or in all: the latest said, else `missing`."""
    own = frame[frame["territory"].astype(str) == territory].sort_values("year")
    own = own if year is None else own[own["year"] == year]
    said = [status for status in own["status"].astype(str) if status in VALUELESS]
    return said[-1] if said else "missing"


def describe_absent(
    frame: pd.DataFrame, territories: Sequence[str], name: Callable[[str], str], *, year: int | None = None
) -> str:
    """« Sans donnée en 2021 : Arras et Lens. Confidentiel en 2021 : Loos. » for those that have no value."""
    rows = frame[frame["value"].notna() & ~frame["status"].astype(str).isin({*BESIDE, "confidential"})]
    rows = rows if year is None else rows[rows["year"] == year]
    known = set(rows["territory"].astype(str))
    absent = {code: absence_of(frame, code, year) for code in territories if code not in known}
    when = "" if year is None else f" en {year}"
    groups = {status: [name(code) for code, why in absent.items() if why == status] for status in VALUELESS}
    said = [
        f"{STATUS_LABELS[status].capitalize()}{when} : {join_words(names)}."
        for status, names in groups.items()
        if names
    ]
    return " ".join(said)
