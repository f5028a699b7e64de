"""Who is ranked over the years, and who is left out and why."""

from __future__ import annotations

import pandas as pd

from loaders.reading.series import Series
from pages.views.compared.comparison import Comparison
from pages.views.reading import known_rows
from pages.words.french import join_words, shorten_list


def keep_level(series: Series, reference: str, comparison: Comparison) -> Series:
    """The series of the territories of one level, that of the reference: a commune has no rank among EPCIs."""
    level = comparison.selection.level(reference)
    same = [code for code in series.frame["territory"].unique() if comparison.selection.level(str(code)) == level]
    return series.restrict(same, comparison.selection.years)


def describe_unranked(ranks: pd.DataFrame, series: Series, comparison: Comparison) -> str:
    """Which years and which territories a ranking leaves out, and why."""
    known = known_rows(series)
    years = sorted(set(known["year"]) - set(ranks["year"]))
    codes = [str(c) for c in known["territory"].unique() if c not in set(ranks["territory"])]
    said = []
    if years:
        said.append(
            f"Années non montrées, trop peu de territoires y sont connus : {join_words([str(y) for y in years])}."
        )
    if codes:
        names = shorten_list([comparison.name(code) for code in codes], 6)
        said.append(f"Hors classement, inconnus une de ces années : {names}.")
    return " ".join(said)
