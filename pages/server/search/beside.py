"""What Terril knows instead of what was asked: another year of the territory, or other territories."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.catalog import load_catalog
from loaders.reading.questions import Question
from loaders.statuses import are_results
from pages.server.search.lines import Line, make_line, read_results
from pages.views.data import cached

# As many other territories as are named.
OTHERS = 3


def list_known(question: Question, codes: Sequence[str]) -> list[Line]:
    """The figures of the territories in the year nearest to the one asked for, or else the last ones of others.

    Each says its year: it does not stand for the figure asked for.
    """
    lines = list[Line]()
    for code in codes:
        series = read_results(question, code)
        known = series.frame[series.frame["value"].notna()]
        if len(known) and question.years:
            lines.append(make_line(known.iloc[int((known["year"] - question.years[-1]).abs().argmin())], series))
    if lines:
        return lines
    every = cached.read_series(
        question.indicator, levels=None, scopes=(question.scope,), per_inhabitant=question.per_inhabitant
    )
    known = every.frame[every.frame["value"].notna() & are_results(every.frame["status"].astype(str))]
    if question.years and known["year"].eq(question.years[-1]).any():
        known = known[known["year"] == question.years[-1]]
    ours = load_catalog().home_members
    is_ours = known["territory"].astype(str).isin(ours).astype(int) * 2
    known = known.assign(order=is_ours + known["level"].astype(str).eq("epci"))
    known = known[~known["territory"].astype(str).isin(codes)].sort_values(["order", "year"], kind="stable")
    last = known.drop_duplicates("territory", keep="last").tail(OTHERS)[::-1]
    return [make_line(row, every) for _, row in last.iterrows()]
