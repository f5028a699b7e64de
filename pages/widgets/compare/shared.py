"""What the views of a comparison share: the head and the foot of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
import streamlit as st

from loaders.reading.series import Series
from pages.views.compared.absent import describe_absent
from pages.views.compared.comparison import Comparison
from pages.views.content import Content
from pages.views.denominators import describe_denominators
from pages.views.layout.explained import describe_marks
from pages.views.marks import Chart
from pages.views.selection import describe_predecessors
from pages.widgets.notes import show_reading, show_sources
from pages.words.french import shorten_list


def each(comparison: Comparison) -> Iterator[str]:
    """Each indicator, in its place: two columns where there are several."""
    columns = st.columns(2, gap="medium") if len(comparison.items) > 1 else [st.container()]
    for n, item in enumerate(comparison.items):
        with columns[n % len(columns)]:
            yield item


def pair_panels(comparison: Comparison, content: Content) -> Iterator[tuple[str, Series]]:
    """Each indicator of a view with its series, in its place: see `each`."""
    panels = list_panels(content)
    for item in each(comparison):
        yield item, panels[item]


def pair_charts(comparison: Comparison, content: Content) -> Iterator[tuple[str, Series, Chart]]:
    """Each indicator of a view with its series and its chart, in its place: see `each`."""
    charts = dict(zip(content.view.indicators, content.charts, strict=True))
    for item, series in pair_panels(comparison, content):
        yield item, series, charts[item]


def find_finding(content: Content, item: str) -> str:
    """What a view tells of one of its indicators, "" where nothing."""
    return dict(zip(content.view.indicators, content.findings, strict=False)).get(item, "")


def list_panels(content: Content) -> dict[str, Series]:
    """The series of a view, by indicator."""
    return dict(zip(content.view.indicators, content.panels, strict=True))


def show_foot(
    comparison: Comparison, *items: str, charts: Iterable[Chart] = (), year: int | None = None, extra: str = ""
) -> None:
    """What stands under charts of some indicators, in one year or in all: the sources, who is missing, the marks."""
    said = []
    for item in items:
        series = comparison.series[item]
        shown = series.frame if year is None else series.frame[series.frame["year"] == year]
        absent = describe_absent(series.frame, comparison.selection.territories, comparison.name, year=year)
        codes = shown["territory"].astype(str).unique()
        notes = [absent, describe_denominators(shown), describe_predecessors(codes)]
        note = " ".join(filter(None, notes))
        lead = f"{comparison.titles[item]} : {note[:1].lower()}"
        said.append(lead + note[1:] if note and len(items) > 1 else note)
    sources = pd.concat([comparison.series[item].frame["source"] for item in items])
    alone = comparison.series[items[0]].indicator if len(items) == 1 else None
    show_sources(sources, indicator=alone, extra=" ".join(filter(None, [*said, *describe_marks(charts), extra])))


def show_notes(notes: Mapping[str, str]) -> None:
    """The reading notes of a chart of several indicators, each after the title of its own."""
    for title, note in notes.items():
        show_reading(f"{title} : {note[:1].lower()}{note[1:]}" if note and len(notes) > 1 else note)


def say_empty(comparison: Comparison, item: str, what: str = "") -> None:
    """The sentence in the place of a chart that has nothing to draw."""
    names = shorten_list([comparison.name(code) for code in comparison.selection.territories], 4)
    when = what or f"entre {comparison.selection.years[0]} et {comparison.selection.years[1]}"
    st.info(f"Aucune valeur de « {comparison.titles[item]} » n’est publiée pour {names} {when}.")
