"""The breakdown that each theme lives by: streams and destinations, the water balance, schemes and amounts."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from loaders.catalog import load_catalog
from loaders.preference import prefer
from loaders.reading.streams import COLLECTED
from loaders.statuses import are_results
from pages.draw.markup.bars import Bar, bars_markup
from pages.files.links import files_markup
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.kinds.cards import Cards
from pages.views.kinds.neighbours import Neighbours
from pages.views.kinds.streams import Streams
from pages.views.kinds.table import Table
from pages.views.kinds.trend import Trend
from pages.views.record import MOST_TERRITORIES
from pages.views.selection import Selection
from pages.views.view import View
from pages.widgets.charts import show_chart
from pages.widgets.choosing import choose
from pages.widgets.dossier.offering import offer_view
from pages.widgets.explorer import show_trend_table
from pages.widgets.notes import show_heading, show_sources
from pages.widgets.tables import show_table
from pages.words.french import join_runs, join_words, shorten_list
from pages.words.markup import tag, text
from pages.words.sources import sources_markup

MOST = 12
FLOWS_OF = "departement_flux"
# The columns of rows that are parts of bars, which say again what others say.
PARTS = ["bar", "part"]


def show_streams_and_destinations(selection: Selection) -> None:
    """Where each stream of the waste of an EPCI or a département goes; streams of the départements per inhabitant."""
    home = _choose_place(selection)
    cells = cached.read_cells(home)
    years = sorted(int(y) for y in cells["year"].unique() if selection.years[0] <= y <= selection.years[1])
    if cells.empty:
        st.info(f"Aucun tonnage par flux n’est publié pour ce département : {selection.name(home)}.")
        return
    if not years:
        st.info(
            f"Aucun tonnage par flux de {selection.years[0]} à {selection.years[1]} ; élargissez les années ci-dessus."
        )
        return
    words = {str(year): str(year) for year in years}
    latest, what = str(years[-1]), "une année des flux"
    year = int(
        choose(st.segmented_control, "Année des flux", "annee_flux", words, default=latest, what=what, required=True)
    )
    left, right = st.columns(2, gap="medium")
    with left:
        _show_cells(selection, home, year)
    with right:
        _show_ratios(selection, _find_departement(selection, home), year)


def _choose_place(selection: Selection) -> str:
    """Whose streams are shown: those of an EPCI that is chosen and has some, else of a département.

    The choice is drawn where there are several.
    """
    own = _list_closer(selection)
    words = {code: selection.name(code) for code in (*own, *selection.departements)}
    first = next(iter(words))
    if len(words) == 1:
        return first
    if own:
        return choose(st.selectbox, "Flux de", FLOWS_OF, words, default=first, what="un territoire des flux")
    label, what = "Département des flux", "un département des flux"
    return choose(st.segmented_control, label, FLOWS_OF, words, default=first, what=what, required=True)


def _list_closer(selection: Selection) -> list[str]:
    """The EPCIs chosen whose streams are known."""
    return [code for code in selection.territories if selection.level(code) == "epci" and len(cached.read_cells(code))]


def _find_departement(selection: Selection, home: str) -> str:
    """The département that a place is, or lies in."""
    around = str(selection.table["departements"].get(home, "")).split(";")
    return next((code for code in selection.departements if code in (home, *around)), selection.departements[0])


def _show_cells(selection: Selection, home: str, year: int) -> None:
    title = f"{selection.name(home)}, {year}"
    view = Streams(indicators=(COLLECTED,), territories=(home,), year=year)
    content = read_content(view)
    show_heading(f"{title} : chaque flux selon sa destination, en tonnes", content.finding)
    cells = content.rows
    show_chart(content.charts[0], key="streams", title=content.title)
    extra = "" if _list_closer(selection) else "Ces flux ne sont publiés que par département."
    show_sources(cells["source"], indicator=COLLECTED, extra=extra, foot=files_markup(view))
    offer_view(view, key="streams")
    show_table(
        cells.drop(columns=PARTS),
        title=f"Déchets par flux et destination, {title}",
        unit="tonnes",
        selection=selection,
        key="table-streams",
        filters=title,
    )


def _show_ratios(selection: Selection, home: str, year: int) -> None:
    view = Neighbours(indicators=(COLLECTED,), territories=(home,), year=year)
    content = read_content(view)
    show_heading(f"Les départements de la région, {year} : flux, en kilogrammes par habitant", content.finding)
    ratios = content.rows
    if ratios.empty:
        st.info(f"Aucun flux des départements n’est publié pour {year}.")
        return
    if ratios["value"].isna().all():
        st.info(
            f"Aucun flux par habitant en {year} : la population de ces départements n’est pas connue à deux ans près."
        )
        return
    show_chart(content.charts[0], key="departements", title=content.title)
    used = sorted(int(y) for y in ratios["denominator_year"].dropna().unique())
    said = f"Population municipale de {join_words([str(y) for y in used])}, l’année connue la plus proche."
    extra = said if used and used != [year] else ""
    show_sources(ratios["source"], indicator=COLLECTED, extra=extra, foot=files_markup(view))
    offer_view(view, key="neighbours")
    show_table(
        ratios.drop(columns=PARTS),
        unit="kg/hab.",
        selection=selection,
        title=f"Déchets par flux et par habitant, {year}",
        key="table-departements",
        filters=f"année : {year}",
    )


def _is_inside(code: str, selection: Selection) -> bool:
    """Whether a territory lies in the deployment, partly at least."""
    return not set(selection.departements).isdisjoint(str(selection.table["departements"].get(code, "")).split(";"))


def show_landfills(selection: Selection) -> None:
    """The tonnes that each landfill site received, whatever territory they came from."""
    series = cached.read_series("waste.landfilled", levels=("site",))
    sites = tuple(site for site in series.frame["territory"].astype(str).unique() if _is_inside(site, selection))
    series = series.restrict(sites, selection.years)
    known = tuple(sorted(set(series.frame.loc[series.frame["value"].notna(), "territory"].astype(str))))
    if series.frame["year"].nunique() < 2 or not known:
        st.info(f"Moins de deux années de stockage sont connues de {selection.years[0]} à {selection.years[1]}.")
        return
    view = Trend(indicators=("waste.landfilled",), territories=known[:MOST_TERRITORIES], years=selection.years)
    content = read_content(view)
    series = content.series
    show_chart(content.charts[0], key="trend-landfills", title=series.title)
    missing = [selection.name(s) for s in sites if s not in known]
    show_trend_table(content, view, selection, key="landfills", missing=missing)


def show_water_balance(indicators: tuple[str, ...], selection: Selection) -> None:
    """Produced, bought, distributed, consumed and lost: what each territory published last."""
    catalog = load_catalog()
    rows = prefer(cached.read_observations(indicators, territories=selection.territories, place=""))
    rows = rows[(rows["scope"] == "") & rows["value"].notna() & rows["year"].between(*selection.years)]
    if rows.empty:
        st.info("Aucun volume d’eau n’est publié pour les territoires et les années choisis.")
        return
    latest = rows[rows["year"] == rows.groupby(["territory", "indicator"], observed=True)["year"].transform("max")]
    panels = []
    for territory, own in latest.groupby("territory", observed=True):
        own = own.sort_values("indicator", key=lambda names: names.astype(str).map(indicators.index))
        absent = [catalog.indicators[i].short.lower() for i in indicators if i not in set(own["indicator"].astype(str))]
        said = [f"Non publié : {join_words(absent)}." if absent else "", *dict.fromkeys(own["note"].astype(str))]
        name, note = selection.name(str(territory)), " ".join(filter(None, said))
        labels = ("Volume", "Mètres cubes")
        panels.append(_panel(own, name, unit="m³", labels=labels, note=note, largest=float(latest["value"].max())))
    _show_panels(panels, latest)
    view = Cards(indicators=indicators, territories=selection.territories, years=selection.years)
    _take(view, key="balance", label="Ajouter au dossier (en chiffres clés)")
    show_table(
        latest,
        title="Volumes d’eau",
        unit="m³",
        selection=selection,
        key="table-balance",
    )


def show_schemes(themes: tuple[str, ...], selection: Selection, *, title: str) -> None:
    """Schemes and amounts: every amount published on the themes, the largest first, by territory."""
    catalog = load_catalog()
    amounts = tuple(i for i, e in catalog.indicators.items() if catalog.theme_of(i) in themes and e.unit == "EUR")
    rows = cached.read_observations(amounts, territories=selection.territories)
    rows = rows[rows["value"].notna() & rows["year"].between(*selection.years) & are_results(rows["status"])]
    if rows.empty:
        st.info("Aucun montant n’est publié pour les territoires et les années choisis.")
        return
    panels = [
        _panel(
            own.nlargest(MOST, "value"),
            selection.name(str(territory)),
            unit="€",
            labels=("Dispositif", "Euros"),
            largest=float(rows["value"].max()),
            note="Ces montants se recouvrent en partie : ne pas les additionner."
            + (f" Les {MOST} plus grands sur {len(own)} sont dessinés." if len(own) > MOST else ""),
        )
        for territory, own in rows.groupby("territory", observed=True)
    ]
    _show_panels(panels, rows)
    found = tuple(dict.fromkeys(rows["indicator"].astype(str)))
    view = Table(indicators=found, territories=selection.territories, years=selection.years)
    _take(view, key="schemes", label="Ajouter au dossier (en tableau)")
    show_table(
        rows,
        title=f"{title} : dispositifs et montants",
        unit="€",
        selection=selection,
        key="table-schemes",
    )


def _take(view: View, *, key: str, label: str) -> None:
    """The files of a view and its place in the dossier, which `label` says if it is not as here."""
    st.html(files_markup(view))
    offer_view(view, key=key, label=label)


def _show_panels(panels: list[str], rows: pd.DataFrame) -> None:
    """Panels of bars on one scale, and the years that stand beside one another."""
    said = ["Barres à la même échelle."] if len(panels) > 1 else []
    years = sorted(str(period) for period in rows["period"].unique())
    if len(years) > 1:
        said.append(
            f"Les années diffèrent ({shorten_list(join_runs(years), 6)}) : ne pas les comparer d’une barre à l’autre."
        )
    st.html(
        (text("p", " ".join(said), class_="t-missing") if said else "")
        + tag("section", "".join(panels), class_="t-grid")
    )


def _panel(rows: pd.DataFrame, title: str, *, unit: str, labels: tuple[str, str], note: str, largest: float) -> str:
    """The bars of one territory under its name, with their sources; `largest` is the value of the longest of all."""
    bars = [
        Bar(_label_of(row), row["value"], str(row["status"]), figure=row["id"], note=str(row["note"]))
        for row in rows.to_dict("records")
    ]
    table = bars_markup(
        bars, title=title, unit=unit, decimals=0, label=labels[0], value_label=labels[1], largest=largest
    )
    return tag("div", text("h3", title) + table + sources_markup(rows["source"], extra=note))


def _label_of(row: dict[Hashable, Any]) -> str:
    catalog = load_catalog()
    words = [catalog.indicators[str(row["indicator"])].short, catalog.scope_label(str(row["scope"])), str(row["place"])]
    return f"{', '.join(word for word in words if word)} ({row['period']})"
