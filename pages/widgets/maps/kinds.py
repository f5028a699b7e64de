"""Maps of more than one thing: two indicators crossed, small multiples, and the change between two years.

    show_bivariate(first, second, year=2021, level="epci", scope=scope, key="cross")
    show_small_maps([Panel("2019", series, 2019), Panel("2020", series, 2020)], level="epci", scope=scope, key="years")
    show_change_map(series, 2015, 2021, level="epci", scope=scope, key="change")

Every series holds all its years for all the territories of the level: the classes are made on them, so that they stay
the same whatever year is shown. What cannot be drawn gets a sentence in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from geo.classes import ClassError
from loaders.reading.series import Series
from pages.draw.outlines import outlines_url
from pages.draw.values import series_url
from pages.views.choice import LEVEL_LABELS
from pages.views.data.geography import MapLevel, read_names
from pages.views.maps.changed import change_data, compute_changes
from pages.views.maps.crossed import cross_data
from pages.views.maps.data import choose_symbol
from pages.views.maps.repeated import MOST_PANELS, Panel, join_series, repeat_data
from pages.views.maps.style import OF_COUNTS
from pages.views.scope import Scope
from pages.widgets.maps.map import show_data
from pages.widgets.notes import show_sources
from pages.widgets.scope import set_territories
from pages.widgets.tables import show_table
from pages.words.french import format_change, format_count, format_points, join_words


def show_bivariate(first: Series, second: Series, *, year: int, level: MapLevel, scope: Scope, key: str) -> bool:
    """The map of two indicators in one year: nine shades, a third of each; whether it could be drawn."""
    names = read_names(level)
    try:
        data = cross_data(
            first, second, year=year, codes=names, geometry=outlines_url(level), selected=scope.territories
        )
    except ClassError as error:
        st.info(str(error))
        return False
    if not data["table"]["values"]:
        st.info(
            f"Aucun territoire n’a en {year} une valeur des deux indicateurs. Choisissez une autre année ou un autre "
            "indicateur."
        )
        return False
    show_data(data, key=f"map-{key}", on_select=set_territories)
    pair = (first, second)
    reference = f"Tiers de chaque indicateur : {_describe_reference(list(pair), level)}."
    rows = _keep_rows(pair, names, (year,))
    counted = any(_is_counted(one) for one in pair)
    _show_foot(rows, f"{reference} {OF_COUNTS}" if counted else reference, scope)
    title = f"{first.name} et {second.name}"
    show_table(rows, title=title, unit="voir colonne", scope=scope, key=f"table-{key}", by_indicator=True)
    return True


def show_small_maps(panels: Sequence[Panel], *, level: MapLevel, scope: Scope, key: str) -> bool:
    """Up to nine small maps with the same classes; whether it could be drawn."""
    if not panels:
        st.info("Choisissez au moins une année à montrer.")
        return False
    shown = list(panels)[:MOST_PANELS]
    if len(panels) > MOST_PANELS:
        st.caption(f"{MOST_PANELS} cartes au plus : les premières de {len(panels)} sont montrées.")
    try:
        reference = join_series(shown)
        data = repeat_data(
            shown, address=partial(series_url, level=level), geometry=outlines_url(level), selected=scope.territories
        )
    except ClassError as error:
        st.info(str(error))
        return False
    st.header(reference.title, anchor=False)
    show_data(data, key=f"map-{key}", on_select=set_territories)
    names = read_names(level)
    rows = pd.concat([_keep_rows((panel.series,), names, (panel.year,)) for panel in shown], ignore_index=True)
    what = "Cercles à la même échelle" if choose_symbol(reference) == "circle" else "Classes : quantiles"
    lost = _describe_lost(shown, names)
    _show_foot(rows, f"{what}, {_describe_reference([panel.series for panel in shown], level)}. {lost}".strip(), scope)
    show_table(rows, title=reference.name, unit=reference.unit_label, scope=scope, key=f"table-{key}")
    return True


def show_change_map(series: Series, first: int, last: int, *, level: MapLevel, scope: Scope, key: str) -> bool:
    """The map of a change between two years, round zero, or why there is none; whether it could be drawn."""
    if first >= last:
        st.info(f"Une évolution va d’une année à une année suivante, non de {first} à {last}. Changez l’une des deux.")
        return False
    names = read_names(level)
    changes = compute_changes(series, first, last, list(names))
    data = change_data(
        series, first, last, changes, codes=names, geometry=outlines_url(level), selected=scope.territories
    )
    if not data["table"]["values"]:
        reasons = list(dict.fromkeys(data["reasons"].values()))
        st.info(
            f"Aucun territoire n’a d’évolution de {first} à {last} ({join_words(reasons[:3])}). Choisissez deux autres "
            "années."
        )
        return False
    show_data(data, key=f"map-{key}", on_select=set_territories)
    rows = _keep_rows((series,), names, (first, last))
    written = {
        code: change.reason.replace("'", "’")
        if change.value is None
        else format_points(change.points)
        if series.unit == "%"
        else format_change(change.value)
        for code, change in changes.items()
    }
    period = f"Évolution {first}-{last}"
    rows = rows.assign(**{period: rows["territory"].astype(str).map(written)})
    said = (
        f"Classes : tiers des baisses et tiers des hausses de {first} à {last}, sur les "
        f"{format_count(len(data['table']['values']), 'territoire')} dont l’évolution se calcule."
    )
    _show_foot(rows, said, scope)
    columns = ["name", "period", "value", "unit", "status", period, "source", "locator"]
    title = f"{series.name}, évolution {first}-{last}"
    show_table(rows, title=title, unit=series.unit_label, scope=scope, key=f"table-{key}", columns=columns)
    return True


def _is_counted(series: Series) -> bool:
    return choose_symbol(series) == "circle"


def _keep_rows(series: Sequence[Series], names: Mapping[str, str], years: Sequence[int]) -> pd.DataFrame:
    """The observations drawn, each with its unit, for the table."""
    frames = []
    for one in series:
        frame = one.frame[one.frame["year"].isin(years) & one.frame["territory"].astype(str).isin(names)]
        frames.append(frame.assign(unit=one.unit))
    return pd.concat(frames, ignore_index=True)


def _describe_reference(series: Sequence[Series], level: MapLevel) -> str:
    """« sur toutes les valeurs de 2013-2025 des 20 EPCI de la carte »."""
    years = sorted({int(y) for one in series for y in one.frame.loc[one.frame["value"].notna(), "year"]})
    when = f"{years[0]}-{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    label = LEVEL_LABELS[level] if level == "epci" else LEVEL_LABELS[level].lower()
    return f"sur toutes les valeurs de {when} des {len(read_names(level))} {label} de la carte"


def _describe_lost(panels: Sequence[Panel], names: Mapping[str, str]) -> str:
    """How many territories each small map leaves out; who and why is in its tip and in the table."""
    said = []
    for panel in panels:
        rows = panel.series.frame[panel.series.frame["year"] == panel.year]
        known = set(rows.loc[rows["value"].notna(), "territory"].astype(str)) & set(names)
        if len(known) < len(names):
            said.append(f"{len(names) - len(known)} sur {len(names)} ({panel.head})")
    return f"Territoires non représentés : {join_words(said)}." if said else ""


def _show_foot(rows: pd.DataFrame, said: str, scope: Scope) -> None:
    contours = f"Contours au 1er janvier {scope.vintage}. Un clic ajoute un territoire à la sélection ou l’en retire."
    show_sources(rows["source"], extra=f"{said} {contours}")


__all__ = ["Panel", "show_bivariate", "show_change_map", "show_small_maps"]
