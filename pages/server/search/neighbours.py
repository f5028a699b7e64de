"""The answer to a question about a territory and its neighbours: each of them in one year, the highest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from loaders.levels import OUTLINED
from loaders.reading.questions import Question
from loaders.reading.series import Series
from loaders.reading.surroundings import read_territories, split_codes
from loaders.statuses import are_results
from pages.server.search.beside import list_known
from pages.server.search.charts import find_chart
from pages.server.search.lines import (
    Answer,
    Line,
    describe_measure,
    lead_to_indicator,
    make_ranked,
    name_place,
    name_series,
)
from pages.views.choice import default_year
from pages.views.data import cached
from pages.views.picker.offers import find_neighbours
from pages.views.ranking import rank_rows
from pages.views.selection import MOST
from pages.words.french import NBSP, STATUS_LABELS, format_rank, join_words
from pages.words.uses import explain_refusal


def list_round(code: str) -> tuple[str, ...]:
    """A territory and those that share a border with it; for a grouping, its members and those round them."""
    table = read_territories()
    if table.at[code, "level"] in OUTLINED:
        return (code, *find_neighbours(code))
    members = [member for member in split_codes(table.at[code, "members"]) if member in table.index]
    near = [other for member in members for other in list_round(member)]
    return (code, *dict.fromkeys([*members, *near]))


def answer_neighbours(question: Question, code: str, remark: str) -> Answer:
    """The figures of a territory and of its neighbours in one year; of its EPCI and theirs where those have none.

    The year is the one asked for, or else the last in which the territory itself is known, if it is. `remark` says how
    the territory differs from the one named.
    """
    codes, series = _read_round(question, code)
    epci = str(read_territories().at[code, "epci"])
    if epci and series.frame.empty:
        others, theirs = _read_round(question, epci)
        if len(theirs.frame):
            said = (
                f"Terril n’a pas ce chiffre pour {name_place(code)} ni ses voisins : voici son EPCI, {name_place(epci)}"
            )
            return _tell(question, epci, others, theirs, said)
    return _tell(question, code, codes, series, remark)


def _read_round(question: Question, code: str) -> tuple[tuple[str, ...], Series]:
    """A territory and its neighbours, and their known results."""
    codes = list_round(code)
    series = cached.read_series(
        question.indicator, territories=codes, scopes=(question.scope,), per_inhabitant=question.per_inhabitant
    )
    frame = series.frame
    return codes, replace(series, frame=frame[frame["value"].notna() & are_results(frame["status"].astype(str))])


def _tell(question: Question, code: str, codes: tuple[str, ...], series: Series, remark: str) -> Answer:
    """Who is known in the year, the highest first and with its rank where it may have one; and who is not."""
    said = [*([f"{remark.removesuffix('.')}."] if remark else []), *describe_measure(question, series)]
    year = question.years[0] if question.years else default_year(series.frame, (code,)) if len(series.frame) else None
    rows = series.frame[series.frame["year"] == year]
    if rows.empty:
        when = f" en {year}" if year else ""
        unknown = f"{name_place(code)} et ses voisins n’ont aucun chiffre de «{NBSP}{name_series(series)}{NBSP}»{when}."
        instead = (*list_known(question, codes), lead_to_indicator(question.indicator))
        return Answer(name_series(series), instead, tuple(said), (unknown,))
    if not question.years:
        said.append(f"Aucune année n’est demandée : voici {year}.")
    title = f"{name_series(series)}, {year}"
    known = rows["territory"].astype(str)
    other = _list_other_years(series.frame[~series.frame["territory"].isin(known)], int(rows["year"].iloc[0]))
    said += _say_missing(codes, known, other, year)
    lines = [*_list_lines(question, series, rows), *(make_ranked(row, series, "") for _, row in other.iterrows())]
    chart = Line("Voir les courbes et le tableau", title, find_chart(question, codes[:MOST], year=year))
    return Answer(title, (*lines, chart), tuple(said))


def _list_other_years(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """The value nearest to a year of each territory that has none in it."""
    order = (frame["year"] - year).abs().sort_values(kind="stable").index
    return frame.loc[order].drop_duplicates("territory")


def _say_missing(codes: Collection[str], known: pd.Series, other: pd.DataFrame, year: int | None) -> list[str]:
    """Who is not known in the year: shown for another, or for none."""
    of_other = set(other["territory"].astype(str))
    missing = [name_place(code) for code in codes if code not in {*known} | of_other]
    elsewhen = [name_place(code) for code in codes if code in of_other]
    said = [f"{STATUS_LABELS['missing'].capitalize()} : {join_words(missing)}."] if missing else []
    return said + (
        [f"Rien en {year}, une autre année est donnée, à sa date : {join_words(elsewhen)}."] if elsewhen else []
    )


def _list_lines(question: Question, series: Series, rows: pd.DataFrame) -> list[Line]:
    """A line for each, the highest first, with its rank among those of its level: a pole has none among EPCIs."""
    levels = rows["level"].astype(str)
    alike = levels.mode().iloc[0]
    ranked = rank_rows(rows[levels == alike])
    may_rank = not explain_refusal(question.indicator, "rank") and len(ranked) > 1
    apart = [make_ranked(row, series, "") for _, row in rows[levels != alike].iterrows()]
    return [
        *apart,
        *(
            make_ranked(row, series, format_rank(int(row["rank"]), len(ranked)) if may_rank else "")
            for _, row in ranked.iterrows()
        ),
    ]
