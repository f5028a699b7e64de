"""The selectors of a theme page: an indicator, what it is restricted to, the level and the year of its map."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.choice import (
    LEVEL_LABELS,
    Choice,
    default_level,
    default_year,
    find_options,
    first_of,
    list_years,
)
from pages.views.data import cached
from pages.views.data.geography import MapLevel, read_codes
from pages.views.record import join_headline
from pages.views.selection import Selection
from pages.widgets import state
from pages.widgets.choosing import choose as choose_one
from pages.widgets.choosing import choose_year, find_known
from pages.words.uses import explain_asked


def say_refused() -> None:
    """Say why no map shows the indicator that the address asks for, where no selector is drawn."""
    for said in filter(None, (explain_asked(text, "map") for text in state.read_asked("indicateur"))):
        state.notes().info(said)


def choose(
    themes: tuple[str, ...], selection: Selection, *, level: MapLevel = "epci", first: str | None = None
) -> Choice | None:
    """Draw the selectors of a theme and return what they hold; None where the theme has nothing that a map can show.

    `level` and `first` are the level and the indicator chosen to begin with, where they are known.
    """
    catalog = load_catalog()
    options, sizes = find_options(themes, selection.departements)
    if not any(known for levels in sizes.values() for known in levels.values()):
        say_refused()
        st.info("Aucun chiffre qui se compare n’est publié ici pour un territoire de la carte.")
        return None
    with st.container(key="choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        indicator = choose_one(
            st.selectbox,
            "Indicateur",
            "indicateur",
            {one: catalog.indicators[one].label for one in options},
            default=first_of(options, sizes, first),
            what="un indicateur",
            use="map",
        )
        restriction = _choose_restriction(options[indicator])
        levels: list[MapLevel] = options[indicator][restriction]  # type: ignore[assignment]
        level = choose_one(
            st.segmented_control,
            "Carte par",
            "niveau",
            {one: LEVEL_LABELS[one] for one in levels},
            default=default_level(levels, sizes[indicator, restriction], level),
            what="un niveau de carte",
            required=True,
        )
        codes = read_codes(level, selection.departements)
        series = cached.read_mapped(
            indicator, restriction, level, selection.per_inhabitant, selection.years, selection.departements
        )
        years = list_years(series.frame)
        usual = default_year(series.frame, selection.territories) if years else None
        year = choose_year("Année", "annee", years, default=usual) if usual is not None else None
    state.look_at(join_headline(indicator, restriction))
    return Choice(indicator, restriction, level, year, series, codes)


def _choose_restriction(restrictions: dict[str, list[str]]) -> str:
    """Draw the choice of what an indicator is restricted to, where there is one; « Ensemble » is the whole."""
    catalog = load_catalog()
    labels = {one: catalog.scope_label(one) or "Ensemble" for one in restrictions}
    if list(restrictions) == [""]:
        find_known("perimetre", labels, "un périmètre")
        return ""
    return choose_one(
        st.selectbox, "Périmètre", "perimetre", labels, default=next(iter(labels)), what="un périmètre", width=260
    )
