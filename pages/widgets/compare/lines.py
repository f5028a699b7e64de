"""The lines of a comparison: a trend per indicator, in values or in index 100."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.reading.series import Series
from pages.views.compared.comparison import Comparison
from pages.views.compared.indexed import index_series
from pages.views.compared.withheld import describe_withheld
from pages.views.compared.years import known_years
from pages.views.content import Content
from pages.views.kinds.trend import Trend
from pages.views.marks import Chart
from pages.views.reading import known_rows, read_trend
from pages.views.state.fields import NO_INDEX
from pages.widgets.charts import show_chart
from pages.widgets.choosing import choose
from pages.widgets.compare.shared import find_finding, pair_charts, say_empty, show_foot, show_notes
from pages.widgets.notes import show_heading, show_reading


def choose_base(comparison: Comparison) -> int | None:
    """Draw the choice between values and an index, and its base year; None for the values."""
    years = known_years(list(comparison.series.values()))
    labels = {NO_INDEX: "Valeurs"} | {str(year): f"Indice 100 en {year}" for year in years}
    what = "une année de base"
    word = choose(st.selectbox, "Montrer", "base", labels, default=NO_INDEX, what=what, width=200)
    return None if word == NO_INDEX else int(word)


def choose_lines(comparison: Comparison, controls: DeltaGenerator) -> Trend:
    """Draw the choice of an index; the view of the lines."""
    with controls:
        base = choose_base(comparison)
    return Trend(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        base=base,
    )


def show_lines(comparison: Comparison, content: Content, view: Trend) -> None:
    """A trend per indicator, or one chart of every indicator where an index gives one territory a single unit."""
    if len(content.charts) < len(view.indicators):
        _show_together(comparison, content, view)
        return
    for item, series, chart in pair_charts(comparison, content):
        _show_line(comparison, item, series, chart, view.base, find_finding(content, item))


def _show_line(comparison: Comparison, item: str, series: Series, chart: Chart, base: int | None, finding: str) -> None:
    show_heading(comparison.titles[item], finding, indicator=series.indicator)
    # An index is read and withheld from values, which its panel no longer holds.
    values = comparison.series[item]
    if known_rows(values).empty:
        say_empty(comparison, item)
        return
    extra = "" if base is None else describe_withheld(comparison.name, "", index_series(values, base)[1])
    years = set(series.frame.loc[series.frame["value"].notna(), "year"])
    if len(years) > 1:
        show_chart(chart, key=f"compare-{item}", title=series.title)
    elif years:
        st.info(f"Une seule année est connue : {min(years)}. La valeur est dans le tableau.")
    else:
        st.info(f"Aucun indice n’a {base} pour base : {extra or 'l’année est sans donnée.'}")
    show_reading(read_trend(values, comparison.territories, comparison.phrase))
    show_foot(comparison, item, charts=(chart,), extra=extra)


def _show_together(comparison: Comparison, content: Content, view: Trend) -> None:
    """Every indicator of one territory as an index: the one case where several units come to share an axis."""
    (code,), (chart,) = comparison.selection.territories, content.charts
    title = f"{comparison.name(code)} : indice 100 en {view.base}"
    show_heading(title)
    if chart.is_empty:
        st.info(f"Aucun indicateur n’est connu en {view.base} : choisissez une autre année de base.")
    else:
        show_chart(chart, key="compare-together", title=title)
    show_notes(
        {comparison.titles[i]: read_trend(one, (code,), comparison.phrase) for i, one in comparison.series.items()}
    )
    extra = " ".join(note for note in content.notes if "sans indice" in note)
    show_foot(comparison, *comparison.items, charts=content.charts, extra=extra)
