"""The answer to a question that names no territory: the first of a ranking and the home beside them."""

from __future__ import annotations

import pandas as pd

from loaders.levels import NAMES
from loaders.reading.questions import Question
from loaders.reading.series import Series
from pages.server.search.beside import list_known
from pages.server.search.charts import find_chart
from pages.server.search.lines import (
    Answer,
    Line,
    describe_measure,
    lead_to_indicator,
    make_ranked,
    name_series,
    read_results,
)
from pages.views.choice import default_year
from pages.views.data import cached
from pages.views.data.geography import LEVELS, MapLevel, find_departements, read_codes
from pages.views.ranking import describe_known, rank_rows
from pages.words.french import NBSP, format_rank
from pages.words.uses import explain_refusal

# As many of a ranking as an answer names.
FIRST = 3


def answer_ranking(question: Question, home: str) -> Answer:
    """The first of the territories of a level in a year, and the home beside them."""
    level: MapLevel = next((each for each in LEVELS if each == question.level), "epci")
    shown = find_departements((home,))
    series = cached.read_mapped(question.indicator, question.scope, level, question.per_inhabitant, cached.EVER, shown)
    said = describe_measure(question, series)
    if refused := explain_refusal(question.indicator, "rank"):
        return Answer(name_series(series), (lead_to_indicator(question.indicator),), said, (refused,))
    year = _choose_year(question, series)
    ranked = rank_rows(series.frame[series.frame["year"] == year])
    if ranked.empty:
        when = f" en {year}" if year else ""
        unknown = f"aucun chiffre de «{NBSP}{name_series(series)}{NBSP}» par {NAMES[level].singular}{when}."
        lines = (*list_known(question, []), lead_to_indicator(question.indicator))
        return Answer(name_series(series), lines, said, (unknown,))
    if not question.years:
        said += (f"Aucune année n’est demandée : voici {year}, la dernière qui soit assez connue.",)
    said += (f"{NAMES[level].heading} de la carte : {describe_known(len(ranked), len(read_codes(level, shown)))}.",)
    title = f"{name_series(series)}, {year}"
    lines = (*_list_ranked(ranked.head(FIRST), series, len(ranked)), *_tell_home(question, home, ranked, series, year))
    chart = Line("Voir tout le classement et la carte", title, find_chart(question, [], level=level, year=year))
    return Answer(title, (*dict.fromkeys(lines), chart), said)


def _choose_year(question: Question, series: Series) -> int | None:
    """The year asked for, or else the last one that is known well enough."""
    if question.years:
        return question.years[0]
    return default_year(series.frame) if series.frame["value"].notna().any() else None


def _list_ranked(rows: pd.DataFrame, series: Series, known: int) -> list[Line]:
    return [make_ranked(row, series, format_rank(int(row["rank"]), known)) for _, row in rows.iterrows()]


def _tell_home(question: Question, home: str, ranked: pd.DataFrame, series: Series, year: int | None) -> list[Line]:
    """The home in the year of a ranking, with its rank where it is one of those ranked."""
    own = ranked[ranked["territory"].astype(str) == home]
    if len(own):
        return _list_ranked(own, series, len(ranked))
    theirs = read_results(question, home)
    rows = theirs.frame[(theirs.frame["year"] == year) & theirs.frame["value"].notna()]
    return [make_ranked(row, theirs, "") for _, row in rows.head(1).iterrows()]
