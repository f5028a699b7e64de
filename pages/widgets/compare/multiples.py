"""The small multiples of a comparison: a panel per territory or per indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.views.compared.comparison import Comparison
from pages.views.content import Content
from pages.views.kinds.multiples import SCALES, SPLITS, Multiples, split_charts
from pages.views.marks import Chart
from pages.views.reading import known_rows, read_trend
from pages.views.state.fields import BY
from pages.views.state.fields import SCALES as SCALE_WORDS
from pages.widgets.charts import show_chart
from pages.widgets.choosing import choose
from pages.widgets.compare.shared import find_finding, list_panels, say_empty, show_foot, show_notes
from pages.widgets.notes import show_heading, show_reading
from pages.words.markup import text

MOST_PANELS = 24


def choose_multiples(comparison: Comparison, controls: DeltaGenerator) -> Multiples:
    """Draw the choice of what a panel is of and of their scale; the view of the panels."""
    splits = {BY[split]: label for split, label in SPLITS.items()}
    scales = {SCALE_WORDS[scale]: label for scale, label in SCALES.items()}
    with controls:
        by = _choose_one("Un panneau par", "par", splits, what="un découpage")
        scale = _choose_one("Échelle", "echelle", scales, what="une échelle")
    return Multiples(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        by="indicator" if by == BY["indicator"] else "territory",
        scale="own" if scale == SCALE_WORDS["own"] else "common",
    )


def _choose_one(label: str, name: str, labels: Mapping[str, str], *, what: str) -> str:
    """Draw the choice of one of a few, the first to begin with."""
    return choose(st.segmented_control, label, name, labels, default=next(iter(labels)), what=what, required=True)


def show_multiples(comparison: Comparison, content: Content, view: Multiples) -> None:
    """The same small chart per territory or per indicator, on one common scale unless each is to have its own."""
    show = _show_by_territory if view.by == "territory" else _show_by_indicator
    show(comparison, content, view)


def _show_by_territory(comparison: Comparison, content: Content, view: Multiples) -> None:
    room = MOST_PANELS
    for (item, series), charts in zip(list_panels(content).items(), split_charts(content), strict=True):
        title = comparison.titles[item]
        subject = title if series.title == series.name else f"{title}, en {series.unit_label}"
        show_heading(subject, find_finding(content, item), indicator=series.indicator)
        if known_rows(series).empty:
            say_empty(comparison, item)
            continue
        if room < len(charts):
            st.info(f"{MOST_PANELS} panneaux au plus : retirez des territoires ou des indicateurs pour voir celui-ci.")
            continue
        room -= len(charts)
        _show_panels(charts, key=item)
        show_reading(read_trend(series, comparison.territories, comparison.phrase))
        behind = "En gris, les autres territoires." if view.scale == "common" and len(charts) > 1 else ""
        show_foot(comparison, item, charts=charts, extra=behind)


def _show_by_indicator(comparison: Comparison, content: Content, view: Multiples) -> None:
    if view.scale == "common" and len({chart.axis for chart in content.charts}) > 1:
        st.caption("Les unités diffèrent : chaque panneau garde sa propre échelle.")
    columns = st.columns(2, gap="medium") if len(content.charts) > 1 else [st.container()]
    for n, (item, chart) in enumerate(zip(content.view.indicators, content.charts, strict=True)):
        with columns[n % len(columns)]:
            subject, indicator = f"{chart.title}, en {chart.axis}", item.partition("@")[0]
            show_heading(subject, find_finding(content, item), indicator=indicator)
            show_chart(chart, key=f"panel-indicators-{n}", title=chart.title)
    notes = {
        comparison.titles[item]: read_trend(one, comparison.territories, comparison.phrase)
        for item, one in list_panels(content).items()
    }
    show_notes(notes)
    show_foot(comparison, *comparison.items, charts=content.charts)


def _show_panels(charts: Sequence[Chart], *, key: str) -> None:
    """The small charts, as many in a row as there is room for."""
    with st.container(horizontal=True, gap="small", key=f"panels-{key}"):
        for n, chart in enumerate(charts):
            with st.container(width=310, gap=None):
                st.html(text("h3", chart.title, class_="t-panel-title"))
                show_chart(chart, key=f"panel-{key}-{n}", title=chart.title, is_small=True)
