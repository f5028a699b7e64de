"""Which populations a ratio was divided by, said where they are not those of its own years."""

from __future__ import annotations

import pandas as pd

from geo.kept import FRAMES, keep_by_frame
from pages.words.french import join_words


@keep_by_frame(FRAMES)
def describe_denominators(frame: pd.DataFrame) -> str:
    """Which populations a series per inhabitant was divided by, where not those of its own years."""
    if "denominator_year" not in frame:
        return ""
    other = frame[frame["denominator_year"].notna() & (frame["denominator_year"] != frame["year"])]
    used = [str(year) for year in sorted(other["denominator_year"].astype(int).unique())]
    return f"Là où celle de l’année est inconnue, la population est celle de {join_words(used)}." if used else ""
