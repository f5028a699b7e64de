"""The views of a comparison: which there are, which can be drawn with what is chosen, and the one chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.views.compared.measure import describe_unmeasured
from pages.views.compared.selection import Comparison
from pages.views.compared.years import known_years
from pages.widgets.compare.lines import show_lines
from pages.widgets.compare.moves import show_ranks, show_slopes
from pages.widgets.compare.multiples import show_multiples
from pages.widgets.compare.one_year import show_dots, show_scatter, show_sparks
from pages.widgets.compare.shared import Drawn
from pages.widgets.scope import read_asked, warn_of_unknown
from pages.widgets.tables import show_table

KEY = "vue"


@dataclass(frozen=True)
class View:
    """A way to draw a comparison; `find_obstacle` says in French what it lacks, "" where nothing."""

    label: str
    show: Callable[[Comparison, DeltaGenerator], Drawn]
    find_obstacle: Callable[[Comparison], str]


def _needs_nothing(comparison: Comparison) -> str:
    return ""


def _needs_two_indicators(comparison: Comparison) -> str:
    return "" if len(comparison.items) > 1 else "deux indicateurs sont attendus"


def _needs_two_years(comparison: Comparison) -> str:
    years = known_years(list(comparison.series.values()))
    return "" if len(years) > 1 else "deux années connues sont attendues"


VIEWS = {
    "lignes": View("Lignes", show_lines, _needs_nothing),
    "multiples": View("Petits multiples", show_multiples, _needs_nothing),
    "classement": View("Classement", show_ranks, _needs_two_years),
    "pente": View("Pente", show_slopes, _needs_two_years),
    "pairs": View("Parmi les pairs", show_dots, _needs_nothing),
    "nuage": View("Nuage", show_scatter, _needs_two_indicators),
    "tableau": View("Tableau", show_sparks, _needs_nothing),
}


def choose_view(comparison: Comparison) -> tuple[View, DeltaGenerator]:
    """Draw the choice of a view, which offers only what can be drawn and says why the others cannot.

    The row comes back with the view, for the selectors of its own.
    """
    labels = {view.label: key for key, view in VIEWS.items()}
    asked = read_asked(KEY).get(KEY, [])
    warn_of_unknown(asked, {*labels, *VIEWS}, "une vue")
    if KEY not in st.session_state and asked and asked[0] in VIEWS:
        st.session_state[KEY] = asked[0]
    obstacles = {key: view.find_obstacle(comparison) for key, view in VIEWS.items()}
    current = st.session_state.get(KEY) or labels.get(asked[0] if asked else "", "lignes")
    offered = [key for key, obstacle in obstacles.items() if not obstacle or key == current]
    controls = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="compare-controls")
    chosen = controls.segmented_control(
        "Vue",
        offered,
        default=None if KEY in st.session_state else "lignes",
        format_func=lambda key: VIEWS[key].label,
        key=KEY,
        bind="query-params",
        required=True,
    )
    kept = describe_unmeasured(comparison.titles, comparison.measure)
    if kept:
        st.caption(kept)
    barred = [f"{VIEWS[key].label} ({why})" for key, why in obstacles.items() if key not in offered]
    if barred:
        st.caption(f"Pas pour ce choix : {', '.join(barred)}.")
    return VIEWS[chosen if chosen in VIEWS else "lignes"], controls


def show_data(comparison: Comparison, drawn: Drawn) -> None:
    """The table of what a view has drawn, and its downloads."""
    series = comparison.series.values()
    show_table(
        drawn.frame,
        title=" ; ".join(comparison.titles.values()),
        unit=next(iter(series)).unit_label if len(series) == 1 else "voir colonne",
        scope=comparison.scope,
        key="compare-table",
        filters=drawn.filters,
        by_indicator=len({one.indicator for one in series}) > 1,
    )
