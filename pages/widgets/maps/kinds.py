"""Maps of more than one thing: two indicators crossed, one per year, and the change between two years.

Each draws the content of its view, whose panels hold all their years for all the territories of the level: the classes
are made on them, so that they stay the same whatever year is shown. What cannot be drawn gets a sentence in its place,
and nothing can be taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from loaders.levels import NAMES
from loaders.reading.series import Series
from pages.draw.values import series_url
from pages.files.links import files_markup
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.data.geography import read_names
from pages.views.kinds.change_map import ChangeMap
from pages.views.kinds.crossed_map import CrossedMap
from pages.views.kinds.year_maps import YearMaps
from pages.views.maps.changed import compute_changes
from pages.views.maps.data import choose_symbol
from pages.views.maps.outlines import add_contours, outlines_url
from pages.views.maps.repeated import Panel, repeat_data
from pages.views.maps.style import OF_COUNTS
from pages.views.record import ViewError
from pages.views.selection import Selection
from pages.views.view import View
from pages.widgets.dossier.offering import offer_view
from pages.widgets.maps.map import CLICK, SMALL_CLICK, show_map
from pages.widgets.notes import show_sources
from pages.widgets.selection import set_territories
from pages.widgets.tables import show_table
from pages.words.french import format_change, format_count, format_points, join_words


def show_crossed(view: CrossedMap, selection: Selection, *, key: str) -> None:
    """The map of two indicators in one year: nine shades, a third of each."""
    try:
        content = read_content(view)
    except ViewError as error:
        st.info(str(error))
        return
    (data,) = content.maps.each
    if not data["table"]["values"]:
        st.info(
            f"Aucun territoire n’a en {content.year} une valeur des deux indicateurs. Choisissez une autre année ou un "
            "autre indicateur."
        )
        return
    show_map(
        add_contours(
            data | {"geometry": outlines_url(view.level, selection.departements)}, view.level, selection.departements
        ),
        key=f"map-{key}",
        on_select=set_territories,
    )
    reference = f"Tiers de chaque indicateur : {_describe_reference(content.panels, content)}."
    counted = any(_is_counted(one) for one in content.panels)
    _show_foot(content.rows, f"{reference} {OF_COUNTS}" if counted else reference, selection)
    title = " et ".join(one.name for one in content.panels)
    show_table(
        content.rows, title=title, unit="voir colonne", selection=selection, key=f"table-{key}", by_indicator=True
    )
    _take(view)


def show_years(view: YearMaps, selection: Selection, *, key: str) -> None:
    """Up to nine small maps with the same classes."""
    if not view.shown:
        st.info("Choisissez au moins une année à montrer.")
        return
    content = read_content(view)
    series = content.series
    panels = [Panel(str(year), series, year) for year in view.shown]
    st.header(series.title, anchor=False)
    data = repeat_data(
        panels,
        address=partial(series_url, level=view.level, departements=selection.departements),
        geometry=outlines_url(view.level, selection.departements),
        selected=selection.territories,
    )
    data = add_contours(data, view.level, selection.departements)
    show_map(data, key=f"map-{key}", on_select=set_territories)
    what = "Cercles à la même échelle" if choose_symbol(series) == "circle" else "Classes : quantiles"
    lost = _describe_lost(panels, read_names(view.level, selection.departements))
    said = f"{what}, {_describe_reference((series,), content)}. {lost}".strip()
    _show_foot(content.rows, said, selection, SMALL_CLICK)
    rows = content.rows.sort_values("year", kind="stable")
    show_table(rows, title=series.name, unit=series.unit_label, selection=selection, key=f"table-{key}")
    _take(view)


def show_change(view: ChangeMap, selection: Selection, *, key: str) -> None:
    """The map of a change between two years, round zero, or why there is none."""
    content, (first, last) = read_content(view), view.years
    series, (data,) = content.series, content.maps.each
    if not data["table"]["values"]:
        reasons = list(dict.fromkeys(data["reasons"].values()))
        st.info(
            f"Aucun territoire n’a d’évolution de {first} à {last} ({join_words(reasons[:3])}). Choisissez deux autres "
            "années."
        )
        return
    show_map(
        add_contours(
            data | {"geometry": outlines_url(view.level, selection.departements)}, view.level, selection.departements
        ),
        key=f"map-{key}",
        on_select=set_territories,
    )
    period = f"Évolution {first}-{last}"
    rows = content.rows.drop(columns=["change", "change_unit", "obstacle"])
    rows = rows.assign(**{period: rows["territory"].astype(str).map(_write_changes(series, view, selection))})
    said = (
        f"Classes : tiers des baisses et tiers des hausses de {first} à {last}, sur les "
        f"{format_count(len(data['table']['values']), 'territoire')} dont l’évolution se calcule."
    )
    _show_foot(rows, said, selection)
    columns = ["name", "period", "value", "unit", "status", period, "source", "locator"]
    title = f"{series.name}, évolution {first}-{last}"
    show_table(rows, title=title, unit=series.unit_label, selection=selection, key=f"table-{key}", columns=columns)
    _take(view)


def _write_changes(series: Series, view: ChangeMap, selection: Selection) -> dict[str, str]:
    """The change of each territory, or why there is none, in words."""
    changes = compute_changes(series, *view.years, list(read_names(view.level, selection.departements)))
    return {
        code: change.reason.replace("'", "’")
        if change.value is None
        else format_points(change.points)
        if series.unit == "%"
        else format_change(change.value)
        for code, change in changes.items()
    }


def _take(view: View) -> None:
    """The files of the map shown, and its place in the dossier."""
    st.html(files_markup(view))
    offer_view(view, key="maps")


def _is_counted(series: Series) -> bool:
    return choose_symbol(series) == "circle"


def _describe_reference(series: Sequence[Series], content: Content) -> str:
    """« sur toutes les valeurs de 2013-2025 des 20 EPCI de la carte »."""
    years = sorted({int(y) for one in series for y in one.frame.loc[one.frame["value"].notna(), "year"]})
    when = f"{years[0]}-{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    return f"sur toutes les valeurs de {when} des {len(content.codes)} {NAMES[str(content.level)].plural} de la carte"


def _describe_lost(panels: Sequence[Panel], names: Mapping[str, str]) -> str:
    """How many territories each small map leaves out; who and why is in its tip and in the table."""
    said = []
    for panel in panels:
        rows = panel.series.frame[panel.series.frame["year"] == panel.year]
        known = set(rows.loc[rows["value"].notna(), "territory"].astype(str)) & set(names)
        if len(known) < len(names):
            said.append(f"{len(names) - len(known)} sur {len(names)} ({panel.head})")
    return f"Territoires non représentés : {join_words(said)}." if said else ""


def _show_foot(rows: pd.DataFrame, said: str, selection: Selection, click: str = CLICK) -> None:
    contours = f"Contours au 1er janvier {selection.vintage}. {click}"
    show_sources(rows["source"], extra=f"{said} {contours}")
