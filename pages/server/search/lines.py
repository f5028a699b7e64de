"""The lines of an answer: a figure with its territory, year, status, change and rank, or a way on to a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import quote

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.questions import Question
from loaders.reading.series import Series, points_of
from loaders.reading.surroundings import read_territories
from loaders.statistics.changes import Change, compute_change
from loaders.statuses import are_results
from pages.draw.markup.sparkline import Sparkline
from pages.views.data import cached
from pages.words.addresses import indicator_address
from pages.words.french import NBSP, format_change, format_points, format_value, label_status
from pages.words.sources import source_texts


@dataclass(frozen=True)
class Line:
    """A figure or a way on: what it says, of whom and when, and the address that it leads to."""

    label: str
    detail: str
    href: str
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """`title` names what is asked, `said` are sentences beside its lines.

    `unknown` says what Terril has not or does not understand; then the lines are what it knows instead.
    """

    title: str
    lines: tuple[Line, ...] = ()
    said: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    picture: Sparkline | None = field(default=None, compare=False)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who printed the figures, each once."""
        return tuple(dict.fromkeys(line.source for line in self.lines if line.source))


def read_results(question: Question, code: str) -> Series:
    """The series of a territory, results alone, by year."""
    own = cached.read_series(
        question.indicator, territories=(code,), scopes=(question.scope,), per_inhabitant=question.per_inhabitant
    )
    return replace(own, frame=own.frame[are_results(own.frame["status"].astype(str))].sort_values("year"))


def name_place(code: str) -> str:
    """The full name of a territory."""
    return str(read_territories().at[code, "name"]).replace("'", "’")


def name_series(series: Series) -> str:
    """The full label of a series with what it is restricted to."""
    label = f"{series.label} ({series.restriction})" if series.restriction else series.label
    return label.replace("'", "’")


def write_value(value: float, series: Series, published: str = "") -> str:
    """A value with the unit of its series."""
    return format_value(value, series.unit, series.decimals, published=published)


def say_change(change: Change, series: Series) -> str:
    """« + 8,6 % sur 2020 », or why there is none; "" where nothing came before."""
    if change.value is not None:
        moved = format_points(change.points) if series.unit == "%" else format_change(change.value)
        return f"{moved} sur {change.base_year}"
    return f"pas d’évolution : {change.reason}".replace("'", "’") if change.base_year else ""


def make_line(row: pd.Series, series: Series) -> Line:
    """A figure of a series, which leads to its origin."""
    return _write_line(row, series, [_say_change_of(row, series)])


def make_ranked(row: pd.Series, series: Series, rank: str) -> Line:
    """A figure of a ranking: its territory is what is asked for."""
    line = _write_line(row, series, [_say_change_of(row, series), rank])
    name, _, rest = line.detail.partition(" · ")
    return replace(line, label=f"{name} : {line.label}", detail=rest)


def make_aim(row: pd.Series, series: Series) -> Line:
    """What stands beside the results of a series: an aim, a plan, a limit, an offer."""
    return _write_line(row, series, [])


def _say_change_of(row: pd.Series, series: Series) -> str:
    """How a figure differs from the one known before it."""
    own = series.frame[series.frame["territory"].astype(str) == str(row["territory"])]
    return say_change(compute_change(points_of(own[own["year"] <= row["year"]])), series)


def _write_line(row: pd.Series, series: Series, beside: list[str]) -> Line:
    status = str(row["status"])
    told = "" if status == "normal" else label_status(status, str(row.get("warning", "")))
    parts = [name_place(str(row["territory"])), str(row["period"] or row["year"]), told, *beside]
    label = write_value(float(row["value"]), series, str(row["published"]))
    source = next(iter(source_texts([str(row["source"])])), "")
    return Line(
        label, " · ".join(part for part in parts if part), f"#chiffre-{quote(str(row['id']), safe='~')}", source
    )


def lead_to_indicator(indicator: str) -> Line:
    """The way to all the figures of an indicator."""
    label = load_catalog().indicators[indicator].label.replace("'", "’")
    return Line("Tous les chiffres de cet indicateur", label, indicator_address(indicator))


def describe_measure(question: Question, series: Series) -> tuple[str, ...]:
    """A sentence where values per inhabitant are asked for and mean nothing."""
    if not question.per_inhabitant or series.per_inhabitant or "hab." in series.unit.partition("/")[2]:
        return ()
    return (f"«{NBSP}{series.label}{NBSP}» ne se rapporte pas à l’habitant : voici les valeurs.",)
