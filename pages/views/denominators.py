"""Of which years the denominators of ratios are, said where they are not those of their own years."""

from __future__ import annotations

import pandas as pd

from geo.kept import FRAMES, keep_by_frame
from pages.words.french import join_words


@keep_by_frame(FRAMES)
def describe_denominators(frame: pd.DataFrame) -> str:
    """Of which years the denominators of a series are, where not those of its own years."""
    if "denominator_year" not in frame:
        return ""
    other = frame[frame["denominator_year"].notna() & (frame["denominator_year"] != frame["year"])]
    used = [str(year) for year in sorted(other["denominator_year"].astype(int).unique())]
    return f"Là où celui de l’année est inconnu, le dénominateur est celui de {join_words(used)}." if used else ""
