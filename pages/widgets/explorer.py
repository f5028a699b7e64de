"""What every theme page has: the map of a choice beside its ranking, its trend, and all the figures of the theme."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.kept import FRAMES, SERIES, keep, keep_by_frame
from loaders.catalog import load_catalog
from loaders.levels import NAMES
from pages.draw.values import values_url
from pages.files.links import files_markup
from pages.views.charts.lines import order_codes
from pages.views.choice import LEVEL_LABELS, Choice
from pages.views.composed import explain_composed, list_composed
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.denominators import describe_denominators
from pages.views.kinds.ranking import Ranking
from pages.views.kinds.trend import Trend, has_beside
from pages.views.layout.explained import describe_marks
from pages.views.maps.data import choose_symbol, map_data, read_bounds
from pages.views.maps.outlines import add_contours, outlines_url
from pages.views.maps.style import describe_style
from pages.views.paths import compare_address
from pages.views.reading import read_ranking, read_trend
from pages.views.selection import Selection, describe_predecessors
from pages.views.view import View
from pages.widgets import state
from pages.widgets.charts import show_chart
from pages.widgets.dossier.offering import offer_view
from pages.widgets.maps.map import CLICK, show_map
from pages.widgets.maps.settings import choose_reference, make_map_view, read_style, show_settings
from pages.widgets.notes import show_heading, show_reading, show_sources
from pages.widgets.ranking import show_ranking
from pages.widgets.selection import set_territories
from pages.widgets.tables import show_table
from pages.widgets.trend_options import choose_overlay, show_said
from pages.words.french import join_words
from pages.words.markup import plain, tag, text
from pages.words.sentences import name_from
from pages.words.uses import explain_refusal


def _set_year(year: int) -> None:
    state.hold("annee", (str(year),))


def show_map_of(choice: Choice, selection: Selection, *, key: str) -> None:
    """The map of a choice: circles for what adds up, shades for what does not; its settings and its source below."""
    view = make_map_view(choice, selection)
    content = read_content(view)
    series, style = content.series, read_style()
    symbol, reference = choose_symbol(series, view.symbol), view.find_reference(series)
    data = map_data(
        series,
        geometry=outlines_url(choice.level, selection.departements),
        values=values_url(
            choice.indicator,
            choice.restriction,
            choice.level,
            selection.departements,
            per_inhabitant=series.per_inhabitant,
            bounds=read_bounds(series, view.map_classes, symbol, reference),
        ),
        year=content.year,
        selected=selection.territories,
        symbol=symbol,
        classes=view.map_classes,
        reference=reference,
        outside=[selection.name(code) for code in _list_outside(choice.indicator, choice.restriction, choice.level)],
    )
    data = add_contours(data, choice.level, selection.departements)
    show_map(data, key=f"map-{key}", on_select=set_territories, on_year=_set_year)
    extra = f"Contours au 1er janvier {selection.vintage}. {CLICK}"
    if choice.level == "epci":
        extra += _describe_straddling(selection, choice.codes)
    words = f"les {len(choice.codes)} {NAMES[choice.level].plural}"
    said = describe_style(series, style, words, content.year)
    extra = " ".join(filter(None, (describe_denominators(content.rows), said, extra)))
    show_sources(_list_sources(content.rows), indicator=choice.indicator, extra=extra, foot=files_markup(view))
    offer_view(view, key=f"map-{key}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if symbol == "fill" and len(data["years"]) > 1:
            choose_reference(reference, style, key=key)
        show_settings(series, key=key)


@keep_by_frame(FRAMES)
def _list_sources(frame: pd.DataFrame) -> list[str]:
    """The sources of the rows, each once, in the order met."""
    return [str(source) for source in frame["source"].astype(str).unique()]


@keep(SERIES)
def _list_outside(indicator: str, restriction: str, level: MapLevel) -> tuple[str, ...]:
    """The codes of the territories that have a value at a level and no outline: those that have ended."""
    declared = load_catalog().territories
    ended = [code for code, entry in declared.items() if entry.level == level and entry.successor]
    known = cached.read_series(indicator, levels=(level,), scopes=(restriction,)).frame
    with_value = set(known.loc[known["value"].notna(), "territory"]) if ended else set()
    return tuple(code for code in ended if code in with_value)


def show_ranking_of(choice: Choice, selection: Selection, *, key: str, most: int = 20) -> None:
    """The ranking of a choice for the year of its map, and the table of that year."""
    if refusal := explain_refusal(choice.indicator, "rank"):
        st.info(refusal)
        return
    view = Ranking(
        indicators=choice.items,
        territories=selection.territories,
        level=choice.level,
        years=selection.years,
        year=choice.year,
        per_inhabitant=selection.per_inhabitant,
    )
    content = read_content(view)
    series, total = content.series, len(content.codes)
    show_ranking(content, selection, total=total, most=most, foot=files_markup(view))
    if not content.rows.empty:
        offer_view(view, key=f"ranking-{key}")
    show_reading(read_ranking(series, content.year, selection.territories, name_from(selection.table), total=total))
    show_table(
        content.rows,
        title=series.name,
        unit=series.unit_label,
        selection=selection,
        key=f"table-{key}",
        filters=f"{LEVEL_LABELS[choice.level]} ; {series.restriction or 'ensemble'} ; année {content.year}",
    )


def show_map_and_ranking(choice: Choice, selection: Selection, *, key: str) -> None:
    """The map on the left, its ranking on the right, both of the same year."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_map_of(choice, selection, key=key)
    with right:
        show_ranking_of(choice, selection, key=key)


def _describe_straddling(selection: Selection, codes: tuple[str, ...]) -> str:
    """Which EPCIs of a map go beyond the deployment's départements, and are kept whole."""
    inside = set(selection.departements)
    names = [
        str(selection.table.at[c, "name"])
        for c in codes
        if not set(str(selection.table.at[c, "departements"]).split(";")) <= inside
    ]
    if not names:
        return ""
    beyond = "du département" if len(inside) == 1 else "des départements"
    verb = (
        f"déborde {beyond} et est montrée entière"
        if len(names) == 1
        else f"débordent {beyond} et sont montrées entières"
    )
    return f" {join_words(names)} {verb}."


def show_trend(choice: Choice, selection: Selection, *, key: str) -> None:
    """The trend of the chosen territories with predecessors and what stands beside results; its table below."""
    view = Trend(
        indicators=choice.items,
        territories=selection.territories,
        years=selection.years,
        per_inhabitant=selection.per_inhabitant,
    )
    content = read_content(view)
    series = content.series
    known = set(series.frame.loc[series.frame["value"].notna(), "territory"])
    show_heading(f"Évolution : {series.name}", content.finding, indicator=series.indicator, is_section=True)
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus, ou sur la carte, pour voir son évolution.")
        return
    if not known:
        for said in explain_composed([series.indicator], series.frame, selection):
            st.info(plain(said))
        missing = [selection.name(t) for t in selection.territories]
        st.info(
            f"Aucune valeur de « {series.name} » n’est publiée pour {join_words(missing) or 'la sélection'} entre "
            f"{selection.years[0]} et {selection.years[1]}. Ajoutez un territoire sur la carte ou changez d’indicateur."
        )
        return
    words = "Comparer autrement : pente, classement, petits multiples, pairs"
    other = tag("p", text("a", words, href=compare_address(*choice.items), target="_self"))
    show_drawn_trend(content, view, selection, key=key, foot=other)


def show_drawn_trend(content: Content, view: Trend, selection: Selection, *, key: str, foot: str = "") -> None:
    """The chart of a trend that has values, what a reader may lay over it, what is read of it, its table."""
    series, (chart,) = content.series, content.charts
    known = series.frame[series.frame["value"].notna()]
    drawn = order_codes(series.restrict(tuple(known["territory"].astype(str).unique()), selection.years), content)
    overlay, rows = choose_overlay(series, drawn, selection)
    years = set(known["year"])
    if len(years) == 1 and not overlay.guides and not has_beside(chart):
        st.info(
            f"Une seule année est connue de {selection.years[0]} à {selection.years[1]} : {min(years)}. "
            "Il n’y a pas d’évolution à tracer ; la valeur est dans le tableau."
        )
    else:
        whole = replace(chart, guides=(*chart.guides, *overlay.guides))
        show_chart(whole, key=f"trend-{key}", title=f"{series.title}, {selection.years[0]}-{selection.years[1]}")
        show_said(overlay)
    show_reading(read_trend(series, selection.territories, name_from(selection.table)))
    missing = [selection.name(t) for t in selection.territories if t not in drawn]
    show_trend_table(content, view, selection, key=key, missing=missing, rows=rows, foot=foot)


def show_trend_table(
    content: Content,
    view: View,
    selection: Selection,
    *,
    key: str,
    missing: list[str],
    rows: pd.DataFrame | None = None,
    foot: str = "",
) -> None:
    """What stands under a trend: its sources, who is missing, what its marks mean, its table, of `rows` if given.

    `foot` is markup that stands after the sources.
    """
    series = content.series
    rows = series.frame if rows is None else rows
    notes = [
        f"Sans donnée : {join_words(missing)}." if missing else "",
        describe_denominators(series.frame),
        *describe_marks(content.charts),
        describe_predecessors(series.frame["territory"].astype(str).unique()),
        *list_composed(selection.territories, selection),
        *explain_composed([series.indicator], series.frame, selection),
    ]
    extra = " ".join(filter(None, notes))
    show_sources(rows["source"], indicator=series.indicator, extra=extra, foot=foot + files_markup(view))
    offer_view(view, key=f"trend-{key}")
    show_table(
        rows.assign(unit=series.unit),
        title=series.name,
        unit=series.unit_label,
        selection=selection,
        key=f"trend-table-{key}",
    )
