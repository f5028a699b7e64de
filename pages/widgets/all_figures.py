"""Every figure published of a theme or of an indicator, whatever its perimeter, as one table with its sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.reading.composed.resolving import find_composed
from pages.files.links import files_markup
from pages.views.data import cached
from pages.views.selection import FIRST_YEAR, LAST_YEAR, Selection, keep_years, list_members
from pages.widgets.dossier.offering import make_table_view, offer_view
from pages.widgets.notes import show_sources
from pages.widgets.tables import show_table


def show_all_figures(themes: tuple[str, ...], selection: Selection, *, key: str) -> None:
    """Every figure published on the themes for the chosen territories, whatever its perimeter, as one table."""
    show_figures_of(
        cached.list_indicators(themes),
        selection,
        key=f"all-{key}",
        title="Tous les chiffres du thème",
        territories=list_members(selection),
    )


def show_figures_everywhere(themes: tuple[str, ...], selection: Selection, *, key: str, title: str) -> None:
    """Every figure published on the themes, of all territories, as one table already open."""
    show_figures_of(cached.list_indicators(themes), selection, key=f"all-{key}", title=title, opened=True)


def show_figures_of(
    indicators: tuple[str, ...],
    selection: Selection,
    *,
    key: str,
    title: str,
    territories: tuple[str, ...] | None = None,
    opened: bool = False,
) -> None:
    """Every figure published of some indicators, of some territories or of all, as one table with its sources."""
    rows = cached.read_observations(indicators, territories=territories)
    if composed := tuple(find_composed(territories or ())):
        rows = pd.concat([cached.read_composed(indicators, composed), rows], ignore_index=True)
    if territories is None:
        rows, filters = keep_years(rows, selection), f"tous les territoires ; {_describe_years(selection)}"
    else:
        rows, filters = rows[rows["year"].between(*selection.years)], ""
    st.header("Tous les chiffres publiés", anchor=False)
    show_table(
        rows,
        title=title,
        unit="voir colonne",
        selection=selection,
        key=key,
        filters=filters,
        opened=opened,
        by_indicator=len(indicators) > 1,
    )
    view = make_table_view(indicators, territories, selection)
    show_sources(rows["source"].astype(str).unique(), foot=files_markup(view) if view else "")
    if view:
        offer_view(view, key=f"table-{key}")


def _describe_years(selection: Selection) -> str:
    is_whole = selection.years == (FIRST_YEAR, LAST_YEAR)
    return "toutes les années" if is_whole else f"années : {selection.years[0]}-{selection.years[1]}"
