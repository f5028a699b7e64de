"""What every theme page has: the map of a choice beside its ranking, its trend, and all the figures of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo.kept import FRAMES, SERIES, keep, keep_by_frame
from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.series import Series
from pages.draw.outlines import outlines_url
from pages.draw.plotly.charts import CONFIG
from pages.draw.plotly.trend import describe_marks, draw_trend
from pages.draw.values import values_url
from pages.files.links import files_markup
from pages.views.choice import LEVEL_LABELS, Choice
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.denominators import describe_denominators
from pages.views.kinds.level_map import LevelMap
from pages.views.kinds.ranking import Ranking
from pages.views.kinds.trend import Trend
from pages.views.maps.data import choose_symbol, map_data
from pages.views.maps.style import describe_style
from pages.views.paths import compare_address
from pages.views.reading import read_ranking, read_trend
from pages.views.selection import Selection, keep_years, predecessors, successions
from pages.views.view import View
from pages.widgets.dossier.offering import offer_view
from pages.widgets.maps.map import show_map
from pages.widgets.maps.settings import read_style, show_settings
from pages.widgets.notes import show_reading, show_sources
from pages.widgets.ranking import show_ranking
from pages.widgets.selection import set_territories
from pages.widgets.tables import show_table
from pages.widgets.trend_options import choose_overlay, show_said
from pages.words.french import join_words
from pages.words.markup import tag, text
from pages.words.sentences import name_from


def _set_year(year: int) -> None:
    st.session_state["annee"] = year


def show_map_of(choice: Choice, selection: Selection, *, key: str) -> None:
    """The map of a choice: circles for what adds up, shades for what does not; its settings and its source below."""
    style = read_style()
    view = LevelMap(
        indicators=choice.items,
        territories=selection.territories,
        level=choice.level,
        years=selection.years,
        year=choice.year,
        per_inhabitant=selection.per_inhabitant,
        method=style.classes.method,
        classes=style.classes.count,
        breaks=style.classes.breaks,
        middle=style.classes.middle,
        symbol=style.symbol,
    )
    content = read_content(view)
    series = content.series
    data = map_data(
        series,
        geometry=outlines_url(choice.level),
        values=values_url(choice.indicator, choice.restriction, choice.level, per_inhabitant=series.per_inhabitant),
        year=content.year,
        selected=selection.territories,
        symbol=choose_symbol(series, view.symbol),
        classes=view.map_classes,
        outside=[selection.name(code) for code in _list_outside(choice.indicator, choice.restriction, choice.level)],
    )
    show_map(data, key=f"map-{key}", on_select=set_territories, on_year=_set_year)
    extra = f"Contours au 1er janvier {selection.vintage}. Un clic ajoute un territoire à la sélection ou l’en retire."
    if choice.level == "epci":
        extra += _describe_straddling(selection, choice.codes)
    words = f"les {len(choice.codes)} {NAMES[choice.level].plural}"
    said = describe_style(series, style, words)
    extra = " ".join(filter(None, (describe_denominators(content.rows), said, extra)))
    show_sources(_list_sources(content.rows), indicator=choice.indicator, extra=extra, foot=files_markup(view))
    offer_view(view, key=f"map-{key}")
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
    view = Ranking(
        indicators=choice.items,
        territories=selection.territories,
        level=choice.level,
        years=selection.years,
        year=choice.year,
        per_inhabitant=selection.per_inhabitant,
    )
    content = read_content(view)
    series, total = content.series, len(choice.codes)
    show_ranking(series, selection, year=content.year, total=total, most=most, foot=files_markup(view))
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
    """The trend of the chosen territories over the years, with predecessors and targets; its table below."""
    view = Trend(
        indicators=choice.items,
        territories=selection.territories,
        years=selection.years,
        per_inhabitant=selection.per_inhabitant,
    )
    series = read_content(view).series
    wanted = selection.territories + predecessors(selection.territories)
    known = set(series.frame.loc[series.frame["value"].notna(), "territory"])
    missing = [selection.name(t) for t in selection.territories if t not in known]
    st.header(f"Évolution : {series.name}", anchor=False)
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus, ou sur la carte, pour voir son évolution.")
        return
    years = set(series.frame.loc[series.frame["value"].notna(), "year"])
    if not known:
        st.info(
            f"Aucune valeur de « {series.name} » n’est publiée pour {join_words(missing) or 'la sélection'} entre "
            f"{selection.years[0]} et {selection.years[1]}. Ajoutez un territoire sur la carte ou changez d’indicateur."
        )
        return
    drawn = tuple(t for t in wanted if t in known)
    overlay, rows = choose_overlay(series, drawn, selection)
    if len(years) == 1 and not overlay.traces:
        st.info(
            f"Une seule année est connue de {selection.years[0]} à {selection.years[1]} : {min(years)}. "
            "Il n’y a pas d’évolution à tracer ; la valeur est dans le tableau."
        )
    else:
        targets = _targets_of(choice, selection, wanted)
        plot_trend(series, drawn, selection, key=key, targets=targets, overlays=overlay.traces)
        show_said(overlay)
    show_reading(read_trend(series, selection.territories, name_from(selection.table)))
    words = "Comparer autrement : pente, classement, petits multiples, pairs"
    other = tag("p", text("a", words, href=compare_address(*choice.items), target="_self"))
    show_trend_table(series, selection, key=key, missing=missing, rows=rows, view=view, foot=other)


def plot_trend(
    series: Series,
    territories: tuple[str, ...],
    selection: Selection,
    *,
    key: str,
    targets: pd.DataFrame | None = None,
    overlays: Sequence[dict[str, Any]] = (),
) -> None:
    """Draw the trend of some territories."""
    breaks = successions(territories, selection)
    figure = draw_trend(series, territories, selection.name, targets=targets, breaks=breaks, overlays=overlays)
    st.plotly_chart(
        figure,
        config=CONFIG,
        key=f"trend-{key}",
        alt=f"{series.title}, {selection.years[0]}-{selection.years[1]}. Le tableau ci-dessous donne chaque valeur.",
    )


def show_trend_table(
    series: Series,
    selection: Selection,
    *,
    key: str,
    missing: list[str],
    rows: pd.DataFrame | None = None,
    view: View | None = None,
    foot: str = "",
) -> None:
    """What stands under a trend: its sources, who is missing, what its marks mean, its table, of `rows` if given.

    A `view` can be put into the dossier and taken away; `foot` is markup that stands after the sources.
    """
    rows = series.frame if rows is None else rows
    notes = [
        f"Sans donnée : {join_words(missing)}." if missing else "",
        describe_denominators(series.frame),
        describe_marks(series.frame),
    ]
    foot += files_markup(view) if view else ""
    show_sources(rows["source"], indicator=series.indicator, extra=" ".join(filter(None, notes)), foot=foot)
    if view is not None:
        offer_view(view, key=f"trend-{key}")
    show_table(
        rows.assign(unit=series.unit),
        title=series.name,
        unit=series.unit_label,
        selection=selection,
        key=f"trend-table-{key}",
    )


def _targets_of(choice: Choice, selection: Selection, territories: tuple[str, ...]) -> pd.DataFrame:
    """The targets of the indicator for the territories and the regions they lie in, in the unit of the trend."""
    catalog = load_catalog()
    indicator = choice.indicator
    if choice.series.per_inhabitant:
        indicator = catalog.indicators[indicator].per_inhabitant or ""
    rows = cached.read_targets(indicator)
    of_whom = rows["territory"].isin(territories + selection.regions) & (rows["scope"] == choice.restriction)
    return keep_years(rows[of_whom], selection)
