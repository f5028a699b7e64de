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
from pages.views.selection import Selection
from pages.widgets.selection import read_asked, warn_of_unknown
from pages.words.uses import explain_asked


def say_refused() -> None:
    """Say why no map shows the indicator that the address asks for, where no selector is drawn."""
    for said in filter(None, (explain_asked(text, "map") for text in read_asked("indicateur").get("indicateur", []))):
        st.info(said)


def choose(
    themes: tuple[str, ...], selection: Selection, *, level: MapLevel = "epci", first: str | None = None
) -> Choice | None:
    """Draw the selectors of a theme and return what they hold; None where the theme has nothing that a map can show.

    `level` and `first` are the level and the indicator chosen to begin with, where they are known.
    """
    catalog = load_catalog()
    options, sizes = find_options(themes, selection.departements)
    asked = read_asked("indicateur", "perimetre", "niveau", "annee")
    if not any(known for levels in sizes.values() for known in levels.values()):
        say_refused()
        st.info("Aucun chiffre qui se compare n’est publié ici pour un territoire de la carte.")
        return None
    with st.container(key="choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        indicator = st.selectbox(
            "Indicateur",
            list(options),
            index=list(options).index(first_of(options, sizes, first)),
            format_func=lambda i: catalog.indicators[i].label,
            key="indicateur",
            bind="query-params",
        )
        restrictions = options[indicator]
        if list(restrictions) != [""]:
            restriction = st.selectbox(
                "Périmètre",
                list(restrictions),
                format_func=lambda s: catalog.scope_label(s) or "Ensemble",
                key="perimetre",
                bind="query-params",
                width=260,
            )
        else:
            restriction = ""
        levels: list[MapLevel] = restrictions[restriction]  # type: ignore[assignment]
        default = default_level(levels, sizes[indicator, restriction], level)
        shown = st.segmented_control(
            "Carte par",
            levels,
            default=default,
            format_func=LEVEL_LABELS.__getitem__,
            key="niveau",
            bind="query-params",
            required=True,
        )
        level = shown if shown in levels else default
        codes = read_codes(level, selection.departements)
        series = cached.read_mapped(
            indicator, restriction, level, selection.per_inhabitant, selection.years, selection.departements
        )
        years = list_years(series.frame)
        year = None
        if years:
            year = st.selectbox(
                "Année",
                years,
                index=years.index(default_year(series.frame)),
                key="annee",
                bind="query-params",
                width=110,
            )
    known: dict[str, tuple[str, list[str]]] = {
        "indicateur": ("un indicateur", [catalog.indicators[i].label for i in options]),
        "perimetre": ("un périmètre", [catalog.scope_label(s) or "Ensemble" for s in restrictions]),
        "niveau": ("un niveau de carte", [LEVEL_LABELS[name] for name in levels]),
        "annee": ("une année", [str(y) for y in years]),
    }
    for key, texts in asked.items():
        warn_of_unknown(texts, known[key][1], known[key][0], use="map" if key == "indicateur" else None)
    return Choice(indicator, restriction, level, year, series, codes)
