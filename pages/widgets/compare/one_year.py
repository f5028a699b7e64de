"""The views of a comparison in one year: a scatter of two indicators, dots among peers; and the table of all."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.reading.series import Series
from loaders.statistics.peers import Peers
from pages.draw.markup.sparks import sparks_markup
from pages.views.compared.comparison import Comparison
from pages.views.compared.peers import find_peers, read_group
from pages.views.compared.scatter import join_values
from pages.views.compared.years import best_years, known_years
from pages.views.content import Content
from pages.views.data.geography import LEVELS, MapLevel
from pages.views.kinds.cards import Cards
from pages.views.kinds.dots import Dots
from pages.views.kinds.scatter import Scatter
from pages.views.marks import Chart
from pages.views.reading import known_rows, read_dots, read_scatter, read_table
from pages.views.record import PeerKind
from pages.widgets.charts import show_chart
from pages.widgets.choosing import choose, choose_year
from pages.widgets.compare.peers import choose_peers
from pages.widgets.compare.shared import each, find_finding, list_panels, pair_charts, say_empty, show_foot
from pages.widgets.notes import show_heading, show_reading
from pages.words.french import join_words


def _choose_year(years: list[int], best: Collection[int]) -> int:
    """Draw the selector of the year: to begin with, the latest of the `best`, or of all."""
    return choose_year("Année", "annee", years, default=max(set(best) & set(years), default=years[-1]))


def _choose_two(comparison: Comparison) -> tuple[str, str]:
    """Which indicator is across and which is up: the two chosen, or two among more."""
    if len(comparison.items) == 2:
        return comparison.items[0], comparison.items[1]
    titles = comparison.titles
    what = "un indicateur"
    first, *_ = comparison.items
    x = choose(st.selectbox, "En largeur", "x", titles, default=first, what=what, width=260)
    rest = {item: title for item, title in titles.items() if item != x}
    return x, choose(st.selectbox, "En hauteur", "y", rest, default=next(iter(rest)), what=what, width=260)


def _find_group(comparison: Comparison, peers: PeerKind, reference: str | None) -> Peers:
    """The peers that a view names."""
    return find_peers(peers, reference or comparison.selection.territories[0], comparison.selection)


def _choose_level(comparison: Comparison, reference: str) -> MapLevel:
    """The level of the territory to situate, where maps have it."""
    return next((one for one in LEVELS if one == comparison.selection.level(reference)), "epci")


def choose_scatter(comparison: Comparison, controls: DeltaGenerator) -> Scatter | None:
    """Draw the choice of two indicators, of peers and of a year; the view of their scatter, or None and why."""
    if len(comparison.items) < 2:
        st.info("Un nuage demande deux indicateurs : ajoutez-en un ci-dessus.")
        return None
    with controls:
        across, up = _choose_two(comparison)
        reference, peers = choose_peers(comparison)
        group = _find_group(comparison, peers, reference)
        x, y = (read_group(comparison, item, group, reference) for item in (across, up))
        years = sorted(set(known_years([x])) & set(known_years([y])))
        year = _choose_year(years, years) if years else 0
    if not years:
        st.info(
            f"« {comparison.titles[across]} » et « {comparison.titles[up]} » ne sont connus ensemble aucune année "
            "affichée : choisissez-en d’autres ou élargissez les années."
        )
        return None
    return Scatter(
        indicators=(across, up),
        territories=comparison.selection.territories,
        level=_choose_level(comparison, reference),
        years=comparison.selection.years,
        year=year,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        peers=peers,
        reference=reference,
    )


def show_scatter(comparison: Comparison, content: Content, view: Scatter) -> None:
    """Two indicators of one year, of the territories compared and of peers that are named."""
    across, up = view.indicators
    x, y = content.panels
    year, reference = content.year or 0, view.reference or view.territories[0]
    group = _find_group(comparison, view.peers, reference)
    title = f"{comparison.titles[across]} et {comparison.titles[up]}, {year}"
    show_heading(title, content.finding)
    if join_values(x, y, year, (*comparison.territories, *group.codes)).empty:
        st.info(f"Aucun territoire n’a les deux valeurs en {year} : choisissez une autre année.")
        return
    show_chart(content.charts[0], key="scatter", title=title)
    show_reading(read_scatter(x, y, year, (reference, *comparison.territories), comparison.phrase))
    said = f"En gris : {group.label}." if group.codes else ""
    show_foot(comparison, across, up, charts=content.charts, year=year, extra=said)


def choose_dots(comparison: Comparison, controls: DeltaGenerator) -> Dots | None:
    """Draw the choice of peers and of a year; the view of the dots, or None where no year is known."""
    years = known_years(list(comparison.series.values()))
    best = best_years(list(comparison.series.values()))
    with controls:
        reference, peers = choose_peers(comparison)
        year = _choose_year(years, best) if years else None
    group = _find_group(comparison, peers, reference)
    if group.reason:
        st.caption(f"Pairs de {comparison.name(reference)} : {group.label} ({group.reason}).")
    if year is None:
        for item in each(comparison):
            show_heading(comparison.series[item].title)
            say_empty(comparison, item)
        return None
    return Dots(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        level=_choose_level(comparison, reference),
        years=comparison.selection.years,
        year=year,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        peers=peers,
        reference=reference,
    )


def show_dots(comparison: Comparison, content: Content, view: Dots) -> None:
    """Each indicator of one year, of the territories compared among peers that are named, with their median."""
    reference = view.reference or view.territories[0]
    group = _find_group(comparison, view.peers, reference)
    for item, series, chart in pair_charts(comparison, content):
        _show_dots(comparison, item, series, chart, content.year or 0, group, reference, find_finding(content, item))


def describe_group(comparison: Comparison, view: Dots | Scatter) -> str:
    """The year and among whom."""
    group = _find_group(comparison, view.peers, view.reference)
    return f"année : {view.year} ; la sélection et {group.label}"


def choose_cards(comparison: Comparison, controls: DeltaGenerator) -> Cards:
    """The view of the latest values: it has no controls of its own."""
    return Cards(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
    )


def show_sparks(comparison: Comparison, content: Content, view: Cards) -> None:
    """Every territory and every indicator at once: the latest value, its change, its line."""
    titles = {comparison.titles[item]: one for item, one in list_panels(content).items()}
    names = {code: comparison.name(code) for code in comparison.selection.territories}
    st.html(sparks_markup(titles, names))
    show_reading(read_table(titles, comparison.selection.territories))
    show_foot(comparison, *comparison.items)


def _show_dots(
    comparison: Comparison,
    item: str,
    series: Series,
    chart: Chart,
    year: int,
    group: Peers,
    reference: str,
    finding: str,
) -> None:
    title = f"{series.title}, {year}"
    show_heading(title, finding, indicator=series.indicator)
    rows = known_rows(series)
    now = set(rows.loc[rows["year"] == year, "territory"].astype(str))
    if not now:
        known = [str(one) for one in known_years([comparison.series[item]])]
        when = f"en {year} ; années connues : {join_words(known)}" if known else ""
        say_empty(comparison, item, when)
        return
    show_chart(chart, key=f"dots-{item}", title=f"{title}, parmi : {group.label}")
    chosen = tuple(dict.fromkeys([reference, *comparison.territories]))
    show_reading(read_dots(series, year, chosen, group.codes, group.label, comparison.phrase))
    notes = " ".join(guide.name for guide in chart.guides)
    show_foot(comparison, item, charts=(chart,), year=year, extra=notes)
