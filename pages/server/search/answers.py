"""The answer to a question in a few words: the figure or its course over the years, each with the way to its line; or
that Terril does not know, and what it knows instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.places import Place, find_namesakes
from loaders.reading.questions import Question
from loaders.reading.series import Series, points_of
from loaders.reading.surroundings import read_territories
from loaders.statistics.changes import compute_change_between
from pages.draw.markup.sparkline import Sparkline, list_values, picture_values
from pages.server.search.beside import list_known
from pages.server.search.charts import find_chart
from pages.server.search.lines import (
    Answer,
    Line,
    describe_measure,
    lead_to_indicator,
    make_aim,
    make_line,
    name_place,
    name_series,
    read_results,
    say_change,
    write_value,
)
from pages.server.search.neighbours import answer_neighbours
from pages.server.search.ranked import answer_ranking
from pages.views.data import cached
from pages.words.french import NBSP, STATUS_LABELS, join_runs, join_words


def answer(question: Question, home: str) -> Answer | None:
    """The answer to a question, `home` being the territory named beside a ranking; None where nothing is asked."""
    if not question.indicator or not question.is_asked:
        return None
    if question.unknown:
        return _answer_in_part(question, home)
    if question.asked == "aim":
        return _answer_aims(question)
    if question.has_neighbours:
        place = next((place for place in question.territories if place.code), None)
        code, _, remark = _find_known(question, place) if place else (home, None, "")
        return answer_neighbours(question, code, remark)
    if not question.territories or question.asked == "ranking":
        return answer_ranking(question, home)
    return _answer_figures(question)


def _answer_in_part(question: Question, home: str) -> Answer | None:
    """What is not understood, and what answers the rest."""
    words = join_words([f"«{NBSP}{word}{NBSP}»" for word in question.unknown])
    verb = "n’est" if len(question.unknown) == 1 else "ne sont"
    said = f"{words} {verb} ni un indicateur, ni un territoire, ni une année que Terril connaît."
    rest = answer(replace(question, unknown=()), home)
    if rest is None:
        label = load_catalog().indicators[question.indicator].label
        return Answer(label, (lead_to_indicator(question.indicator),), unknown=(said,))
    return replace(rest, unknown=(said, *rest.unknown))


def _find_known(question: Question, place: Place) -> tuple[str, Series, str]:
    """The territory that has figures: the one named, a namesake, or the EPCI of a commune, which is then said."""
    series = read_results(question, place.code)
    if series.frame["value"].notna().any():
        return place.code, series, place.remark
    table = read_territories()
    tried = [(code, f"«{NBSP}{place.label}{NBSP}» : {name_place(code)}") for code in find_namesakes(place.code)]
    if epci := str(table.at[place.code, "epci"]):
        other = f"Terril n’a pas ce chiffre pour la commune {place.label} : voici celui de son EPCI, {name_place(epci)}"
        tried.append((epci, other))
    for code, remark in tried:
        theirs = read_results(question, code)
        if theirs.frame["value"].notna().any():
            return code, theirs, remark
    return place.code, series, place.remark


def _answer_figures(question: Question) -> Answer:
    """The figure or the course of each territory named."""
    lines, said, unknown, codes = list[Line](), list[str](), list[str](), list[str]()
    picture: Sparkline | None = None
    title = load_catalog().indicators[question.indicator].label
    for place in question.territories:
        if not place.code:
            unknown.append(f"{place.label} : {place.remark}")
            continue
        code, series, remark = _find_known(question, place)
        title = name_series(series)
        codes.append(code)
        said += [f"{remark.removesuffix('.')}."] if remark else []
        said += describe_measure(question, series)
        if series.frame["value"].isna().all():
            unknown.append(f"{name_place(code)} : {_say_status(series.frame)}.")
        elif question.asked == "trend":
            found, told, drawn = _tell_trend(series, name_place(code), question.years)
            lines, said, picture = lines + found, said + told, picture or drawn
        elif question.years:
            found, told = _tell_year(series, code, question)
            lines, unknown = lines + found, unknown + told
        else:
            lines.append(make_line(_last_of(series.frame), series))
            said.append("Aucune année n’est demandée : voici la dernière connue.")
    if unknown:
        lines += [*list_known(question, codes), lead_to_indicator(question.indicator)]
    else:
        names = join_words([name_place(code) for code in codes])
        lines.append(Line("Voir la courbe, la carte et le tableau", f"{title} · {names}", find_chart(question, codes)))
    return Answer(title, tuple(dict.fromkeys(lines)), tuple(dict.fromkeys(said)), tuple(unknown), picture)


def _last_of(frame: pd.DataFrame) -> pd.Series:
    return frame[frame["value"].notna()].iloc[-1]


def _say_status(rows: pd.DataFrame) -> str:
    """Why a value is not there: « sans donnée », « confidentiel », « sans objet »."""
    return STATUS_LABELS[str(rows["status"].iloc[-1]) if len(rows) else "missing"]


def _tell_year(series: Series, code: str, question: Question) -> tuple[list[Line], list[str]]:
    """The value of the year asked for, with that of a namesake; or a sentence where it is not known."""
    frame, year = series.frame, question.years[0]
    rows = frame[frame["year"] == year]
    if rows["value"].notna().any():
        namesakes = [read_results(question, other) for other in find_namesakes(code)]
        alike = [theirs.frame.assign(series=n) for n, theirs in enumerate(namesakes)]
        lines = [make_line(rows.iloc[0], series)]
        for theirs in alike:
            own = theirs[(theirs["year"] == year) & theirs["value"].notna()]
            lines += [make_line(row, namesakes[int(row["series"])]) for _, row in own.iterrows()]
        return lines, []
    years = join_words(join_runs([str(each) for each in frame.loc[frame["value"].notna(), "year"]]))
    beside = f"Terril connaît ici {years}." if years else "Aucune autre année n’est connue ici."
    return [], [f"{name_place(code)}, {year} : {_say_status(rows)}. {beside}"]


def _tell_trend(series: Series, name: str, years: Sequence[int]) -> tuple[list[Line], list[str], Sparkline | None]:
    """The last and the first value between the years asked for, what changed between them, and the picture of all."""
    frame = series.frame
    first, last = _bound(frame, years)
    shown = frame[frame["year"].between(first, last)]
    known = shown[shown["value"].notna()]
    if len(known) < 2:
        lines = [make_line(row, series) for _, row in known.iterrows()]
        return (
            lines,
            [f"{name} : une seule année connue, il n’y a pas d’évolution." if lines else f"{name} : aucune."],
            None,
        )
    begin, end = known.iloc[0], known.iloc[-1]
    asked = (first, last) if len(years) > 1 else (int(begin["year"]), int(end["year"]))
    change = compute_change_between(points_of(frame), *asked)
    moved = say_change(change, series).removesuffix(f" sur {change.base_year}")
    course = " ; ".join(
        [*(f"{write_value(float(row['value']), series)} en {row['year']}" for row in (begin, end)), moved]
    )
    return (
        [make_line(end, series), make_line(begin, series)],
        [f"{name} : {course}."],
        picture_values(list_values(shown)),
    )


def _bound(frame: pd.DataFrame, years: Sequence[int]) -> tuple[int, int]:
    """From when until when a course is shown: between two years; since one, or until it where nothing came after."""
    if len(years) > 1:
        return min(years), max(years)
    if years:
        since = frame.loc[frame["value"].notna() & frame["year"].ge(years[0]), "year"]
        return (years[0], cached.EVER[1]) if since.nunique() > 1 else (cached.EVER[0], years[0])
    return cached.EVER


def _answer_aims(question: Question) -> Answer:
    """What is aimed at, foreseen, not to be passed or offered, for the territories named or for all."""
    catalog = load_catalog()
    ratio = catalog.indicators[question.indicator].per_inhabitant
    codes = [place.code for place in question.territories]
    lines, title = list[Line](), catalog.indicators[question.indicator].label
    for indicator in filter(None, (question.indicator, ratio)):
        series = cached.read_series(indicator, territories=(), scopes=(question.scope,))
        rows = cached.read_beside(indicator)
        rows = rows[rows["value"].notna() & rows["scope"].astype(str).eq(question.scope)]
        rows = rows[rows["territory"].astype(str).isin(codes)] if codes else rows
        rows = rows[rows["year"].isin(question.years)] if question.years else rows
        lines += [make_aim(row, series) for _, row in rows.sort_values("year").iterrows()]
    way = lead_to_indicator(question.indicator)
    if lines:
        return Answer(f"{title} : objectifs, prévisions et seuils", (*lines, way))
    return Answer(title, (way,), unknown=("aucun objectif, prévision ni seuil n’est connu pour cette demande.",))
