"""The movements of a comparison: from one year to another, and the ranks over the years."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.reading.series import Series
from pages.views.compared.comparison import Comparison
from pages.views.compared.peers import find_peers
from pages.views.compared.ranked import describe_unranked
from pages.views.compared.ranks import rank_years
from pages.views.compared.slopes import describe_slopes, describe_unmoved
from pages.views.compared.years import best_years, known_years
from pages.views.content import Content
from pages.views.kinds.before_after import BeforeAfter
from pages.views.kinds.movement import Movement
from pages.views.kinds.slope import Slope
from pages.views.marks import Chart
from pages.views.reading import read_ranks, read_slope
from pages.views.tables import describe_filters
from pages.widgets.charts import show_chart
from pages.widgets.choosing import choose_year
from pages.widgets.compare.peers import choose_peers
from pages.widgets.compare.shared import find_finding, pair_charts, say_empty, show_foot
from pages.widgets.notes import show_heading, show_reading


def choose_slope(comparison: Comparison, controls: DeltaGenerator) -> Slope | None:
    """Draw the choice of two years; the view of their slopes, None where fewer are known."""
    years = known_years(list(comparison.series.values()))
    if len(years) < 2:
        st.info("Une pente demande deux années connues. Choisissez d’autres indicateurs ou élargissez les années.")
        return None
    best = best_years(list(comparison.series.values()))
    with controls:
        start = best[0] if len(best) > 1 else years[0]
        first = choose_year("De", "de", years[:-1], default=start)
        later = [year for year in years if year > first]
        end = best[-1] if len(best) > 1 and best[-1] > first else later[-1]
        last = choose_year("À", "a", later, default=end)
    return Slope(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=(first, last),
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
    )


def show_slopes(comparison: Comparison, content: Content, view: Slope) -> None:
    """Two years side by side, for each indicator."""
    for item, series, chart in pair_charts(comparison, content):
        _show_slope(comparison, item, series, chart, view.years, find_finding(content, item))


def _show_slope(
    comparison: Comparison, item: str, series: Series, chart: Chart, years: tuple[int, int], finding: str
) -> None:
    title = f"{comparison.titles[item]}, de {years[0]} à {years[1]}"
    show_heading(title, finding, indicator=series.indicator)
    slopes = describe_slopes(series, comparison.territories, years)
    if slopes.empty:
        say_empty(comparison, item, f"en {years[0]} ni en {years[1]}")
        return
    show_chart(chart, key=f"slope-{item}", title=title)
    show_reading(read_slope(series, comparison.territories, years, comparison.phrase))
    show_foot(comparison, item, charts=(chart,), extra=describe_unmoved(slopes, comparison.name))


def describe_ends(comparison: Comparison, view: Slope | BeforeAfter) -> str:
    """The two years."""
    return f"années : {view.years[0]} et {view.years[1]}"


def choose_before_after(comparison: Comparison, controls: DeltaGenerator) -> BeforeAfter | None:
    """Draw the choices of two years and of the peers; the view of their moves, None where fewer years are known."""
    slope = choose_slope(comparison, controls)
    if slope is None:
        return None
    with controls:
        reference, peers = choose_peers(comparison)
    return BeforeAfter(
        indicators=slope.indicators,
        territories=slope.territories,
        years=slope.years,
        per_inhabitant=slope.per_inhabitant,
        measure=slope.measure,
        peers=peers,
        reference=reference,
    )


def show_before_after(comparison: Comparison, content: Content, view: BeforeAfter) -> None:
    """Two years of each territory among its peers, who rose most first."""
    for item, series, chart in pair_charts(comparison, content):
        title = f"{comparison.titles[item]}, de {view.years[0]} à {view.years[1]}"
        show_heading(title, find_finding(content, item), indicator=series.indicator)
        if chart.is_empty:
            say_empty(comparison, item, f"en {view.years[0]} et en {view.years[1]}")
            continue
        show_chart(chart, key=f"before-after-{item}", title=chart.title)
        show_reading(read_slope(series, content.among, view.years, comparison.phrase))
        show_foot(comparison, item, charts=(chart,), extra=f"{' '.join(chart.notes)}.")


def choose_ranks(comparison: Comparison, controls: DeltaGenerator) -> Movement:
    """Draw the choice of the peers; the view of the ranks among them."""
    with controls:
        reference, peers = choose_peers(comparison)
    return Movement(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        peers=peers,
        reference=reference,
    )


def show_ranks(comparison: Comparison, content: Content, view: Movement) -> None:
    """The rank of each territory over the years, for each indicator, among peers that are named."""
    reference = view.reference or view.territories[0]
    group = find_peers(view.peers, reference, comparison.selection)
    for item, series, chart in zip(view.indicators, content.panels, content.charts, strict=True):
        title = f"{comparison.titles[item]} : rang au fil des années"
        show_heading(title, find_finding(content, item), indicator=series.indicator)
        ranks = rank_years(series)
        if ranks["year"].nunique() < 2:
            st.info(
                "Aucun mouvement à montrer : deux territoires au moins doivent être connus deux mêmes années. "
                "Élargissez le groupe ou les années."
            )
            continue
        show_chart(chart, key=f"ranks-{item}", title=title)
        what = f"territoires ({group.label})"
        show_reading(read_ranks(ranks, (reference, *comparison.territories), comparison.phrase, what=what))
        show_foot(comparison, item, charts=(chart,), extra=describe_unranked(ranks, series, comparison))


def describe_group_of_ranks(comparison: Comparison, view: Movement) -> str:
    """Among whom the ranks are."""
    group = find_peers(view.peers, view.reference or view.territories[0], comparison.selection)
    return f"rang parmi : {group.label} ; {describe_filters(comparison.selection)}"
