"""What every theme page has: the choice of an indicator, its map beside its ranking, its trend, and all its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import pandas as pd
import streamlit as st

from loaders.series import Series
from pages.parts import cached, charts
from pages.parts.french import join_words
from pages.parts.geometry import MapLevel, outlines_url, read_codes
from pages.parts.map import show_map
from pages.parts.notes import show_sources
from pages.parts.ranking import show_ranking
from pages.parts.scope import Scope, add_territory
from pages.parts.tables import describe_rows, describe_series, show_table

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


@st.cache_data(max_entries=32, show_spinner=False)
def _find_options(themes: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    """Per indicator that a map can show, its restrictions (« » for the whole first) and the levels of each."""
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
        options[indicator] = {s: [level for level in known if level in set(rows.loc[rows["scope"] == s, "level"])] for s in scopes}
    return options


def choose(themes: tuple[str, ...], scope: Scope, *, level: MapLevel = "epci") -> Choice | None:
    """Draw the selectors of a theme and return what they hold; None where the theme has nothing that a map can show."""
    catalog = cached.read_catalog()
    options = _find_options(themes)
    if not options:
        return None
    with st.container(key="choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        indicator = st.selectbox(
            "Indicateur", list(options), format_func=lambda i: catalog.indicators[i].label, key="indicateur", bind="query-params"
        )
        restrictions = options[indicator]
        if list(restrictions) != [""]:
            restriction = st.selectbox(
                "Périmètre", list(restrictions), format_func=lambda s: catalog.scope_label(s) or "Ensemble",
                key="perimetre", bind="query-params", width=260,
            )  # fmt: skip
        else:
            restriction = ""
        levels: list[MapLevel] = restrictions[restriction]  # type: ignore[assignment]
        default = level if level in levels else "epci" if "epci" in levels else levels[0]
        shown = st.segmented_control(
            "Carte par", levels, default=default, format_func=LEVEL_LABELS.__getitem__, key="niveau", bind="query-params", required=True
        )
        level = shown if shown in levels else default
        series = cached.read_series(indicator, levels=(level,), scopes=(restriction,), per_inhabitant=scope.per_inhabitant)
        codes = read_codes(level)
        series = series.restrict(codes, scope.years)
        years = sorted(int(y) for y in series.frame.loc[series.frame["value"].notna(), "year"].unique())
        year = None
        if years:
            year = st.selectbox("Année", years, index=years.index(_default_year(series.frame)), key="annee", bind="query-params", width=110)
    return Choice(indicator, restriction, level, year, series, codes)


def _default_year(frame: pd.DataFrame) -> int:
    """The latest year in which at least half as many territories are known as in the best year."""
    known = frame[frame["value"].notna()].groupby("year").size()
    return int(known[known >= known.max() / 2].index.max())


def _set_year(year: int) -> None:
    st.session_state["annee"] = year


def show_map_and_ranking(choice: Choice, scope: Scope, *, key: str) -> None:
    """The map on the left, its ranking on the right, both of the same year; their table below."""
    left, right = st.columns([3, 2], gap="medium")
    unit = cached.read_catalog().unit_of(choice.indicator)
    absolute = unit.additive and not choice.series.per_inhabitant
    with left:
        show_map(
            choice.series, key=f"map-{key}", geometry=outlines_url(choice.level), year=choice.year, selected=scope.territories,
            symbol="circle" if absolute else "fill", on_click=add_territory, on_year=_set_year,
        )  # fmt: skip
        extra = f"Contours au 1er janvier {scope.vintage}. Cliquez sur un territoire pour l’ajouter à la sélection ou l’en retirer."
        if choice.level == "epci" and "D62" in scope.departements:
            extra += " La CC Flandre Lys, à cheval sur le Nord, est montrée entière."
        show_sources(choice.series.frame.loc[choice.series.frame["year"] == choice.year, "source"], indicator=choice.indicator, extra=extra)
    with right:
        ranked = show_ranking(choice.series, scope, year=choice.year, total=len(choice.codes))
    rows = describe_series(choice.series, scope)
    rows = rows[rows["year"] == choice.year].merge(ranked[["territory", "rank"]], on="territory", how="left") if len(ranked) else rows.head(0)
    show_table(
        rows.sort_values("rank") if len(ranked) else rows, title=choice.series.label, unit=choice.series.unit_label, scope=scope,
        key=f"table-{key}", filters=f"{LEVEL_LABELS[choice.level]} ; année : {choice.year}",
    )  # fmt: skip


def show_trend(choice: Choice, scope: Scope, *, key: str) -> None:
    """The trend of the chosen territories over the years, with predecessors and targets; its table below."""
    wanted = scope.territories + predecessors(scope.territories)
    series = cached.read_series(choice.indicator, territories=wanted, scopes=(choice.restriction,), per_inhabitant=scope.per_inhabitant)
    series = series.restrict(wanted, scope.years)
    known = set(series.frame.loc[series.frame["value"].notna(), "territory"])
    missing = [scope.name(t) for t in scope.territories if t not in known]
    st.subheader(f"Évolution : {series.short.lower() if not series.short[:2].isupper() else series.short}", anchor=False)
    if not known:
        st.info(
            f"Aucune valeur de « {series.label} » n’est publiée pour {join_words(missing) or 'la sélection'} entre "
            f"{scope.years[0]} et {scope.years[1]}. Ajoutez un territoire sur la carte ou changez d’indicateur."
        )
        return
    st.plotly_chart(
        charts.draw_trend(series, tuple(t for t in wanted if t in known), scope.name), config=charts.CONFIG, key=f"trend-{key}",
        alt=f"{series.title}, {scope.years[0]}-{scope.years[1]}. Le tableau ci-dessous donne chaque valeur.",
    )  # fmt: skip
    notes = [f"Sans donnée : {join_words(missing)}." if missing else "", _legend_of(series.frame)]
    show_sources(series.frame["source"], indicator=choice.indicator, extra=" ".join(filter(None, notes)))
    show_table(describe_series(series, scope), title=series.label, unit=series.unit_label, scope=scope, key=f"trend-table-{key}")


def _legend_of(frame: pd.DataFrame) -> str:
    """What the marks of a trend mean, only those that are on it."""
    said = []
    if frame["status"].astype(str).isin(charts.HOLLOW).any():
        said.append("Marque creuse : valeur provisoire ou estimée.")
    if any(charts.split_gaps(points.sort_values("year"))[0] for _, points in frame.groupby("territory")):
        said.append("Pointillé : années sans donnée.")
    if frame["break_before"].any():
        said.append("Trait vertical : rupture de série, rien n’est comparé de part et d’autre.")
    return " ".join(said)


def predecessors(territories: tuple[str, ...]) -> tuple[str, ...]:
    """The territories that those of a tuple took the place of."""
    declared = cached.read_catalog().territories
    return tuple(code for code, entry in declared.items() if entry.successor in territories and code not in territories)


def show_all_figures(themes: tuple[str, ...], scope: Scope, *, key: str) -> None:
    """Every figure published on the themes for the chosen territories, whatever its perimeter, as one table."""
    catalog = cached.read_catalog()
    indicators = tuple(i for i in catalog.indicators if catalog.theme_of(i) in themes)
    rows = cached.read_observations(indicators, territories=scope.territories + predecessors(scope.territories))
    rows = rows[rows["year"].between(*scope.years)]
    st.subheader("Tous les chiffres publiés", anchor=False)
    show_table(describe_rows(rows, scope), title="Tous les chiffres du thème", unit="voir colonne", scope=scope, key=f"all-{key}")
    show_sources(rows["source"].astype(str).unique())
