"""The breakdown that each theme lives by: streams and destinations, the water balance, schemes and amounts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.catalog import parse_scope
from loaders.measures import compute_per_inhabitant
from loaders.series import POPULATION
from loaders.store import prefer
from pages.parts import cached, charts
from pages.parts.french import format_value, join_words
from pages.parts.notes import show_sources
from pages.parts.scope import Scope
from pages.parts.tables import describe_rows, show_table

COLLECTED = "waste.collected"
BALANCE = ("water.produced", "water.imported", "water.exported", "water.distributed", "water.consumed", "water.lost")


def _by_dimension(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The rows restricted by exactly these dimensions, one column of labels for each."""
    catalog = cached.read_catalog()
    parsed = rows["scope"].map(parse_scope)
    kept = rows[parsed.map(lambda scope: tuple(scope) == names)]
    return kept.assign(
        **{
            name: kept["scope"].map(lambda s, n=name: catalog.dimensions[n].members[parse_scope(s)[n]])
            for name in names
        }
    )


def show_streams_and_destinations(scope: Scope) -> None:
    """Where each stream of a département's waste goes, and the streams of its neighbours per inhabitant."""
    rows = prefer(cached.read_observations((COLLECTED,)))
    rows = rows[rows["year"].between(*scope.years)]
    streams, cells = _by_dimension(rows, "stream"), _by_dimension(rows, "stream", "destination")
    cells = cells[cells["territory"].astype(str).isin(scope.departements)]
    if cells.empty:
        st.info(
            f"Aucun tonnage par flux n’est publié entre {scope.years[0]} et {scope.years[1]} ; élargissez les années ci-dessus."
        )
        return
    years = sorted(int(y) for y in cells["year"].unique())
    year = st.segmented_control(
        "Année des flux", years, default=years[-1], key="annee_flux", bind="query-params", required=True
    )
    year = year if year in years else years[-1]
    left, right = st.columns(2, gap="medium")
    place = scope.name(scope.departements[0])
    own = cells[(cells["year"] == year) & (cells["territory"].astype(str) == scope.departements[0])]
    with left:
        st.markdown(f"**{place}, {year} : chaque flux selon sa destination, en tonnes**")
        _plot_stack(own.rename(columns={"stream": "bar", "destination": "part"}), unit="t", decimals=0, key="streams")
        show_sources(
            own["source"],
            indicator=COLLECTED,
            extra="Ces flux ne sont publiés que par département ; le total en est la somme.",
        )
        show_table(
            describe_rows(own, scope),
            title=f"Déchets par flux et destination, {place}, {year}",
            unit="tonnes",
            scope=scope,
            key="table-streams",
        )
    with right:
        around = streams[(streams["year"] == year) & (streams["level"].astype(str) == "departement")]
        people = prefer(cached.read_observations((POPULATION,)))
        ratios = compute_per_inhabitant(
            around.astype({"territory": str}), people.astype({"territory": str}), factor=1000
        )
        ratios = ratios.assign(bar=ratios["territory"].map(scope.name), part=ratios["stream"], unit="kg/hab.")
        st.markdown(f"**Les départements de la région, {year} : flux, en kilogrammes par habitant**")
        _plot_stack(ratios[ratios["value"].notna()], unit="kg/hab.", decimals=1, key="departements")
        used = sorted(int(y) for y in ratios["denominator_year"].dropna().unique())
        said = (
            f"Population municipale de {join_words([str(y) for y in used])}, l’année connue la plus proche."
            if used and used != [year]
            else ""
        )
        show_sources(ratios["source"], indicator=COLLECTED, extra=said)
        show_table(
            describe_rows(ratios, scope),
            title=f"Déchets par flux et par habitant, {year}",
            unit="kg/hab.",
            scope=scope,
            key="table-departements",
        )


def _plot_stack(parts: pd.DataFrame, *, unit: str, decimals: int, key: str) -> None:
    st.plotly_chart(
        charts.draw_stack(parts, unit=unit, decimals=decimals), config=charts.CONFIG, key=f"stack-{key}",
        alt="Barres empilées ; le tableau ci-dessous donne chaque valeur.",
    )  # fmt: skip


def show_water_balance(scope: Scope) -> None:
    """Produced, bought, sold, distributed, consumed and lost: what each chosen territory published, in its latest year."""
    catalog = cached.read_catalog()
    rows = prefer(cached.read_observations(BALANCE, territories=scope.territories, place=""))
    rows = rows[(rows["scope"] == "") & rows["value"].notna() & rows["year"].between(*scope.years)]
    if rows.empty:
        st.info("Aucun volume d’eau n’est publié pour les territoires et les années choisis.")
        return
    latest = rows[rows["year"] == rows.groupby(["territory", "indicator"], observed=True)["year"].transform("max")]
    order = {name: n for n, name in enumerate(BALANCE)}
    for column, (territory, own) in zip(
        st.columns(max(2, latest["territory"].nunique())), latest.groupby("territory", observed=True), strict=False
    ):
        with column:
            own = own.sort_values("indicator", key=lambda names: names.astype(str).map(order))
            labels = [f"{catalog.indicators[str(r.indicator)].short} ({r.year})" for r in own.itertuples()]
            st.markdown(f"**{scope.name(str(territory))}**")
            st.plotly_chart(
                charts.draw_bars(own.assign(label=labels), unit="m³", decimals=0, keep_order=True), config=charts.CONFIG,
                key=f"balance-{territory}", alt="Volumes d’eau ; le tableau ci-dessous donne chaque valeur.",
            )  # fmt: skip
            absent = [
                catalog.indicators[i].short.lower() for i in BALANCE if i not in set(own["indicator"].astype(str))
            ]
            show_sources(own["source"], extra=f"Non publié : {join_words(absent)}." if absent else "")
    show_table(describe_rows(latest, scope), title="Volumes d’eau", unit="m³", scope=scope, key="table-balance")


def show_schemes(scope: Scope) -> None:
    """Schemes and amounts: every amount published on housing and urban renewal, the largest first, by territory."""
    catalog = cached.read_catalog()
    amounts = tuple(
        i
        for i, entry in catalog.indicators.items()
        if catalog.theme_of(i) in ("housing", "urban_renewal") and entry.unit == "EUR"
    )
    rows = cached.read_observations(amounts, territories=scope.territories)
    rows = rows[rows["value"].notna() & rows["year"].between(*scope.years) & (rows["status"].astype(str) != "target")]
    if rows.empty:
        st.info("Aucun montant n’est publié pour les territoires et les années choisis.")
        return
    for column, (territory, own) in zip(
        st.columns(max(2, rows["territory"].nunique())), rows.groupby("territory", observed=True), strict=False
    ):
        with column:
            top = own.nlargest(12, "value")
            labels = [_scheme_label(r) for r in top.to_dict("records")]
            st.markdown(f"**{scope.name(str(territory))}**")
            st.plotly_chart(
                charts.draw_bars(top.assign(label=labels), unit="€", decimals=0), config=charts.CONFIG, key=f"schemes-{territory}",
                alt=f"Montants par dispositif, de {format_value(top['value'].max(), '€')} à {format_value(top['value'].min(), '€')}.",
            )  # fmt: skip
            show_sources(own["source"], extra="Ces montants se recouvrent en partie : ne pas les additionner.")
    show_table(
        describe_rows(rows, scope),
        title="Logement : dispositifs et montants",
        unit="€",
        scope=scope,
        key="table-schemes",
    )


def _scheme_label(row: dict[str, object]) -> str:
    catalog = cached.read_catalog()
    words = [catalog.indicators[str(row["indicator"])].short, catalog.scope_label(str(row["scope"])), str(row["place"])]
    text = ", ".join(word for word in words if word)
    return f"{text[:58] + '…' if len(text) > 59 else text} ({row['period']})"
