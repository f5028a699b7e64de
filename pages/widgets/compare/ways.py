"""The ways to draw a comparison: which there are, which can be drawn with what is chosen, and the one chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.files.links import files_markup
from pages.views.compared.comparison import Comparison
from pages.views.compared.measure import describe_unmeasured
from pages.views.compared.years import known_years
from pages.views.content import Content, join_panels
from pages.views.contents import read_content
from pages.views.view import AnyKind, View
from pages.widgets import state
from pages.widgets.choosing import choose
from pages.widgets.compare.lines import choose_lines, show_lines
from pages.widgets.compare.moves import (
    choose_before_after,
    choose_ranks,
    choose_slope,
    describe_ends,
    describe_group_of_ranks,
    show_before_after,
    show_ranks,
    show_slopes,
)
from pages.widgets.compare.multiples import choose_multiples, show_multiples
from pages.widgets.compare.one_year import (
    choose_cards,
    choose_dots,
    choose_scatter,
    describe_group,
    show_dots,
    show_scatter,
    show_sparks,
)
from pages.widgets.dossier.offering import offer_view
from pages.widgets.tables import show_table

KEY = "vue"


V = TypeVar("V", bound=AnyKind)


class Drawn(NamedTuple):
    """What was drawn: its view, its rows, and what they were kept by in words, "" where by the frame alone."""

    view: View
    rows: pd.DataFrame
    filters: str


@dataclass(frozen=True)
class Way(Generic[V]):
    """A way to draw a comparison; `find_obstacle` says in French what it lacks, "" where nothing.

    `choose` draws its controls and gives the view that they make, None where nothing can be drawn and it was said;
    `show` draws the content of that view, `describe` says what its rows were kept by. `otherwise` says what a dossier
    shows in its place, "" where the same; then its rows are those of all its years.
    """

    label: str
    choose: Callable[[Comparison, DeltaGenerator], V | None]
    show: Callable[[Comparison, Content, V], None]
    find_obstacle: Callable[[Comparison], str] = lambda _: ""
    describe: Callable[[Comparison, V], str] = lambda *_: ""
    otherwise: str = ""

    def draw(self, comparison: Comparison, controls: DeltaGenerator) -> Drawn | None:
        """Draw the controls and the view that they make; None where there is none."""
        view = self.choose(comparison, controls)
        if view is None:
            return None
        content = read_content(view)
        self.show(comparison, content, view)
        rows = join_panels(content.panels) if self.otherwise else content.rows
        return Drawn(view, rows, self.describe(comparison, view))


def _needs_two_indicators(comparison: Comparison) -> str:
    return "" if len(comparison.items) > 1 else "deux indicateurs sont attendus"


def _needs_two_years(comparison: Comparison) -> str:
    years = known_years(list(comparison.series.values()))
    return "" if len(years) > 1 else "deux années connues sont attendues"


WAYS: dict[str, Way[Any]] = {
    "lignes": Way("Lignes", choose_lines, show_lines),
    "multiples": Way("Petits multiples", choose_multiples, show_multiples),
    "classement": Way("Classement", choose_ranks, show_ranks, _needs_two_years, describe_group_of_ranks),
    "pente": Way("Pente", choose_slope, show_slopes, _needs_two_years, describe_ends),
    "avant-apres": Way("Avant, après", choose_before_after, show_before_after, _needs_two_years, describe_ends),
    "pairs": Way("Parmi les pairs", choose_dots, show_dots, describe=describe_group),
    "nuage": Way("Nuage", choose_scatter, show_scatter, _needs_two_indicators, describe_group),
    "tableau": Way("Tableau", choose_cards, show_sparks, otherwise="dernières valeurs"),
}


def choose_way(comparison: Comparison) -> tuple[Way[Any], DeltaGenerator]:
    """Draw the choice of a way, which offers only what can be drawn and says why the others cannot.

    The row comes back with it, for the selectors of its own.
    """
    labels = {key: way.label for key, way in WAYS.items()}
    obstacles = {key: way.find_obstacle(comparison) for key, way in WAYS.items()}
    asked = state.read(KEY) or ()
    offered = {key: label for key, label in labels.items() if not obstacles[key] or key in asked}
    controls = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="compare-controls")
    chosen = choose(
        controls.segmented_control, "Vue", KEY, offered, default=next(iter(WAYS)), what="une vue", required=True
    )
    kept = describe_unmeasured(comparison.titles, comparison.measure)
    if kept:
        st.caption(kept)
    barred = [f"{WAYS[key].label} ({why})" for key, why in obstacles.items() if key not in offered]
    if barred:
        st.caption(f"Pas pour ce choix : {', '.join(barred)}.")
    return WAYS[chosen], controls


def offer(way: Way[Any], view: View) -> None:
    """Draw the offer to put a comparison into the dossier, and its files where they show it as the page does."""
    with st.container(key="compare-take"):
        if not way.otherwise:
            st.html(files_markup(view))
        label = f"Ajouter au dossier ({way.otherwise})" if way.otherwise else "Ajouter au dossier"
        offer_view(view, key="compare", label=label)


def show_data(comparison: Comparison, rows: pd.DataFrame, filters: str = "") -> None:
    """The table of what a view has drawn, and its downloads."""
    series = comparison.series.values()
    show_table(
        rows,
        title=" ; ".join(comparison.titles.values()),
        unit=next(iter(series)).unit_label if len(series) == 1 else "voir colonne",
        selection=comparison.selection,
        key="compare-table",
        filters=filters,
        by_indicator=len({one.indicator for one in series}) > 1,
    )
