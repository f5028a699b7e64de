"""The choice of a theme page: an indicator, what it is restricted to, the level and the year of its map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import pandas as pd
import streamlit as st

from loaders.series import Series
from pages.parts import cached
from pages.parts.geometry import MapLevel, read_codes
from pages.parts.scope import Scope, read_asked, warn_of_unknown

ENOUGH = 3
LEVEL_LABELS: dict[MapLevel, str] = {"epci": "EPCI", "commune": "Communes", "departement": "Départements"}


@dataclass(frozen=True)
class Choice:
    """What a theme page shows: an indicator, what it is restricted to, the level and the year of its map."""

    indicator: str
    restriction: str
    level: MapLevel
    year: int | None
    series: Series
    codes: tuple[str, ...]


@lru_cache(maxsize=32)
def _find_options(
    themes: tuple[str, ...],
) -> tuple[dict[str, dict[str, list[str]]], dict[tuple[str, str], dict[str, int]]]:
    """Per indicator that a map can show, its restrictions (the whole first) and the levels of each; and, per indicator
    and restriction, how many territories of each level are known in its best year."""
    catalog = cached.read_catalog()
    coverage = cached.read_map_coverage()
    headlines = [entry.partition("@")[0] for theme in themes for entry in catalog.themes[theme].headlines]
    mapped = coverage[coverage["indicator"].map(catalog.theme_of).isin(themes)]
    sizes = mapped.groupby("indicator")["territories"].max().sort_values(ascending=False)
    order = [*dict.fromkeys(i for i in headlines if i in sizes.index), *(i for i in sizes.index if i not in headlines)]
    options: dict[str, dict[str, list[str]]] = {}
    for indicator in order:
        rows = mapped[mapped["indicator"] == indicator]
        known = [level for level in get_args(MapLevel) if level in set(rows["level"])]
        scopes = sorted(rows["scope"].unique(), key=lambda s: (s.count("="), s))
        options[indicator] = {
            s: [level for level in known if level in set(rows.loc[rows["scope"] == s, "level"])] for s in scopes
        }
    best = {
        key: dict(zip(rows["level"], rows["territories"].astype(int), strict=True))
        for key, rows in mapped.groupby(["indicator", "scope"])
    }
    return options, best


def _default_level(levels: list[MapLevel], sizes: dict[str, int], wanted: MapLevel) -> MapLevel:
    """The level wanted, or else the first that has enough territories in one year to compare, or the best known."""
    for level in (wanted, "epci", "departement", "commune"):
        if level in levels and sizes[level] >= ENOUGH:
            return level
    return max(levels, key=lambda level: sizes[level])


def _first_of(
    options: dict[str, dict[str, list[str]]], sizes: dict[tuple[str, str], dict[str, int]], wanted: str | None
) -> str:
    """The indicator to begin with: the one wanted, or else the first that has enough territories to compare."""
    if wanted in options:
        return wanted
    compared = (i for i in options if max(sizes[i, next(iter(options[i]))].values()) >= ENOUGH)
    return next(compared, next(iter(options)))


def choose(
    themes: tuple[str, ...], scope: Scope, *, level: MapLevel = "epci", first: str | None = None
) -> Choice | None:
    """Draw the selectors of a theme and return what they hold; None where the theme has nothing that a map can show.

    `level` and `first` are the level and the indicator chosen to begin with, where they are known.
    """
    catalog = cached.read_catalog()
    options, sizes = _find_options(themes)
    if not options:
        return None
    asked = read_asked("indicateur", "perimetre", "niveau", "annee")
    with st.container(key="choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        indicator = st.selectbox(
            "Indicateur",
            list(options),
            index=list(options).index(_first_of(options, sizes, first)),
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
        default = _default_level(levels, sizes[indicator, restriction], level)
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
        codes = read_codes(level)
        series = cached.read_mapped(indicator, restriction, level, scope.per_inhabitant, scope.years)
        years = _list_years(series.frame)
        year = None
        if years:
            year = st.selectbox(
                "Année",
                years,
                index=years.index(_default_year(series.frame)),
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
        warn_of_unknown(texts, known[key][1], known[key][0])
    return Choice(indicator, restriction, level, year, series, codes)


@cached.keep_by_frame(32)
def _list_years(frame: pd.DataFrame) -> list[int]:
    """The years in which a value is known."""
    return sorted(int(y) for y in frame.loc[frame["value"].notna(), "year"].unique())


@cached.keep_by_frame(32)
def _default_year(frame: pd.DataFrame) -> int:
    """The latest year in which at least half as many territories are known as in the best year."""
    known = frame[frame["value"].notna()].groupby("year").size()
    return int(known[known >= known.max() / 2].index.max())
