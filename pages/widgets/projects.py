"""Who funds what: financing plans as flows, projects on a map, grants to named beneficiaries."""

from __future__ import annotations

import pandas as pd
import pydeck
import streamlit as st

from loaders.contrast import parse_color
from pages.draw.markup.bars import Bar, bars_markup
from pages.draw.markup.flows import draw_flows, flows_markup
from pages.files.links import files_markup
from pages.views.contents import read_content
from pages.views.data.granted import LABELS, OVERLAP
from pages.views.kinds.grants import Grants
from pages.views.kinds.plans import PLANNED, Plans
from pages.views.palette import AROUND_ON_BOTH, ON_BOTH
from pages.views.selection import Selection
from pages.widgets.charts import show_drawn
from pages.widgets.choosing import choose
from pages.widgets.dossier.offering import offer_view
from pages.widgets.notes import show_sources
from pages.widgets.tables import show_table
from pages.words.french import STAGES, format_count, format_number, format_value
from pages.words.markup import figure_link, heads, remark_sign, table, tag, text
from pages.words.paths import BASE, EMPTY_STYLE
from pages.words.sources import source_texts

MOST = 12
RECEIVED = ("subsidies.received_amount",)
OUTLINES = f"{BASE}/contours/epci.geojson"
# The columns and what is around them, as the layers take a colour.
OWN, AROUND = ([round(255 * part) for part in parse_color(color)] for color in (ON_BOTH, AROUND_ON_BOTH))


def _funder(row: pd.Series) -> str:
    """The funder with its scheme, where it has one: the same funder may give twice to one project."""
    return f"{row['nomAttribuant']} ({row['dispositifAide']})" if row["dispositifAide"] else str(row["nomAttribuant"])


def show_financing_plans(selection: Selection) -> None:
    """The projects with a published financing plan: flows from funders, one plan in full, where they stand."""
    view = Plans(indicators=RECEIVED, territories=selection.territories)
    plans = read_content(view).rows
    if plans.empty:
        st.info("Aucun plan de financement n’est publié.")
        return
    costs = plans.groupby("projet")["coutProjet"].first().sort_values(ascending=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        parts = plans.groupby(["nomAttribuant", "projet"], as_index=False, observed=True)
        flows = parts.agg(montant=("montant", "sum"), id=("id", "first"), count=("id", "size"))
        flows["id"] = flows["id"].where(flows["count"] == 1, "")
        with st.container(key="flows"):
            show_drawn(draw_flows(flows), key="drawn-flows")
        st.html(flows_markup(flows))
        show_sources(plans["source"], extra=PLANNED, foot=files_markup(view))
        offer_view(view, key="plans")
    with right:
        names = {str(name): str(name) for name in costs.index}
        first, what = next(iter(names)), "un plan de financement"
        project = choose(st.selectbox, "Plan de financement", "projet", names, default=first, what=what)
        _show_plan(plans[plans["projet"] == project].sort_values("montant", ascending=False), float(costs[project]))
        _show_places(plans, selection)
    show_grants_table(plans, selection, title="Plans de financement", key="table-plans")


def _show_plan(lines: pd.DataFrame, cost: float) -> None:
    head = heads(("Financeur", "Montant", "Part"), {"Montant": "num", "Part": "num"})
    rows = [
        tag(
            "tr",
            text("th", _funder(row), scope="row")
            + tag(
                "td", figure_link(format_value(row["montant"], "€"), row["id"]) + remark_sign(row["note"]), class_="num"
            )
            + text("td", f"{format_number(100 * row['montant'] / cost, 1)}\u00a0%", class_="num"),
        )
        for _, row in lines.iterrows()
    ]
    label = f"Coût total, {format_count(len(lines), 'financement')}"
    total = tag(
        "tr",
        text("th", label, scope="row") + text("td", format_value(cost, "€"), class_="num") + tag("td"),
        class_="total",
    )
    named = table(head, [*rows, total], label=f"Plan de financement : {lines['projet'].iloc[0]}")
    st.html(tag("div", named, class_="t-table plan"))


def _show_places(plans: pd.DataFrame, selection: Selection) -> None:
    """A column on the commune of each project, as high as its cost."""
    places = plans.groupby("projet", as_index=False).first()
    places = places[places["commune"].isin(selection.table.index)]
    places = places.assign(
        lon=places["commune"].map(selection.table["lon"]),
        lat=places["commune"].map(selection.table["lat"]),
        place=places["commune"].map(selection.table["short"]),
    )
    if places.empty:
        return
    outlines = pydeck.Layer(
        "GeoJsonLayer",
        OUTLINES,
        stroked=True,
        filled=True,
        get_fill_color=[*AROUND, 40],
        get_line_color=AROUND,
        line_width_min_pixels=1,
    )
    columns = pydeck.Layer(
        "ColumnLayer",
        places[["lon", "lat", "coutProjet"]],
        get_position=["lon", "lat"],
        get_elevation="coutProjet",
        elevation_scale=0.004,
        radius=1400,
        get_fill_color=OWN,
    )
    view = pydeck.ViewState(
        longitude=float(places["lon"].mean()), latitude=float(places["lat"].mean()) - 0.08, zoom=7.9, pitch=48
    )
    st.pydeck_chart(
        pydeck.Deck(
            [outlines, columns],
            initial_view_state=view,
            map_style=EMPTY_STYLE,
            map_provider="mapbox",
        ),
        height=260,
        key="places",
    )
    st.caption("Projets : hauteur selon le coût total ; la place est celle de la commune.")
    # In words under the drawing: a tip that follows the pointer is neither reached by keys nor passed over.
    lines = [
        text("li", f"{r.place}\u00a0: {r.projet}, {format_value(r.coutProjet, '€')}")
        for r in places.sort_values("coutProjet", ascending=False).itertuples()
    ]
    st.html(tag("ul", "".join(lines), class_="t-places", aria_label="Projets dessinés, du plus coûteux au moins"))


def show_grants(selection: Selection) -> None:
    """Grants awarded or paid to named beneficiaries in the chosen territories, the largest as bars, never added up."""
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus pour voir les subventions de ses bénéficiaires.")
        return
    view = Grants(indicators=RECEIVED, territories=selection.territories, years=selection.years)
    own = read_content(view).rows
    if own.empty:
        st.info("Aucune subvention à un bénéficiaire nommé n’est publiée pour ce choix.")
        return
    top = own.nlargest(MOST, "montant")
    bars = [
        Bar(
            f"{r.nomBeneficiaire} : {r.objet} ({r.period}, {STAGES[str(r.stage)]})",
            r.montant,
            figure=str(r.id),
            note=r.note,
        )
        for r in top.itertuples()
    ]
    st.html(
        bars_markup(
            bars,
            title="Subventions à des bénéficiaires nommés, les plus grandes",
            unit="€",
            decimals=0,
            label="Bénéficiaire et objet",
            value_label="Euros",
            largest=float(top["montant"].max()),
        )
    )
    said = f"{format_count(len(own), 'subvention')} à {format_count(own['nomBeneficiaire'].nunique(), 'bénéficiaire')}"
    more = f" ; les {MOST} plus grandes sont dessinées" if len(own) > MOST else ""
    extra = f"{said}{more}. {OVERLAP}"
    show_sources(own["source"], extra=extra, foot=files_markup(view))
    offer_view(view, key="grants")
    show_grants_table(own, selection, title="Subventions à des bénéficiaires nommés", key="table-grants")


def show_grants_table(grants: pd.DataFrame, selection: Selection, *, title: str, key: str) -> None:
    """The table of grants or of lines of plans, and its files."""
    show_table(
        grants, _describe_grants, title=title, unit="€", selection=selection, key=key, columns=list(LABELS.values())
    )


def _describe_grants(grants: pd.DataFrame) -> pd.DataFrame:
    sources = {s: " ; ".join(source_texts([s])) for s in grants["source"].unique()}
    rows = grants[list(LABELS)].assign(stage=grants["stage"].map(STAGES), source=grants["source"].map(sources))
    return rows.rename(columns=LABELS)
