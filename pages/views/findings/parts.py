"""Findings of amounts: the longest bar made of parts, the largest grant, the first on the map of France."""

from __future__ import annotations

import pandas as pd

from loaders.statuses import UNCERTAIN
from pages.views.content import Content
from pages.words.findings import begin, tell_certainty_of_many
from pages.words.french import NBSP, format_value, inflect
from pages.words.sentences import spell_unit

FEWEST = 2


def tell_longest_bar(content: Content, what: str) -> tuple[str, ...]:
    """« Premier flux en 2021 : ordures résiduelles, 407 205 t »; `what` heads it.

    "" where a part of a bar is withheld or missing, for its length is not the whole then, and where two are as long.
    """
    (chart,) = content.charts
    marks = [mark for line in chart.lines for mark in line.marks if mark.figure]
    lengths = pd.Series(0.0, index=list(chart.categories))
    for mark in marks:
        lengths[str(mark.x)] += mark.y or 0.0
    if any(mark.y is None for mark in marks) or len(lengths) < FEWEST:
        return ("",)
    first, second, *_ = (format_value(n, chart.unit, chart.decimals) for n in lengths.sort_values(ascending=False))
    if first == second:
        return ("",)
    sure = tell_certainty_of_many([mark.status if mark.status in UNCERTAIN else "normal" for mark in marks])
    longest = str(lengths.idxmax()).replace("'", "’")
    return (f"{what}{NBSP}: {longest}, {spell_unit(first)}{sure}",)


def tell_largest_grant(content: Content) -> tuple[str, ...]:
    """« Subvention la plus élevée : 2 934 333 € pour Maisons & Cités (2021) »: none are added up."""
    rows = content.rows[content.rows["montant"].notna()]
    if len(rows) < FEWEST or (rows["montant"] == rows["montant"].max()).sum() > 1:
        return ("",)
    row = rows.loc[rows["montant"].idxmax()]
    whose = str(row["nomBeneficiaire"] or row["projet"]).replace("'", "’")
    amount = format_value(float(row["montant"]), "€")
    return (f"Subvention la plus élevée des {len(rows)}{NBSP}: {amount} pour {whose} ({row['year']})",)


def tell_first_of_france(content: Content) -> tuple[str, ...]:
    """« Nord, 1er des 101 départements connus : 2 604 361 habitants »: the rows are départements, or communes."""
    rows = content.rows[content.rows["value"].notna()].sort_values("value", ascending=False)
    series = content.series
    if len(rows) < FEWEST:
        return ("",)
    first, second = (
        format_value(float(value), inflect(series.unit, float(value)), series.decimals) for value in rows["value"][:2]
    )
    what = "des communes de l’EPCI" if content.view.territories else "des communes"
    return ("",) if first == second else (begin(f"{rows['name'].iloc[0]!s} en tête {what}{NBSP}: {first}"),)
